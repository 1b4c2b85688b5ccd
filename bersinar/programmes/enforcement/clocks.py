"""Clocks of a case: which terms of law run, since when, until when, and whether they were kept. Pure.

Events and rules come in, clocks go out. Which law holds is decided by the day on which a term begins, at the place of
the office. A term that is no longer the office's (the case was handed over in time) is no clock any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from bersinar.foundation.deadlines.counting import Holidays, last_moment
from bersinar.foundation.deadlines.models import Applies, DeadlineRule, Per


class State(StrEnum):
    KEPT = "kept"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Happening:
    """An event of a case, as far as clocks look at it."""

    id: UUID
    kind: str
    at: datetime
    suspects: frozenset[UUID] = frozenset()
    file: UUID | None = None
    is_remote: bool = False


@dataclass(frozen=True)
class Clock:
    """One term. `suspect` is None where it runs for the case, or for whoever its event did not name."""

    key: str
    law: str
    started_by: UUID
    started_at: datetime
    due: datetime
    suspect: UUID | None = None
    file: UUID | None = None
    stopped_by: UUID | None = None
    stopped_at: datetime | None = None
    is_extended: bool = False

    @property
    def is_open(self) -> bool:
        return self.stopped_at is None

    def state(self, now: datetime) -> State:
        """Kept or late once it was stopped; open or overdue until then."""
        if self.stopped_at is not None:
            return State.KEPT if self.stopped_at <= self.due else State.LATE
        return State.OPEN if now <= self.due else State.OVERDUE


def clocks_of(
    happenings: Iterable[Happening],
    rules: Sequence[DeadlineRule],
    *,
    zone: ZoneInfo,
    holidays: Holidays,
    children: Collection[UUID] = (),
) -> list[Clock]:
    """Every clock of one case, the one that ends first in front."""
    told = sorted(happenings, key=lambda one: (one.at, str(one.id)))
    found = []
    for place, begun in enumerate(told):
        day, later = begun.at.astimezone(zone).date(), told[place + 1 :]
        for rule in rules:
            if rule.from_event != begun.kind or not rule.holds_on(day):
                continue
            for suspect in _subjects(rule, begun):
                if _applies(rule, begun, suspect, children):
                    clock = _clock(rule, begun, suspect, later, zone, holidays)
                    found += [clock] if clock else []
    return sorted(found, key=lambda one: (one.due, one.key))


def _subjects(rule: DeadlineRule, begun: Happening) -> list[UUID | None]:
    """For whom this event starts the clock: for each suspect that it names, else once."""
    if rule.per != Per.SUSPECT or not begun.suspects:
        return [None]
    return sorted(begun.suspects, key=str)


def _applies(rule: DeadlineRule, begun: Happening, suspect: UUID | None, children: Collection[UUID]) -> bool:
    if rule.applies in (Applies.ADULT, Applies.CHILD):
        concerned = {suspect} if suspect else set(begun.suspects)
        return bool(concerned & set(children)) == (rule.applies == Applies.CHILD)
    if rule.applies in (Applies.NEAR, Applies.REMOTE):
        return begun.is_remote == (rule.applies == Applies.REMOTE)
    return True


def _clock(
    rule: DeadlineRule,
    begun: Happening,
    suspect: UUID | None,
    later: Sequence[Happening],
    zone: ZoneInfo,
    holidays: Holidays,
) -> Clock | None:
    told = [one for one in later if _concerns(rule, begun, suspect, one)]
    stop = next((one for one in told if one.kind in rule.to_events), None)

    def until(amount: int) -> datetime:
        return last_moment(
            begun.at, amount, rule.unit, zone=zone, holidays=holidays, first_day_counts=rule.first_day_counts
        )

    due, extended = until(rule.amount), False
    if rule.extended_by:
        extended = any(
            one.kind == rule.extended_by and one.at <= due and (stop is None or one.at <= stop.at) for one in told
        )
        due = until(rule.amount + (rule.extra or 0)) if extended else due
    dropped = next((one for one in told if one.kind in rule.dropped_by), None)
    if dropped is not None and dropped.at <= due and (stop is None or dropped.at < stop.at):
        return None
    return Clock(
        rule.key, rule.law, begun.id, begun.at, due, suspect, begun.file if rule.per == Per.FILE else None,
        stop.id if stop else None, stop.at if stop else None, extended,
    )  # fmt: skip


def _concerns(rule: DeadlineRule, begun: Happening, suspect: UUID | None, other: Happening) -> bool:
    """Whether a later event speaks of the same person, or of the same file, as this clock."""
    if rule.per == Per.SUSPECT:
        return suspect is None or not other.suspects or suspect in other.suspects
    if rule.per == Per.FILE:
        return other.file == begun.file or other.file is None
    return True
