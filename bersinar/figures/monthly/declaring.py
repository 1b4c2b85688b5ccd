"""Declared monthly figures: one sheet of offices, figures and months, looked at before it is kept, corrected by a later one.

The superior office writes down what the letters of an office beneath it say. Of persons on a closed side nothing is
taken: a month of a few would tell of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bersinar.catalogue.declaring import Indicator, Publication
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import DECLARED
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.drafts import Draft
from bersinar.ledger.records import Verbs

from ..indicators.declared import recorded_months
from ..models import DeclaredFigure
from ..models.declared import SCALE
from .actions import may_review
from .rows import adds_up, is_held


def facts_of_declared(one: DeclaredFigure) -> Iterator[Draft]:
    """One statement, dated the month's last day. No indicator counts it."""
    yield Draft(DECLARED, one.last_day, one.value, detail=one.indicator)


def may_be_declared(one: Indicator) -> bool:
    """Whether months of it add up, in whole numbers, and tell of nobody."""
    return (
        adds_up(one)
        and one.has_total
        and not one.decimals
        and not is_held(one)
        and one.publication is not Publication.CLOSED
    )


def declarable() -> list[Indicator]:
    """The figures that may stand in a sheet."""
    return [one for one in INDICATORS.values() if may_be_declared(one)]


@dataclass(frozen=True)
class Line:
    """One line of a sheet. Without a value it takes back what an earlier sheet said."""

    office: str
    indicator: str
    year: int
    month: int
    value: int | None  # whole display units
    letter: str
    letter_on: date


@dataclass(frozen=True)
class Compared:
    """A line beside what stands: what it will do, what stood, and whether records of that month stand already."""

    line: Line
    office: Office
    does: str  # "new", "changed", "withdrawn", "same"
    stood: int | None
    steps_aside: bool


def compare(lines: Sequence[Line], by: User) -> list[Compared]:
    """What a sheet would do. Raises Refusal where a line names an office that the user does not stand above."""
    offices = _offices(lines, by)
    standing = _standing(lines, offices)
    pairs = {(offices[line.office].pk, line.year) for line in lines}
    recorded = {
        (pk, year, month)
        for year in {year for _, year in pairs}
        for pk, month in recorded_months({pk for pk, of in pairs if of == year}, year)
    }
    found = []
    for line in lines:
        office = offices[line.office]
        kept = standing.get((office.pk, line.indicator, line.year, line.month))
        aside = (office.pk, line.year, line.month) in recorded
        found.append(Compared(line, office, _does(line, kept), kept.value // SCALE if kept else None, aside))
    return found


def _does(line: Line, kept: DeclaredFigure | None) -> str:
    if kept is None:
        return "same" if line.value is None else "new"
    if line.value is None:
        return "withdrawn"
    same = (kept.value, kept.letter, kept.letter_on) == (line.value * SCALE, line.letter, line.letter_on)
    return "same" if same else "changed"


def _offices(lines: Sequence[Line], by: User) -> dict[str, Office]:
    offices = {one.code: one for one in Office.objects.filter(code__in={line.office for line in lines})}
    for code in sorted({line.office for line in lines}):
        if code not in offices or not may_review(by, offices[code]):
            raise Refusal("office_unknown", f"Kantor “{code}” tidak ada di bawah satuan kerja Anda.")
    return offices


def _standing(lines: Sequence[Line], offices: dict[str, Office]) -> dict[tuple[int, str, int, int], DeclaredFigure]:
    rows = DeclaredFigure.objects.standing().filter(office__in=offices.values(), year__in={line.year for line in lines})
    return {(one.office_id, one.indicator, one.year, one.month): one for one in rows}


def declare(lines: Sequence[Line], *, by: User) -> int:
    """Keep what a sheet says, office by office: each is one action upon that office's chain. How many lines did something."""
    for line in lines:
        if line.indicator not in INDICATORS or not may_be_declared(INDICATORS[line.indicator]):
            raise Refusal("indicator_unknown", f"Angka “{line.indicator}” tidak dapat dinyatakan per bulan.")
    offices = _offices(lines, by)
    by_office: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_office[line.office].append(line)
    return sum(_declare_of(offices[code], some, by) for code, some in by_office.items())


def _declare_of(office: Office, lines: Sequence[Line], by: User) -> int:
    reason = "surat " + ", ".join(sorted({line.letter for line in lines}))
    with deed("figures.declare", office=office, by=by, needs=Permission.REPORT_REVIEW, reason=reason[:500]) as doing:
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # two sheets at once: the second waits
        standing = _standing(lines, {office.code: office})
        fresh, done = [], 0
        for line in lines:
            kept = standing.get((office.pk, line.indicator, line.year, line.month))
            does = _does(line, kept)
            done += does != "same"
            if does == "new":
                fresh.append(_values(line))
            elif kept is not None:
                _alter(doing, kept, line, does)
        doing.add_all(DeclaredFigure, fresh)
    return done


def _values(line: Line) -> dict[str, Any]:
    assert line.value is not None
    return {
        "indicator": line.indicator, "year": line.year, "month": line.month, "value": line.value * SCALE,
        "letter": line.letter, "letter_on": line.letter_on,
    }  # fmt: skip


def _alter(doing: Deed, kept: DeclaredFigure, line: Line, does: str) -> None:
    if does == "withdrawn":
        doing.cancel(kept)
    elif does == "changed":
        doing.change(kept, _values(line), based_on=None)


class DeclaredVerbs(Verbs[DeclaredFigure]):
    """Single statements are only taken back here; new ones come by a sheet."""

    def cancel(self, record: DeclaredFigure, *, by: User, reason: str) -> DeclaredFigure:
        if not may_review(by, record.office):
            raise Forbidden()
        return super().cancel(record, by=by, reason=reason)


DECLARING = DeclaredVerbs(DeclaredFigure, "figures", "declare_one", "change_declared", "withdraw_declared")
