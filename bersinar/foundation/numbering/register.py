"""The register of numbers: reserved, used, cancelled with a reason, and never given twice.

The counter's row is locked before a number is taken, and the database refuses a second entry of the same number. What
`reserve`, `redate`, `use` and `release` do belongs to their caller's transaction and audit line; what is done by hand
asks its own permission and writes its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .actions import held_counter, written
from .models import NumberCounter, NumberEntry, NumberGap, NumberState
from .series import Series, series_of

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User

MOST = 99_999
_KIND = "numbering.numberentry"


# --- for a record that carries the number ----------------------------------------------------------------------------


def reserve(*, series: Series, office: Office, day: date, by: User, record: tuple[str, UUID]) -> NumberEntry:
    """The next number of a series, for a record that is still a draft."""
    counter = held_counter(office, series.code, day.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    kind, record_id = record
    return _entered(series, office, day, counter.last, by, record_kind=kind, record_id=record_id)


def redate(entry: NumberEntry, day: date) -> NumberEntry:
    """The same number under another day of its year: months stand in many patterns."""
    if day.year != entry.year:
        raise ValueError("a number belongs to its year")
    series = series_of(entry.kind)
    assert series is not None
    entry.day = day
    entry.text = written(office=entry.office, kind=entry.kind, n=entry.n, day=day, default=series.pattern)
    return _kept(entry)


def use(entry: NumberEntry) -> NumberEntry:
    """The letter is final: its number is used."""
    return _kept(entry, NumberState.USED)


def release(entry: NumberEntry, reason: str) -> NumberEntry:
    """Cancel a number. It stays in the register with its reason and is not given again."""
    if not reason.strip():
        raise Refusal("reason_missing", "Tuliskan alasan pembatalan.", fields={"reason": "Wajib diisi."})
    entry.reason = reason.strip()[:500]
    return _kept(entry, NumberState.CANCELLED)


def _kept(entry: NumberEntry, state: NumberState | None = None) -> NumberEntry:
    entry.state, entry.changed_at = state or entry.state, timezone.now()
    entry.save(update_fields=["day", "text", "state", "reason", "changed_at"])
    return entry


def _entered(
    series: Series, office: Office, day: date, n: int, by: User, *, record_kind: str = "", record_id: UUID | None = None,
    subject: str = "", state: NumberState = NumberState.RESERVED,
) -> NumberEntry:  # fmt: skip
    return NumberEntry.objects.create(
        office=office, kind=series.code, year=day.year, n=n, side=series.side.value, day=day, subject=subject, state=state,
        text=written(office=office, kind=series.code, n=n, day=day, default=series.pattern),
        record_kind=record_kind, record_id=record_id, reserved_at=timezone.now(), reserved_by=by.id,
    )  # fmt: skip


# --- by hand, for a letter written elsewhere -------------------------------------------------------------------------


def may_write(by: User, series: Series, office: Office) -> bool:
    """Whether somebody may reserve numbers of a series by hand: who writes such letters, and who keeps the book."""
    keeps_book = series.side is Side.OPEN and office.pk in by.scope(Permission.NUMBERS_WRITE)
    return keeps_book or office.pk in by.scope(series.writes)


def reserve_by_hand(
    *, series: Series, office: Office, day: date, by: User, subject: str = "", n: int | None = None, reason: str = "",
    used: bool = False,
) -> NumberEntry:  # fmt: skip
    """Take a number for a letter outside the system: the next one, or one that stands on paper already.

    A number that leaps over others needs a reason for the gap; one that was given before is refused.
    """
    _ask(by, series, office)
    subject = _subject(series, subject)
    with writing():
        counter = held_counter(office, series.code, day.year)
        n = n or counter.last + 1
        _refuse_given(series, office, day.year, n)
        if n > counter.last + 1:
            _explain_gap(counter, n, reason)
        counter.last = max(counter.last, n)
        counter.save(update_fields=["last"])
        state = NumberState.USED if used else NumberState.RESERVED
        entry = _entered(series, office, day, n, by, subject=subject, state=state)
        _note(entry, by, "numbering.reserve", {"nomor": entry.text, "keadaan": state.label})
    return entry


def use_by_hand(*, entry: NumberEntry, by: User) -> NumberEntry:
    """The letter outside was sent."""
    with writing():
        kept = _by_hand(entry, by)
        if kept.state != NumberState.RESERVED:
            raise Refusal("number_decided", f"Nomor ini sudah {kept.get_state_display().lower()}.", status=409)
        use(kept)
        _note(kept, by, "numbering.use", {"nomor": kept.text})
    return kept


def cancel_by_hand(*, entry: NumberEntry, reason: str, by: User) -> NumberEntry:
    """The letter outside was not sent, or is void."""
    with writing():
        kept = _by_hand(entry, by)
        if kept.state == NumberState.CANCELLED:
            return kept
        release(kept, reason)
        _note(kept, by, "numbering.cancel", {"nomor": kept.text}, kept.reason)
    return kept


def _by_hand(entry: NumberEntry, by: User) -> NumberEntry:
    series = series_of(entry.kind)
    if series is None:
        raise Forbidden()
    _ask(by, series, entry.office)
    kept = NumberEntry.objects.select_for_update().get(pk=entry.pk)
    if not kept.by_hand:
        raise Refusal("number_of_letter", "Nomor ini milik sebuah surat. Finalkan atau batalkan suratnya.", status=409)
    return kept


def _ask(by: User, series: Series, office: Office) -> None:
    if not may_write(by, series, office):
        raise Forbidden()


def _subject(series: Series, subject: str) -> str:
    cleaned = " ".join(subject.split())[:160]
    problem = ""
    if cleaned and series.side.is_closed:
        problem = "Pada sisi tertutup buku nomor tidak memuat perihal. Kosongkan."
    elif re.search(r"\d{8,}", cleaned):
        problem = "Perihal tidak boleh memuat nomor identitas."
    if problem:
        raise Refusal("number_subject", problem, fields={"subject": problem})
    return cleaned


def _refuse_given(series: Series, office: Office, year: int, n: int) -> None:
    if not 1 <= n <= MOST:
        sentence = f"Isi nomor urut antara 1 dan {MOST}."
        raise Refusal("number_invalid", sentence, fields={"n": sentence})
    given = NumberEntry.objects.filter(office=office, kind=series.code, year=year, n=n).first()
    if given is not None:
        sentence = f"Nomor urut {n} tahun {year} sudah {given.get_state_display().lower()}. Pakai nomor lain."
        raise Refusal("number_given", sentence, fields={"n": sentence}, status=409)


def _explain_gap(counter: NumberCounter, n: int, reason: str) -> None:
    first, last = counter.last + 1, n - 1
    if not reason.strip():
        missing = f"nomor {first}" if first == last else f"nomor {first} sampai {last}"
        sentence = f"Tuliskan mengapa {missing} tidak ada dalam buku ini."
        raise Refusal("gap_unexplained", sentence, fields={"reason": sentence})
    NumberGap.objects.create(
        office=counter.office, kind=counter.kind, year=counter.year, first=first, last=last, reason=reason.strip()[:500]
    )


def _note(entry: NumberEntry, by: User, action: str, changes: dict[str, str], reason: str = "") -> None:
    note(office=entry.office, by=by, line=Line(action, _KIND, entry.pk, entry.side, dict(changes), reason))


# --- gaps ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gap:
    """Numbers up to the last one given that have no entry. Without a reason nobody has explained them."""

    first: int
    last: int
    reason: str = ""


def gaps(*, office: Office, kind: str, year: int) -> list[Gap]:
    """What is missing in a year of a series, with the reasons that were written down."""
    counter = NumberCounter.objects.filter(office=office, kind=kind, year=year).first()
    if counter is None:
        return []
    entered = NumberEntry.objects.filter(office=office, kind=kind, year=year)
    missing = sorted(set(range(1, counter.last + 1)) - set(entered.values_list("n", flat=True)))
    told = list(NumberGap.objects.filter(office=office, kind=kind, year=year))
    found: list[Gap] = []
    for n in missing:
        reason = next((gap.reason for gap in told if gap.first <= n <= gap.last), "")
        if found and found[-1].last == n - 1 and found[-1].reason == reason:
            found[-1] = Gap(found[-1].first, n, reason)
        else:
            found.append(Gap(n, n, reason))
    return found
