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
from ..models import MEDIA, Activity, Meeting
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
        return _planned(activity, office) | ({"mode": MEDIA} if request.GET.get("cara") == MEDIA else {})
    form = MeetingForm(instance=last, user=user_of(request), office=office)
    # Of a merged institution the one that is kept: the double is no longer offered.
    reached = {one.counted_id: one.counted for one in last.institutions.all()}
    copied = {name: value for name, value in form.initial.items() if name not in MeetingForm.not_copied}
    return {**copied, "institutions": list(reached.values())}


def _planned(activity: Activity, office: Office) -> dict[str, Any]:
    """What the plan and the permohonan it answers know already."""
    asked = activity.requests.filter(cancelled_at__isnull=True).select_related("institution__merged_into")
    reached = list({one.institution.counted_id: one.institution.counted for one in asked}.values())
    known: dict[str, Any] = {"activity": activity.pk, "institutions": reached}
    if activity.planned_on and activity.planned_on <= office.local_day():
        known["held_on"] = activity.planned_on
    known |= {"starts_at": activity.starts_at} if activity.starts_at else {}
    known |= {"venue": activity.venue} if activity.venue else {}
    if len(reached) == 1:
        known |= {"region": reached[0].region_id, "environment": reached[0].environment}
    return known


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
    told = {
        "attendance": meeting.attendance(),
        "may_open": MEETING.may_write(user, meeting),
        "is_media": meeting.mode == MEDIA,
    }
    return {**told, "family_cohort": cohort, "family_roll": meeting.family_roll()}


def _after(meeting: Meeting, user: User) -> dict[str, Any]:
    """Who spoke, what was written down, what is to be done."""
    standing = {"cancelled_at__isnull": True}
    return {
        "talks": list(meeting.talks.filter(**standing).select_related("speaker")),
        "minutes": meeting.minutes.filter(**standing).first(),
        "follow_ups": list(meeting.follow_ups.filter(**standing).select_related("officer")),
        "today": meeting.office.local_day(),
    }


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
    prefetch=("institutions", "materials"),
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
                "materials",
                "note",
            ),
        ),
        Panel("Peserta", (*HEADS.rows, "media_reach")),
    ),
    parent=_activity_of,
    initial=_from_activity,
    detail_template="activities/meeting.html",
    extras=(_listed, _after, letters_of),
)
