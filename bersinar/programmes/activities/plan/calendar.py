"""What stands on the calendar of an office: planned kegiatan, pelaksanaan, sessions of other rooms, wishes of permohonan.

Titles name kegiatan and institutions, never a person. What was called off stands in the plan, not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office

from ..models import Activity, Meeting, Request
from ..public import all_uses
from ..requests.ways import RECEIVED
from ..waiting import with_held

PLANNED, LATE, HELD, WISHED = "planned", "late", "held", "wished"
_MOST = 400  # of one sort: more no month of an office holds


@dataclass(frozen=True)
class Noted:
    """One line on one day."""

    day: date
    sort: str
    title: str
    url: str
    at: time | None = None


def noted(office: Office, first: date, last: date, user: User) -> dict[date, list[Noted]]:
    """Everything between two days, by day; what has an hour comes in its order, the rest behind it."""
    found: dict[date, list[Noted]] = {}
    for one in _all(office, first, last, user):
        found.setdefault(one.day, []).append(one)
    for lines in found.values():
        lines.sort(key=lambda one: (one.at is None, one.at or time.min, one.title))
    return found


def _all(office: Office, first: date, last: date, user: User) -> Iterator[Noted]:
    today = office.local_day()
    for plan in planned(office, first, last).filter(was_held=False)[:_MOST]:
        until = plan.planned_last or plan.planned_on
        sort = LATE if until < today else PLANNED
        page = reverse("activities:activity", args=[plan.pk])
        for day in _between(max(plan.planned_on, first), min(until, last)):
            yield Noted(day, sort, plan.title, page, plan.starts_at)
    meetings = Meeting.objects.standing().filter(office=office, held_on__range=(first, last)).select_related("activity")
    for meeting in meetings[:_MOST]:
        page = reverse("activities:meeting", args=[meeting.pk])
        yield Noted(meeting.held_on, HELD, meeting.activity.title, page, meeting.starts_at)
    for use in all_uses():
        for one in use.on_days(office, first, last, user):
            yield Noted(one.day, HELD, one.title, one.url)
    wishes = Request.objects.standing().filter(office=office, stage=RECEIVED, wished_on__range=(first, last))
    for request in wishes.select_related("institution__merged_into")[:_MOST]:
        title = f"Diminta: {request.topic}, {request.institution.counted}"
        yield Noted(request.wished_on, WISHED, title, reverse("activities:request", args=[request.pk]))


def planned(office: Office, first: date, last: date) -> Any:
    """Plan lines with a day between two days, but for those called off; with `was_held`."""
    rows = with_held(Activity.objects.standing().filter(office=office, called_off_on__isnull=True))
    begins = Q(planned_on__range=(first, last))
    return rows.filter(begins | Q(planned_on__lt=first, planned_until__gte=first)).order_by("planned_on", "pk")


def _between(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def weeks_of(first: date, last: date) -> list[list[date]]:
    """The weeks, Monday to Sunday, that hold all days between two."""
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        weeks.append([monday + timedelta(days=n) for n in range(7)])
        monday += timedelta(days=7)
    return weeks
