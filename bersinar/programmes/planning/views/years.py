"""The year as a filter of lists."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.periods.fields import EARLIEST
from bersinar.foundation.ui.pages import Filter


def _years(user: User) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(timezone.localdate().year + 1, EARLIEST - 1, -1)]


def _of_year(rows: Any, chosen: str) -> Any:
    return rows.filter(year=chosen) if chosen.isdecimal() else rows


BY_YEAR = Filter("tahun", "Tahun", _years, narrow=_of_year)
