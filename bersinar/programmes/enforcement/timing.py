"""The clocks of cases as they stand in the books: read with the rules in force, for pages, tasks and facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bersinar.foundation.deadlines.counting import Holidays
from bersinar.foundation.deadlines.models import DeadlineRule, Holiday

from .clocks import Clock, Happening, clocks_of
from .models import Case, CaseEvent, standing


@dataclass(frozen=True)
class Law:
    """What a reckoning needs to know besides the case: every rule, and the days on which nobody works."""

    rules: Sequence[DeadlineRule]
    holidays: Holidays

    @classmethod
    def read(cls) -> Law:
        return cls(list(DeadlineRule.objects.all()), Holidays.of(Holiday.objects.values_list("day", "yearly")))

    def clocks(self, case: Case, events: Iterable[CaseEvent] | None = None) -> list[Clock]:
        """The clocks of one case. `events` are its standing ones, where the caller holds them already."""
        told = standing(case.events.all()) if events is None else list(events)
        children = {one.pk for one in case.suspects.all() if one.is_child}
        return clocks_of(
            [happening(event) for event in told], self.rules, zone=ZoneInfo(case.office.zone), holidays=self.holidays,
            children=children,
        )  # fmt: skip


def happening(event: CaseEvent) -> Happening:
    """An event as clocks look at it."""
    suspects = frozenset(one.pk for one in event.suspects.all())
    return Happening(event.pk, event.kind, event.at, suspects, event.file_id, event.is_remote)


def cases_with_clocks(cases: Any, until: datetime | None = None) -> list[Case]:
    """The cases among these in which a clock is open, those that end first in front, with what clocks are read from."""
    rows = cases.filter(next_due__isnull=False, cancelled_at__isnull=True)
    rows = rows.filter(next_due__lte=until) if until else rows
    return list(
        rows.select_related("office").prefetch_related("events__suspects", "suspects").order_by("next_due", "pk")
    )


def measured(clocks: Collection[Clock]) -> dict[Any, list[dict[str, Any]]]:
    """By the event that ended them: the terms, as the event keeps them."""
    told: dict[Any, list[dict[str, Any]]] = {}
    for clock in clocks:
        if clock.stopped_at is not None:
            told.setdefault(clock.stopped_by, []).append(
                {
                    "key": clock.key, "law": clock.law, "from": str(clock.started_by), "suspect": str(clock.suspect or ""),
                    "since": clock.started_at.isoformat(), "until": clock.stopped_at.isoformat(),
                    "extended": clock.is_extended, "due": clock.due.isoformat(),
                    "kept": clock.stopped_at <= clock.due,
                }
            )  # fmt: skip
    return told


_WHICH = ("key", "law", "from", "suspect", "since", "until", "extended")


def as_it_was(now: Sequence[dict[str, Any]], before: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was measured stays measured by the rule of then, as long as beginning and end are the same."""
    kept = {tuple(one[name] for name in _WHICH): one for one in before}
    return [kept.get(tuple(one[name] for name in _WHICH), one) for one in now]
