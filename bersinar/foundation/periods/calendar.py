"""Years and months in Indonesian words and dates."""

from __future__ import annotations

import calendar
from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def month_name(year: int, month: int) -> str:
    """ "Maret 2023"."""
    return f"{MONTHS[month - 1]} {year}"


def year_bounds(year: int) -> tuple[date, date]:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def first_of_month(day: date) -> date:
    """The first day of a day's month: what facts of the treatment side are dated with."""
    return day.replace(day=1)


def long_date(day: date) -> str:
    """ "30 Desember 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
