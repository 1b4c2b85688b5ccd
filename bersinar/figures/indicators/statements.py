"""Targets as they stand: of a year, of its quarters, of many offices side by side. Statements are read, never summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import IntegerField, QuerySet

from bersinar.catalogue.kinds import KINDS, QUARTER_TARGET, TARGET
from bersinar.foundation.periods.calendar import year_bounds
from bersinar.ledger.models import Fact, YearOf


def standing(facts: QuerySet[Fact]) -> dict[tuple[int, date, str], int]:
    """The latest quantity that stands of each office, day and indicator: what was corrected away says nothing."""
    signs: dict[tuple[int, date, str, Any], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    latest: dict[tuple[int, date, str], tuple[int, int]] = {}
    columns = ("office_id", "seq", "line", "day", "detail", "source_id", "quantity", "sign")
    # Sorted here: asked for in their order, the database would walk all facts of the office rather than sort these few.
    rows = sorted(facts.order_by().values_list(*columns))
    for office, _, _, day, detail, source, quantity, sign in rows:
        signs[office, day, detail, source][abs(quantity)] += sign
    for office, seq, _, day, detail, source, quantity, sign in rows:
        if sign > 0 and signs[office, day, detail, source][abs(quantity)] > 0:
            key = (office, day, detail)
            latest[key] = max(latest.get(key, (0, 0)), (seq, quantity))
    return {key: quantity for key, (_, quantity) in latest.items()}


def _of_year(kind: str, offices: Collection[int], year: int) -> QuerySet[Fact]:
    in_year = YearOf("day", output_field=IntegerField())
    return Fact.objects.alias(year=in_year).filter(office__in=list(offices), kind=kind, year=year)


def targets_of_year(office: int, year: int, as_of: int | None = None) -> dict[str, Fraction]:
    """One office's targets for a year, by indicator."""
    facts = _of_year(TARGET, [office], year).filter(day=year_bounds(year)[1])
    if as_of is not None:
        facts = facts.filter(seq__lte=as_of)
    return {detail: Fraction(said, KINDS[TARGET].scale) for (_, _, detail), said in standing(facts).items()}


def targets_of_offices(offices: Collection[int], year: int) -> dict[int, dict[str, Fraction]]:
    """The targets of several offices for a year, each office's own."""
    found: dict[int, dict[str, Fraction]] = {office: {} for office in offices}
    facts = _of_year(TARGET, offices, year).filter(day=year_bounds(year)[1])
    for (office, _, detail), said in standing(facts).items() if offices else ():
        found[office][detail] = Fraction(said, KINDS[TARGET].scale)
    return found


def quarter_targets(office: int, year: int) -> Mapping[str, dict[date, Fraction]]:
    """What an office promised until the ends of March, June and September, by indicator and day; cumulative."""
    found: dict[str, dict[date, Fraction]] = defaultdict(dict)
    for (_, day, detail), said in standing(_of_year(QUARTER_TARGET, [office], year)).items():
        found[detail][day] = Fraction(said, KINDS[QUARTER_TARGET].scale)
    return found
