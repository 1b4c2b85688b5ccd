"""What the pages of this room share: their rights, what belongs to a case and leads back to it, and common filters."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Filter, Pages

READ, WRITE = Permission.ENFORCEMENT_READ, Permission.ENFORCEMENT_WRITE


class ChildPages(Pages):
    """Pages of what belongs to another record: a query parameter names it for a new one, and leads back there."""

    belongs_to: tuple[str, str] = ("kasus", "enforcement:case")
    otherwise: str = ""  # where one goes back to from an address that names none; else the list of what it belongs to

    def _way_back(self, request: HttpRequest) -> str:
        parameter, page = self.belongs_to
        try:
            return reverse(page, args=[UUID(request.GET.get(parameter, ""))])
        except ValueError:
            return reverse(self.otherwise or f"{page}_list")


def initial_case(request: HttpRequest, office: Office) -> dict[str, Any]:
    """A new child of a case starts with the case that the address names."""
    return {"case": request.GET.get("kasus")}


def back_to_case(record: Any) -> tuple[str, str]:
    """From something of a case one goes back to that case."""
    return str(record.case), reverse("enforcement:case", args=[record.case_id])


def years(model: type[Any], day: str) -> Filter:
    """A filter by the year of a day, offering the years that the user's records have."""

    def offered_to(user: User) -> list[tuple[str, str]]:
        days = model.objects.visible_to(user).order_by().dates(day, "year", order="DESC")
        return [(str(one.year), str(one.year)) for one in days]

    def narrow(rows: Any, chosen: str) -> Any:
        return rows.filter(**{f"{day}__year": int(chosen)}) if chosen.isdigit() else rows.none()

    return Filter("tahun", "Tahun", offered_to, narrow=narrow)
