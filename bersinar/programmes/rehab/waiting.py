"""What waits in the clinic: today's sessions, overdue attendance, no-shows to call, reviews, missing plans, alerts.

Everything here is told by code. Another module of the room that finds something dangerous adds it:

    register_alerts(attempts_of_late)      # from AppConfig.ready: (office, today) -> the alerts of that office
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office

from .days import span
from .models import Episode, Plan, Session
from .models.sessions import AHEAD, HELD

SOON = timedelta(days=7)  # a review is told of this long before its day
CALL_WITHIN = timedelta(days=60)  # who did not come longer ago is called no more from this page


@dataclass(frozen=True)
class Alert:
    """Something that must be looked at: whose, what, since when, the page where it is seen to, the record that says so."""

    code: str
    words: str
    since: date
    url: str
    record: tuple[str, UUID]  # kind and id, as the chain of readings names them
    is_urgent: bool = False


AlertFinder = Callable[[Office, date], Iterable[Alert]]
_finders: list[AlertFinder] = []


def register_alerts(finder: AlertFinder) -> None:
    """Add a source of alerts; once, however often it is asked."""
    if finder not in _finders:
        _finders.append(finder)


def alerts_of(office: Office, today: date) -> list[Alert]:
    """Every alert of an office: what is urgent first, then the newest."""
    found = [alert for finder in (overdue_reviews, *_finders) for alert in finder(office, today)]
    return sorted(found, key=lambda alert: (alert.is_urgent, alert.since), reverse=True)


def overdue_reviews(office: Office, today: date) -> Iterator[Alert]:
    """Plans of those in care whose review is overdue."""
    for plan in _plans(office).filter(_past(today)).select_related("episode__client").order_by("-review_on"):
        words = f"Tinjauan rencana terapi lewat {(today - plan.review_on).days} hari"
        url = reverse("rehab:plan", args=[plan.pk])
        yield Alert(plan.episode.client.code, words, plan.review_on, url, ("rehab.plan", plan.pk))


def _plans(office: Office) -> Any:
    return Plan.objects.filter(
        office=office, cancelled_at__isnull=True, episode__closed_on__isnull=True, episode__cancelled_at__isnull=True
    )


def reviews_due(office: Office, today: date) -> Any:
    """Plans of those in care that are to be looked at today or soon."""
    return _plans(office).filter(_due(today)).order_by("review_on")


def _past(today: date) -> Q:
    return Q(review_on__lt=today)


def _due(today: date) -> Q:
    return Q(review_on__range=(today, today + SOON))


def without_plan(office: Office) -> Any:
    """Episodes in care that have no plan, the oldest first."""
    return _in_care(office).filter(~Exists(_planned())).order_by("admitted_on", "pk")


def _in_care(office: Office) -> Any:
    return Episode.objects.filter(office=office, cancelled_at__isnull=True, closed_on__isnull=True)


def _planned() -> Any:
    """The plan of an episode, which has one at most."""
    return Plan.objects.filter(episode=OuterRef("pk"), cancelled_at__isnull=True)


def overdue(now: datetime) -> Q:
    """Sessions whose time has passed and whose attendance nobody has noted."""
    return Q(stage__in=AHEAD, planned_at__lt=now)


def to_call(now: datetime) -> Q:
    """Sessions that a client did not come to: nobody has called since, and no later session is planned or was held."""
    later = Session.objects.filter(
        episode=OuterRef("episode"), planned_at__gt=OuterRef("planned_at"), cancelled_at__isnull=True,
        stage__in=(*AHEAD, *HELD),
    )  # fmt: skip
    recent = Q(stage="absent", called_on__isnull=True, planned_at__gte=now - CALL_WITHIN)
    return recent & Q(episode__closed_on__isnull=True) & Q(~Exists(later))


def standing_sessions(office: Office) -> Any:
    """Sessions of an office that are not cancelled."""
    return Session.objects.filter(office=office, cancelled_at__isnull=True)


def counted(episode: Episode, plan: Plan | None) -> str:
    """How many sessions were held, against the plan: "6 dari 8 sesi"."""
    held = episode.sessions.filter(cancelled_at__isnull=True, stage__in=HELD).count()
    return f"{held} dari {plan.session_target} sesi" if plan and plan.session_target else f"{held} sesi"


@dataclass(frozen=True)
class Standing:
    """How much waits for one person of the clinic: own sessions, the clinic's plans and alerts."""

    today: int = 0
    overdue: int = 0
    to_call: int = 0
    reviews: int = 0
    unplanned: int = 0
    alerts: int = 0


def standing_of(user: User, now: datetime) -> Standing:
    """What waits for a user, in the office where treatment is recorded. Nothing for whoever records none."""
    office = next(iter(user.offices_with(Permission.REHAB_WRITE)), None)
    if office is None:
        return Standing()
    today = office.local_day(now)
    begin, end = span(office, today, today)
    own = standing_sessions(office).filter(counsellor=user.pk).aggregate(
        today=Count("pk", filter=Q(stage__in=AHEAD, planned_at__gte=begin, planned_at__lt=end)),
        overdue=Count("pk", filter=overdue(begin)), to_call=Count("pk", filter=to_call(now)),
    )  # fmt: skip
    # The home page asks for this: plans are counted in one question, and only the other alerts are fetched.
    plans = _in_care(office).aggregate(
        unplanned=Count("pk", filter=~Exists(_planned())), reviews=Count("pk", filter=Exists(_planned().filter(_due(today)))),
        past=Count("pk", filter=Exists(_planned().filter(_past(today)))),
    )  # fmt: skip
    others = sum(len(list(finder(office, today))) for finder in _finders)
    return Standing(**own, reviews=plans["reviews"], unplanned=plans["unplanned"], alerts=plans["past"] + others)
