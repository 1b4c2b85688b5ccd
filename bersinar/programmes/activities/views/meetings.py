"""Pages of pelaksanaan: each is recorded from its kegiatan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Pages, Panel

from ..actions import MEETINGS
from ..families.saying import standing_cohort
from ..forms import MeetingForm
from ..models import Activity, Meeting
from .shown import HEADS


class MeetingPages(Pages):
    """A pelaksanaan is recorded from its kegiatan, and one goes back there."""

    def _way_back(self, request: HttpRequest) -> str:
        activity_id = id_in(request.GET.get("kegiatan", ""))
        return (
            reverse("activities:activity", args=[activity_id]) if activity_id else reverse("activities:activity_list")
        )


def _clock(meeting: Meeting) -> str:
    return meeting.starts_at.strftime("%H.%M") if meeting.starts_at else ""


def _from_activity(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The kegiatan one comes from; with `salin=sebelumnya` also what its last pelaksanaan was like."""
    key = request.GET.get("kegiatan", "")
    activity = Activity.objects.visible_to(user_of(request)).standing().filter(office=office, pk=id_in(key)).first()
    if activity is None:
        return {}
    last = activity.meetings.filter(cancelled_at__isnull=True).order_by("-held_on", "-recorded_at").first()
    if request.GET.get("salin") != "sebelumnya" or last is None:
        return {"activity": activity.pk}
    form = MeetingForm(instance=last, user=user_of(request), office=office)
    # Of a merged institution the one that is kept: the double is no longer offered.
    reached = {one.counted_id: one.counted for one in last.institutions.all()}
    copied = {name: value for name, value in form.initial.items() if name not in MeetingForm.not_copied}
    return {**copied, "institutions": list(reached.values())}


def id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _activity_of(meeting: Meeting) -> tuple[str, str]:
    return str(meeting.activity), reverse("activities:activity", args=[meeting.activity_id])


def _listed(meeting: Meeting, user: User) -> dict[str, Any]:
    """What the attendance list counts to. Who is on it is told on its own page, to those who may write."""
    cohort = standing_cohort(meeting.activity)
    told = {"attendance": meeting.attendance(), "may_open": MEETING.may_write(user, meeting)}
    return {**told, "family_cohort": cohort, "family_roll": meeting.family_roll()}


MEETING = MeetingPages(
    "activities",
    "meeting",
    "pelaksanaan",
    Meeting,
    "pelaksanaan",
    "Pelaksanaan",
    columns=(),
    form=MeetingForm,
    verbs=MEETINGS,
    select=("activity", "region"),
    prefetch=("institutions",),
    keeps_files=True,
    has_list=False,
    panels=(
        Panel(
            "Pelaksanaan",
            (
                "activity",
                "held_on",
                ("Mulai pukul", _clock),
                "mode",
                "venue",
                "region",
                "environment",
                "institutions",
                "speakers",
                "note",
            ),
        ),
        Panel("Peserta", (*HEADS.rows, "media_reach")),
    ),
    parent=_activity_of,
    initial=_from_activity,
    detail_template="activities/meeting.html",
    extras=(_listed, letters_of),
)
