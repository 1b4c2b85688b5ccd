"""What waits in this room: plan lines whose day has passed, permohonan nobody has answered, follow-up tasks.

Titles of kegiatan and permohonan are told, never a person's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.deadlines.counting import Holidays, Unit, last_moment
from bersinar.foundation.deadlines.models import Holiday
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number

from .models import NOT_RECORDED, Activity, FollowUp, Meeting, Request
from .public import all_uses
from .requests.ways import RECEIVED, SCHEDULED

ANSWER_DAYS = 5  # working days, where the code list says nothing
_MOST = 5  # of one sort: the rest is one click away


@dataclass(frozen=True)
class Waits:
    """One thing to do."""

    words: str
    url: str
    icon: str
    due: date | None = None
    is_late: bool = False


def with_held(rows: Any) -> Any:
    """Plan lines with `was_held`: people of their own, a pelaksanaan, or what another room holds under them."""
    held = Q(total__isnull=False) | Q(bound=NOT_RECORDED)
    held |= Q(Exists(Meeting.objects.standing().filter(activity=OuterRef("pk"))))
    rows = rows.annotate(**{f"used_{n}": Coalesce(use.counted(), 0) for n, use in enumerate(all_uses())})
    for n, _ in enumerate(all_uses()):
        held |= Q(**{f"used_{n}__gt": 0})
    return rows.annotate(was_held=held)


def overdue(rows: Any, today: date) -> Any:
    """Plan lines (with `was_held`) whose last planned day has passed and of which nothing was held."""
    late = rows.annotate(last_day=Coalesce(F("planned_until"), F("planned_on")))
    return late.filter(last_day__lt=today, was_held=False, called_off_on__isnull=True)


def answer_due(request: Request, holidays: Holidays) -> date:
    """The last working day on which a permohonan is decided in time."""
    days = int(attribute("request_kind", request.asks, "answer_days", ANSWER_DAYS) or ANSWER_DAYS)
    zone = ZoneInfo(request.office.zone)
    start = datetime.combine(request.received_on, datetime.min.time(), zone).astimezone(UTC)
    return last_moment(start, days, Unit.WORKING_DAYS, zone=zone, holidays=holidays).astimezone(zone).date()


def known_holidays() -> Holidays:
    """The days on which offices are closed."""
    return Holidays.of(Holiday.objects.values_list("day", "yearly"))


def waiting_of(user: User, office: Office) -> Iterator[Waits]:
    """What waits for whoever writes kegiatan of an office."""
    if office.pk not in user.scope(Permission.ACTIVITIES_WRITE):
        return
    today = office.local_day()
    yield from _requests(office, today)
    yield from _follow_ups(user, office, today)
    if late := overdue(with_held(Activity.objects.standing().filter(office=office, year=today.year)), today).count():
        words = f"Catat pelaksanaan, atau tidak jadi, dari {write_number(late)} kegiatan yang harinya sudah lewat"
        yield Waits(
            words, f"{reverse('activities:activity_list')}?keadaan=overdue&tahun={today.year}", "calendar-event"
        )


def _requests(office: Office, today: date) -> Iterator[Waits]:
    """Permohonan to decide, each with its day; and those whose kegiatan was held since."""
    held = Meeting.objects.standing().filter(activity=OuterRef("activity"))
    rows = Request.objects.standing().filter(Q(stage=RECEIVED) | Q(stage=SCHEDULED) & Exists(held), office=office)
    found = list(rows.select_related("office").order_by("received_on")[: 4 * _MOST])
    undecided = [one for one in found if one.stage == RECEIVED]
    holidays = known_holidays() if undecided else Holidays()
    for one in undecided[:_MOST]:
        due = answer_due(one, holidays)
        page = reverse("activities:request", args=[one.pk])
        yield Waits(f"Jawab permohonan: {one.topic}", page, "clipboard-list", due, due < today)
    for one in [one for one in found if one.stage == SCHEDULED][:_MOST]:
        yield Waits(f"Tandai dilayani: {one.topic}", reverse("activities:request", args=[one.pk]), "clipboard-list")


def _follow_ups(user: User, office: Office, today: date) -> Iterator[Waits]:
    """One's own follow-up tasks, and those that another body owes and somebody here has to ask for."""
    mine = Q(officer=user) | Q(officer__isnull=True)
    rows = FollowUp.objects.standing().filter(mine, office=office, done_on__isnull=True)
    for one in rows.order_by("due_on", "pk")[:_MOST]:
        page = reverse("activities:follow_up", args=[one.pk])
        yield Waits(f"Tindak lanjut: {one.what}", page, "clipboard-list", one.due_on, one.due_on < today)
