"""What other floors may ask of planning: what an agreement's lines may spend and have spent, and the plan of five years in force.

Ids and codes in, frozen dataclasses out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from bersinar.foundation.offices.models import Office

from .fields import SCALE
from .models import BudgetLine, Strategy
from .models.budget import of_years


@dataclass(frozen=True)
class Funded:
    """The money behind one promised indicator, in whole rupiah."""

    line_id: UUID
    title: str
    ceiling: int
    spent: int


def funded_targets(office_id: int, year: int) -> tuple[dict[str, Funded], int]:
    """The money behind each promised indicator of an office, and how many budget lines support none."""
    sums: dict[str, list[Any]] = defaultdict(lambda: [None, "", 0, 0])
    without = 0
    for line in of_years(BudgetLine.objects.filter(office_id=office_id), year):
        if line.target is None or not line.target.indicator:
            without += 1
            continue
        held = sums[line.target.indicator]
        held[0], held[1] = line.target_id, str(line.target)
        held[2] += line.ceiling
        held[3] += line.spent
    return {code: Funded(*held) for code, held in sums.items()}, without


@dataclass(frozen=True)
class Aim:
    """One indicator of a strategic plan, with its targets by year."""

    indicator: str
    title: str
    goal: str
    targets: tuple[tuple[int, Fraction | None], ...]

    @property
    def last(self) -> Fraction | None:
        """What is aimed at in the end: the latest year that names a target."""
        named = [target for _, target in self.targets if target is not None]
        return named[-1] if named else None


@dataclass(frozen=True)
class StrategyShown:
    """A strategic plan as other floors see it, and whose it is."""

    id: UUID
    title: str
    office_id: int
    office: str
    since: int
    until: int
    aims: tuple[Aim, ...]


def strategy_for(office: Office, year: int) -> StrategyShown | None:
    """The plan that an office goes by in a year: its own, else the nearest above it."""
    place: Office | None = office
    while place is not None:
        plans = Strategy.objects.standing().filter(office=place, since__lte=year).order_by("-since")
        for plan in plans:
            if year <= plan.until:
                return _shown(plan, place)
        place = place.parent
    return None


def _shown(plan: Strategy, office: Office) -> StrategyShown:
    aims = []
    for line in plan.lines.filter(cancelled_at__isnull=True):
        targets = [None if one is None else Fraction(one, SCALE) for one in line.targets]
        aims.append(Aim(line.indicator, str(line), line.goal, tuple(zip(plan.years, targets, strict=True))))
    return StrategyShown(plan.pk, str(plan), office.pk, office.short_name, plan.since, plan.until, tuple(aims))
