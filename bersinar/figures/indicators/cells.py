"""Cells: facts summed in the database by kind and dimension, ready to be folded into figures.

Sums need one row per combination of dimensions; distinct counts need the subject too. Corrections carry the old day
and dimensions with the opposite sign, so they cancel inside a cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import F, Sum, TextField
from django.db.models.functions import Cast, ExtractMonth

from bersinar.catalogue.declaring import How, Indicator, Measured
from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.periods.calendar import year_bounds
from bersinar.ledger.models import Fact


@dataclass(frozen=True)
class Cell:
    """One group of facts. `quantity` is in display units; `signs` counts the facts that stand."""

    kind: str
    share: str
    basis: str
    bound: str
    dims: dict[str, str]
    subject: str
    quantity: Fraction
    signs: int

    def value_of(self, dimension: str) -> str:
        """The value of a dimension; "unit" is the kind's unit, or its detail where the kind leaves it open."""
        if dimension == "unit":
            return KINDS[self.kind].unit or self.dims.get("detail", "")
        return self.dims.get(dimension, "")


@dataclass(frozen=True)
class Window:
    """Which facts are read: offices, a year, and up to which position of the chain."""

    offices: tuple[int, ...]
    year: int
    as_of: int | None = None

    def days(self, measured: Measured) -> tuple[date | None, date]:
        """The days that count: from (None for "ever") and until, both included."""
        first, last = year_bounds(self.year)
        if measured is Measured.FLOW:
            return first, last
        return None, last if measured is Measured.STOCK else first - timedelta(days=1)


_PSEUDO = {"month", "unit", "office"}


def load(
    window: Window, indicators: Iterable[Indicator], splits: Sequence[str]
) -> dict[tuple[Measured, bool, str], list[Cell]]:
    """Cells of all facts these indicators count, by (measure, distinct?, kind); `splits` are the dimensions wanted beside."""
    wanted: dict[tuple[Measured, bool], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for indicator in indicators:
        kinds, dims = wanted[indicator.measured, indicator.how is How.DISTINCT]
        kinds.update(indicator.counts)
        dims.update(indicator.where, indicator.shown, splits, [indicator.over] if indicator.over else [])
        if any(kind.unit is None for kind in indicator.kinds) or not indicator.has_total:
            dims.update(("detail", "aspect", "substance"))
        if indicator.how is How.WEIGHTED:
            dims.update(("detail", "substance"))
    cells: dict[tuple[Measured, bool, str], list[Cell]] = defaultdict(list)
    for (measured, distinct), (kinds, dims) in wanted.items():
        for cell in _query(window, measured, distinct, kinds, dims):
            cells[measured, distinct, cell.kind].append(cell)
    return cells


def facts_of(window: Window, measured: Measured, kinds: Iterable[str]) -> Any:
    """The facts of these kinds in this window, as a query."""
    first, last = window.days(measured)
    facts = Fact.objects.filter(office_id__in=window.offices, kind__in=sorted(kinds), day__lte=last)
    if first is not None:
        facts = facts.filter(day__gte=first)
    return facts if window.as_of is None else facts.filter(seq__lte=window.as_of)


def _query(window: Window, measured: Measured, distinct: bool, kinds: set[str], dims: set[str]) -> Iterable[Cell]:
    names = sorted(dims - {"unit"})
    columns = {
        name: ExtractMonth("day")
        if name == "month"
        else Cast("office_id", TextField())
        if name == "office"
        else F(name)
        for name in names
    }
    groups = {f"g_{name}": column for name, column in columns.items()}
    rows = (
        facts_of(window, measured, kinds)
        .order_by()
        .annotate(**groups)
        .values_list("kind", "share", "basis", "bound", *(["subject"] if distinct else []), *groups)
        .annotate(total=Sum("quantity"), signs=Sum("sign"))
    )
    start = 5 if distinct else 4
    for row in rows:
        total, signs = row[-2], row[-1]
        if not total and not signs:
            continue  # wholly taken back
        values = dict(zip(names, (_text(value) for value in row[start:-2]), strict=True))
        subject = row[4] if distinct else ""
        yield Cell(row[0], row[1], row[2], row[3], values, subject, Fraction(total, KINDS[row[0]].scale), signs)


def _text(value: Any) -> str:
    return f"{value:02}" if isinstance(value, int) else str(value)
