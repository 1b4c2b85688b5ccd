"""When a monthly report is due, and whose are late."""

from __future__ import annotations

from datetime import date, timedelta

from bersinar.foundation.codelists.lists import attribute

LIST = "report_term"


def due_on(year: int, month: int) -> date:
    """The last day on which the report of a month is in time: a day of the next month, from the code list."""
    day = max(1, min(28, int(attribute(LIST, "monthly", "day", 10))))
    return date(year + month // 12, month % 12 + 1, day)


def previous_month(day: date) -> tuple[int, int]:
    """The month that has ended last on a day."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.year, last.month
