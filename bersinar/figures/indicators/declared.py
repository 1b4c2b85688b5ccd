"""What offices told by letter, beside the sums: never inside them, and aside where records of that office and month arrived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Sum
from django.db.models.functions import ExtractMonth

from bersinar.catalogue.kinds import PLANNED
from bersinar.foundation.periods.calendar import MONTHS_SHORT, month_bounds, year_bounds
from bersinar.foundation.ui.numbers import write_number
from bersinar.ledger.models import Fact

from ..models import DeclaredFigure
from ..models.declared import SCALE
from .evaluate import Coverage


@dataclass(frozen=True)
class Beside:
    """What was told by letter of one indicator: how much in all, of which offices and months, by which letters."""

    amount: Fraction
    told: Mapping[str, Sequence[int]]  # office -> months
    letters: Sequence[str]

    @property
    def words(self) -> str:
        """ "di luar ini 120 menurut surat: BNNK Contoh (Jan-Mar)"."""
        of = "; ".join(f"{office} ({spans(months)})" for office, months in self.told.items())
        return f"di luar ini {write_number(int(self.amount))} menurut surat: {of}"


def spans(months: Iterable[int]) -> str:
    """ "Jan–Mar, Mei"."""
    runs: list[list[int]] = []
    for month in sorted(set(months)):
        if runs and month == runs[-1][1] + 1:
            runs[-1][1] = month
        else:
            runs.append([month, month])
    names = MONTHS_SHORT
    return ", ".join(names[a - 1] if a == b else f"{names[a - 1]}\N{EN DASH}{names[b - 1]}" for a, b in runs)


def beside(coverage: Coverage, year: int) -> Mapping[str, Beside]:
    """What stands beside the figures of a coverage and year, by indicator; asked once for a coverage."""
    known: dict[int, Mapping[str, Beside]] = coverage.__dict__.setdefault("_beside", {})
    if year not in known:
        known[year] = _read(coverage, year)
    return known[year]


def standing_declared(coverage: Coverage, year: int) -> list[DeclaredFigure]:
    """The statements that stand: those of offices and months without records of their own."""
    rows = DeclaredFigure.objects.standing().filter(office_id__in=coverage.offices, year=year)
    if coverage.until is not None:
        last = (
            coverage.until.month
            if coverage.until == month_bounds(year, coverage.until.month)[1]
            else coverage.until.month - 1
        )
        rows = rows.filter(month__lte=last)
    found = list(rows.select_related("office").order_by("office__path", "month"))
    recorded = recorded_months({one.office_id for one in found}, year) if found else frozenset()
    return [one for one in found if (one.office_id, one.month) not in recorded]


def recorded_months(offices: Iterable[int], year: int) -> frozenset[tuple[int, int]]:
    """(office, month) of which anything was recorded and stands."""
    facts = Fact.objects.filter(office_id__in=list(offices), day__range=year_bounds(year)).exclude(kind__in=PLANNED)
    rows = facts.order_by().values_list("office_id", ExtractMonth("day")).annotate(stands=Sum("sign"))
    return frozenset((office, month) for office, month, stands in rows if stands > 0)


def _read(coverage: Coverage, year: int) -> dict[str, Beside]:
    by_indicator: dict[str, list[DeclaredFigure]] = defaultdict(list)
    if coverage.has_below and coverage.as_of is None:  # beside a sum over offices
        for one in standing_declared(coverage, year):
            by_indicator[one.indicator].append(one)
    return {code: _sum(rows) for code, rows in by_indicator.items()}


def _sum(rows: Sequence[DeclaredFigure]) -> Beside:
    told: dict[str, list[int]] = defaultdict(list)
    for one in rows:
        told[one.office.short_name].append(one.month)
    amount = sum((Fraction(Decimal(one.value)) / SCALE for one in rows), Fraction(0))
    return Beside(amount, told, sorted({one.letter for one in rows}))
