"""What waits in this room: plan lines whose day has passed, permohonan nobody has answered, follow-up tasks.

Titles of kegiatan and permohonan are told, never a person's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, Value
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
    return _answer_due(request.office, request.asks, request.received_on, holidays)


def _answer_due(office: Office, asks: str, received_on: date, holidays: Holidays) -> date:
    days = int(attribute("request_kind", asks, "answer_days", ANSWER_DAYS) or ANSWER_DAYS)
    zone = ZoneInfo(office.zone)
    start = datetime.combine(received_on, datetime.min.time(), zone).astimezone(UTC)
    return last_moment(start, days, Unit.WORKING_DAYS, zone=zone, holidays=holidays).astimezone(zone).date()


def known_holidays() -> Holidays:
    """The days on which offices are closed."""
    return Holidays.of(Holiday.objects.values_list("day", "yearly"))


def waiting_of(user: User, office: Office) -> Iterator[Waits]:
    """What waits for whoever writes kegiatan of an office. One question, and one more where a letter waits."""
    if office.pk not in user.scope(Permission.ACTIVITIES_WRITE):
        return
    today = office.local_day()
    rows = _asked(office).union(_follow_ups(user, office), _overdue(office, today), all=True)
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row[3], str(row[0]))):
        found[row[1]].append(row)
    holidays = known_holidays() if found[RECEIVED] else Holidays()
    for _, _, topic, day, key, asks in found[RECEIVED][:_MOST]:
        due = _answer_due(office, asks, day, holidays)
        yield Waits(f"Jawab permohonan: {topic}", _page("request", key), "clipboard-list", due, due < today)
    for _, _, topic, _, key, _ in found[SCHEDULED][:_MOST]:
        yield Waits(f"Tandai dilayani: {topic}", _page("request", key), "clipboard-list")
    for _, _, what, due, key, _ in found[_TASK][:_MOST]:
        yield Waits(f"Tindak lanjut: {what}", _page("follow_up", key), "clipboard-list", due, due < today)
    if late := len(found[_LATE]):
        words = f"Catat pelaksanaan, atau tidak jadi, dari {write_number(late)} kegiatan yang harinya sudah lewat"
        yield Waits(
            words, f"{reverse('activities:activity_list')}?keadaan=overdue&tahun={today.year}", "calendar-event"
        )


_TASK, _LATE = "task", "late"


def _page(name: str, key: Any) -> str:
    return reverse(f"activities:{name}", args=[key])


def _told(rows: Any, sort: Any, words: str, day: str, extra: Any) -> Any:
    """Rows as the union takes them: (order, sort, words, day, key, extra)."""
    return rows.order_by().values_list("recorded_at", sort, words, day, "pk", extra)


def _asked(office: Office) -> Any:
    """Permohonan to decide, and those whose kegiatan was held since they were scheduled."""
    held = Meeting.objects.standing().filter(activity=OuterRef("activity"))
    rows = Request.objects.standing().filter(Q(stage=RECEIVED) | Q(stage=SCHEDULED) & Exists(held), office=office)
    return _told(rows, "stage", "topic", "received_on", "asks")


def _follow_ups(user: User, office: Office) -> Any:
    """One's own follow-up tasks, and those that another body owes and somebody here has to ask for."""
    mine = Q(officer=user) | Q(officer__isnull=True)
    rows = FollowUp.objects.standing().filter(mine, office=office, done_on__isnull=True)
    return _told(rows, Value(_TASK), "what", "due_on", Value(""))


def _overdue(office: Office, today: date) -> Any:
    rows = overdue(with_held(Activity.objects.standing().filter(office=office, year=today.year)), today)
    return _told(rows, Value(_LATE), "title", "planned_on", Value(""))
