"""How a term is counted, and when its last moment is. Pure: rules and holidays come in, an instant goes out.

* Hours run from the very minute, through nights and holidays: three times 24 hours from 02.00 end at 02.00.
* Days are calendar days of the office's own time zone and end with the last of them. The first day is the one after
  the beginning (KUHAP art. 228), unless the rule says that the day itself counts, as detention is counted.
* Working days leave out Saturdays, Sundays and holidays.

A term of calendar days that ends on a holiday is not made longer: no source was found that says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

_SATURDAY = 5
_LAST = time(23, 59, 59, 999_999)


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True)
class Holidays:
    """Days on which offices are closed: single days, and those that come back every year."""

    days: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[tuple[date, bool]]) -> Self:
        """From (day, comes back every year)."""
        kept = list(rows)
        return cls(
            frozenset(day for day, yearly in kept if not yearly),
            frozenset((day.month, day.day) for day, yearly in kept if yearly),
        )

    def is_working(self, day: date) -> bool:
        """Whether offices are open on a day."""
        return day.weekday() < _SATURDAY and day not in self.days and (day.month, day.day) not in self.yearly


def last_moment(
    start: datetime, amount: int, unit: str, *, zone: ZoneInfo, holidays: Holidays, first_day_counts: bool = False
) -> datetime:
    """The last instant at which something is still in time, in UTC."""
    if unit == Unit.HOURS:
        return start.astimezone(UTC) + timedelta(hours=amount)
    first = start.astimezone(zone).date() + timedelta(days=0 if first_day_counts else 1)
    last = _working_day(first, amount, holidays) if unit == Unit.WORKING_DAYS else first + timedelta(days=amount - 1)
    return datetime.combine(last, _LAST, zone).astimezone(UTC)


def _working_day(first: date, number: int, holidays: Holidays) -> date:
    """The so-manieth working day, counted from `first` on."""
    day = first
    while True:
        number -= holidays.is_working(day)
        if not number:
            return day
        day += timedelta(days=1)
