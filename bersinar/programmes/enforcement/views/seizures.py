"""Seizures one by one, taken along as a sheet: an export of a closed side, so written down before it leaves."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.ui.export import workbook
from bersinar.foundation.wire.related import fetch_related

from ..models import Case, Exhibit
from ..seizures_sheet import NUMBERS, TITLES, rows_of
from .base import READ


@needs(READ, fresh=True)
def seizures_export(request: HttpRequest) -> HttpResponseBase:
    """What was seized in the cases this user sees, of the year that the list of cases is narrowed to, if it is."""
    user, year = user_of(request), request.GET.get("tahun", "")
    seen: Any = Case.objects.visible_to(user).standing()
    rows: Any = Exhibit.objects.visible_to(user).standing().filter(case__in=seen).order_by("seized_on", "pk")
    if year.isdigit():
        rows = rows.filter(seized_on__year=int(year))
    exhibits = list(rows)
    fetch_related(exhibits, "case__suspects", "case__network__routes")
    office = user.home_office
    assert office is not None
    told = {"baris": len(exhibits), **({"tahun": int(year)} if year.isdigit() else {})}
    note(office=office, by=user, line=Line("list.export", "enforcement.exhibit", None, Side.ENFORCEMENT.value, told))
    return workbook("seizures", TITLES, rows_of(exhibits), numbers=NUMBERS)
