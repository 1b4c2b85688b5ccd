"""What others may ask of this room: who answered, in numbers, for the sheet on which an index is published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from .models import Sheet, Survey


@dataclass(frozen=True)
class Respondents:
    """The respondents of one service in one year; `educations` are (code or "", how many). First and last day surveyed."""

    sheets: int
    educations: tuple[tuple[str, int], ...]
    period_from: date | None
    period_to: date | None


def respondents(offices: Collection[int], service: str, year: int) -> Respondents:
    """Who answered about a service in a year, over these offices. The caller has asked whose figures may be read."""
    sheets = Sheet.objects.standing().filter(office_id__in=offices, survey__service=service, filled_on__year=year)
    rows = sheets.order_by().values_list("education").annotate(many=Count("pk"))
    educations = tuple(sorted((education, many) for education, many in rows))
    period = Survey.objects.filter(pk__in=sheets.order_by().values("survey")).aggregate(
        first=Min("period_from"), last=Max("period_to")
    )
    return Respondents(sum(many for _, many in educations), educations, period["first"], period["last"])
