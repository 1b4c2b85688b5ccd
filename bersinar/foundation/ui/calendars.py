"""A file for one's own calendar (RFC 5545): instants with neutral titles, private, and no word of what this is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.http import HttpResponse

_OCTETS = 75  # of one line; the rest goes on in the next, which begins with a space


@dataclass(frozen=True)
class Entry:
    """One entry. The caller answers for its title: codes and numbers, never a name."""

    key: UUID | str
    title: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class DayEntry:
    """An entry of whole days, the last one included: nobody knows its hour, and none is made up."""

    key: UUID | str
    title: str
    first: date
    last: date


def calendar_text(entries: Iterable[Entry | DayEntry], now: datetime) -> str:
    """Entries as an iCalendar file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jadwal//Jadwal//ID"]
    for one in entries:
        lines += [
            "BEGIN:VEVENT", f"UID:{one.key}", f"DTSTAMP:{_utc(now)}", *_when(one), f"SUMMARY:{_escaped(one.title)}", "CLASS:PRIVATE", "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def calendar_answer(entries: Iterable[Entry | DayEntry], now: datetime) -> HttpResponse:
    """The same as a download with a neutral name."""
    answer = HttpResponse(calendar_text(entries, now), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="jadwal.ics"'
    return answer


def _when(one: Entry | DayEntry) -> tuple[str, str]:
    if isinstance(one, Entry):
        return f"DTSTART:{_utc(one.begins)}", f"DTEND:{_utc(one.ends)}"
    behind = one.last + timedelta(days=1)  # the end is the first day that is free again
    return f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}", f"DTEND;VALUE=DATE:{behind:%Y%m%d}"


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets; no character is torn apart."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > _OCTETS:
            yield piece
            piece = " "
        piece += sign
    yield piece
