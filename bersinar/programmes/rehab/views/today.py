"""The clinic's day and week: what waits, the calendar, a file for one's own calendar, the screen of the waiting room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note, note_readings
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.calendars import Entry, calendar_answer

from ..days import span
from ..models import Session
from ..models.sessions import AHEAD
from ..waiting import SOON, alerts_of, overdue, reviews_due, standing_sessions, to_call, without_plan

MOST = 15  # lines of one part: the rest comes up as these are done
_MOST_EVENTS = 500
_MINUTES = 60  # of a session whose length is not known
_EARLIEST, _LATEST = date(1990, 1, 8), date(2200, 1, 1)
# What a clinic looks at over a year, in this order; the desk says it.
_FIGURES = (
    "clients", "outpatient", "inpatient", "carried_over", "in_care", "moves", "episodes", "waiting_days", "sessions",
    "attendance", "completed", "completion_rate", "dropout", "dropout_rate", "relapses", "qol_measured", "qol_physical",
    "qol_psychological", "qol_social", "qol_environment", "aftercare", "independent", "ikm", "tdi_complete",
)  # fmt: skip
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True)
class Part:
    """Some of the rows of one part of the page, and how many more there are."""

    rows: list[Any]
    more: int


def _part(rows: Any) -> Part:
    found = list(rows[: MOST + 1])
    return Part(found[:MOST], rows.count() - MOST if len(found) > MOST else 0)


def _alerts(office: Office, day: date) -> Part:
    """Twice as many: an alert is never what is left out first, and what is urgent stands on top."""
    found = alerts_of(office, day)
    return Part(found[: 2 * MOST], max(0, len(found) - 2 * MOST))


def _place(request: HttpRequest) -> tuple[User, Office, bool]:
    """Who looks, in which office, and whether at their own sessions only."""
    user = user_of(request)
    return user, user.offices_with(Permission.REHAB_READ)[0], request.GET.get("punya", "saya") != "semua"


def _sessions(office: Office, user: User, mine: bool) -> Any:
    rows = standing_sessions(office).select_related("office", "episode__client", "counsellor")
    return rows.filter(counsellor=user.pk) if mine else rows


@needs(Permission.REHAB_READ)
def today(request: HttpRequest) -> HttpResponseBase:
    """What waits in the clinic today. In codes; who looked is written down."""
    user, office, mine = _place(request)
    now = timezone.now()
    day = office.local_day(now)
    begin, end = span(office, day, day)
    sessions = _sessions(office, user, mine).order_by("planned_at")
    own = {"counsellor": user.pk} if mine else {}
    context: dict[str, Any] = {
        "mine": mine, "day": day, "soon": SOON.days, "may_write": office.pk in user.scope(Permission.REHAB_WRITE),
        "sessions": _part(sessions.filter(planned_at__gte=begin, planned_at__lt=end)),
        "late": _part(sessions.filter(overdue(begin))), "to_call": _part(sessions.filter(to_call(now))),
        "reviews": _part(reviews_due(office, day).filter(**own).select_related("episode__client")),
        "unplanned": _part(without_plan(office).select_related("client")), "alerts": _alerts(office, day),
        "figures": figures_url(office, day.year, *_FIGURES),
    }  # fmt: skip
    parts = [context[name].rows for name in ("sessions", "late", "to_call", "reviews", "unplanned")]
    shown = [*_names(row for rows in parts for row in rows), *(alert.record for alert in context["alerts"].rows)]
    _note(office, user, shown, "membuka hari ini")
    return render(request, "rehab/today.html", context)


def figures_url(office: Office, year: int, *codes: str) -> str:
    """The desk's fragment of these figures of the room, for a page to include."""
    query = [
        ("kantor", office.code),
        ("tahun", year),
        ("cakupan", "own"),
        *(("indikator", f"rehab.{code}") for code in codes),
    ]
    return f"{reverse('desk:figure_fragment')}?{urlencode(query)}"


def _names(rows: Iterable[Any]) -> list[tuple[str, UUID]]:
    return [(row._meta.label_lower, row.pk) for row in rows]


def _note(office: Office, user: User, names: Sequence[tuple[str, UUID]], purpose: str) -> None:
    """Write down what is about to be shown, each record once; an empty page was looked at too."""
    records: list[tuple[str, UUID | None]] = [*dict.fromkeys(names)] or [("rehab.session", None)]
    note_readings(office=office, by=user, side="treatment", purpose=purpose, records=records)


# --- the week ------------------------------------------------------------------------------------------------------


def _monday(request: HttpRequest, office: Office) -> date:
    """The week's first day: of the day that the address names, else of today."""
    day = office.local_day()
    with suppress(ValueError):
        named = date.fromisoformat(request.GET.get("minggu", ""))
        day = named if _EARLIEST < named < _LATEST else day
    return day - timedelta(days=day.weekday())


@needs(Permission.REHAB_READ)
def week(request: HttpRequest) -> HttpResponseBase:
    """Seven days of sessions."""
    user, office, mine = _place(request)
    first = _monday(request, office)
    begin, end = span(office, first, first + timedelta(days=6))
    rows = _sessions(office, user, mine).filter(planned_at__gte=begin, planned_at__lt=end).exclude(stage="called_off")
    sessions = list(rows.order_by("planned_at")[:_MOST_EVENTS])
    days = [first + timedelta(days=place) for place in range(7)]
    _note(office, user, _names(sessions), "membuka kalender")
    context = {
        "mine": mine, "first": first, "title": f"{long_date(first)} sampai {long_date(days[-1])}",
        "before": first - timedelta(days=7), "after": first + timedelta(days=7), "today": office.local_day(),
        "days": [(_DAYS[day.weekday()], day, [one for one in sessions if one.day == day]) for day in days],
    }  # fmt: skip
    return render(request, "rehab/week.html", context)


@needs(Permission.REHAB_READ, fresh=True)
def calendar_file(request: HttpRequest) -> HttpResponseBase:
    """One's own planned sessions for a calendar: codes and times, and no word of what this is. Written down."""
    user, office, _ = _place(request)
    now = timezone.now()
    rows = _sessions(office, user, True).filter(stage__in=AHEAD, planned_at__gte=now - timedelta(days=1))
    sessions = list(rows.order_by("planned_at")[:_MOST_EVENTS])
    line = Line("rehab.export_calendar", "rehab.session", None, "treatment", {"baris": len(sessions)})
    note(office=office, by=user, line=line)
    return calendar_answer([_entry(session) for session in sessions], now)


def _entry(session: Session) -> Entry:
    """A session under its client's code."""
    ends = session.planned_at + timedelta(minutes=session.minutes or _MINUTES)
    return Entry(session.pk, session.episode.client.code, session.planned_at, ends)


# --- the waiting room ----------------------------------------------------------------------------------------------


@needs(Permission.REHAB_READ)
def screen(request: HttpRequest) -> HttpResponseBase:
    """Who waits, by queue number alone: this page hangs where everybody sees it."""
    _, office, _ = _place(request)
    day = office.local_day()
    begin, end = span(office, day, day)
    here = standing_sessions(office).filter(planned_at__gte=begin, planned_at__lt=end, queue_number__isnull=False)
    rows = list(here.order_by("queue_number").values_list("queue_number", "stage"))
    context = {
        "waiting": [number for number, stage in rows if stage == "waiting"],
        "called": [number for number, stage in rows if stage in ("came", "late")][-3:],
    }  # fmt: skip
    return render(request, "rehab/screen.html", context)
