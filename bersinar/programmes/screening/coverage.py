"""How many of an institution's staff were tested in a year: an arithmetic of open numbers, never of results.

Who was tested twice cannot be told apart, since nobody is named: the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Max, Q, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number

from .models import UrineSession

_MOST = 500  # institutions on one page; a year's sessions of one office are far fewer


@dataclass(frozen=True)
class Reach:
    """What one institution's tests of a year came to. `share` is empty where the staff is not known."""

    name: str
    office: str
    sessions: int
    tested: int
    unknown: int
    absent: int
    staff: int | None
    last: Any = None

    @property
    def share(self) -> str:
        if not self.staff:
            return ""
        exact = Decimal(self.tested) * 100 / self.staff
        return write_number(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


_SUMS: dict[str, Any] = {
    "sessions": Count("pk"), "people": Sum("tested"), "unknown": Count("pk", filter=Q(tested__isnull=True)),
    # who was absent from a first session and came to a later one is absent no more
    "missed": Sum("absent", filter=Q(follows__isnull=True)), "caught_up": Sum("tested", filter=Q(follows__isnull=False)),
    "last": Max("held_on"),
}  # fmt: skip


def _reach(name: str, office: str, staff: int | None, sums: dict[str, Any]) -> Reach:
    absent = max((sums["missed"] or 0) - (sums["caught_up"] or 0), 0)
    return Reach(name, office, sums["sessions"], sums["people"] or 0, sums["unknown"], absent, staff, sums["last"])


def reach_of(institution: Institution, office: Office, year: int) -> Reach:
    """The tests of one institution in a year, those of records merged into it too."""
    counted = institution.counted
    rows = UrineSession.objects.standing().filter(office=office, held_on__year=year)
    sums = rows.filter(Q(institution=counted) | Q(institution__merged_into=counted)).aggregate(**_SUMS)
    return _reach(str(counted), "", counted.staff, sums)


@needs(Permission.SCREENING_READ)
def coverage(request: HttpRequest) -> HttpResponseBase:
    """The institutions tested in a year, with the share of their staff; those that tested least of it first."""
    user = user_of(request)
    rows = UrineSession.objects.visible_to(user).standing()
    years = list(rows.order_by("-held_on__year").values_list("held_on__year", flat=True).distinct())
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked in {str(one) for one in years} else (years[0] if years else None)
    told: list[Reach] = []
    if year is not None:
        key = ("institution__merged_into", "institution")
        found: dict[Any, dict[str, Any]] = {}
        for row in rows.filter(held_on__year=year).order_by().values(*key).annotate(**_SUMS):
            counted = row["institution__merged_into"] or row["institution"]
            found[counted] = _joined(found[counted], row) if counted in found else row
        names = Institution.objects.filter(pk__in=found).select_related("office")
        told = [_reach(str(one), str(one.office), one.staff, found[one.pk]) for one in names]
    told.sort(key=lambda one: (not one.staff, Decimal(one.tested) / one.staff if one.staff else 0, one.name))
    offices = user.scope(Permission.SCREENING_READ)
    context = {
        "year": year, "years": years, "rows": told[:_MOST], "more": max(len(told) - _MOST, 0), "show_office": len(offices) > 1,
        "back": reverse("screening:session_list"),
    }  # fmt: skip
    return render(request, "screening/coverage.html", context)


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The sums of two records that are one institution."""
    added = {name: (one[name] or 0) + (other[name] or 0) for name in _SUMS if name != "last"}
    return {**added, "last": max(one["last"], other["last"])}
