"""The deadline board: what has run out, what does today, this week and later; and the same for one's own calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.deadlines.models import counts_working_days, years_not_loaded
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.calendars import Entry, calendar_answer

from ..waiting import WEEK, Pressing, open_clocks
from .base import READ
from .cases import CASE
from .tat import TAT
from .timeline import running

_MOST = 60  # lines of one part of the board: the rest comes up as these are done
_MOST_ENTRIES = 500
_BEFORE = timedelta(minutes=30)  # an entry stands before its moment, so that a calendar reminds in time


@needs(READ)
def board(request: HttpRequest) -> HttpResponseBase:
    """Every open clock of the cases and TAT requests that the reader may open, by how much it presses."""
    user, now = user_of(request), timezone.now()
    found = open_clocks(user, now)
    parts: dict[str, list[Pressing]] = {"Lewat batas": [], "Hari ini": [], "Tujuh hari ini": [], "Sesudahnya": []}
    for one in found:
        parts[_part(one, one.about.office, now)].append(one)
    for pages in (CASE, TAT):
        looked_at = {
            one.about.pk: one.about
            for part in parts.values()
            for one in part[:_MOST]
            if isinstance(one.about, pages.model)
        }
        pages.note_opened(user, list(looked_at.values()), "membuka papan tenggat")
    shown = [
        (title, [(one, _running(one, now)) for one in part[:_MOST]], max(0, len(part) - _MOST))
        for title, part in parts.items()
    ]
    today = timezone.localdate()
    context = {
        "board": shown, "count": len(found), "not_loaded": years_not_loaded(today), "moves": counts_working_days(today),
    }  # fmt: skip
    return render(request, "enforcement/board.html", context)


def _part(one: Pressing, office: Office, now: Any) -> str:
    if one.is_late:
        return "Lewat batas"
    if one.day == office.local_day(now):
        return "Hari ini"
    return "Tujuh hari ini" if one.clock.due <= now + WEEK else "Sesudahnya"


def _running(one: Pressing, now: Any) -> Any:
    return running(one.clock, one.code, now)


@needs(READ, fresh=True)
def calendar_file(request: HttpRequest) -> HttpResponseBase:
    """The open clocks that have not run out, for a calendar: number and deadline, nothing else. Written down."""
    user, now = user_of(request), timezone.now()
    found = [one for one in open_clocks(user, now) if not one.is_late][:_MOST_ENTRIES]
    office = user.offices_with(READ)[0]
    line = Line("enforcement.export_calendar", "enforcement.case", None, READ.side.value, {"baris": len(found)})
    note(office=office, by=user, line=line)
    return calendar_answer([_entry(one) for one in found], now)


def _entry(one: Pressing) -> Entry:
    key = f"{one.clock.started_by}-{one.clock.key}-{str(one.clock.suspect or '')[-6:]}"
    return Entry(key, one.title, one.clock.due - _BEFORE, one.clock.due)
