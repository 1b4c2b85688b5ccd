"""Pages of narasumber, and the load of the office's own officers by the month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.periods.calendar import MONTHS_SHORT
from bersinar.foundation.ui.pages import Column, Panel, by_code

from ..models import STAFF, Speaker, Talk
from ..speaking.actions import SPEAKERS, TALKS, read_name
from ..speaking.forms import SpeakerForm, TalkForm
from .opening import OpenedPages
from .papers import OfMeetingPages, from_meeting, meeting_of
from .shown import year_in


def _spoken(speaker: Speaker, user: User) -> dict[str, Any]:
    """Where this narasumber spoke last."""
    talks = Talk.objects.visible_to(user).standing().filter(speaker=speaker, meeting__cancelled_at__isnull=True)
    return {"talks": list(talks.select_related("meeting__activity").order_by("-meeting__held_on")[:20])}


SPEAKER = OpenedPages(
    "activities", "speaker", "narasumber", Speaker, "narasumber", "Narasumber",
    explains="Petugas penyuluh dan narasumber luar, dicatat sekali. Nama perorangan terkunci.",
    columns=(
        Column("Nama atau sebutan", "name", "name"), Column("Dari mana", "kind", "kind"), Column("Instansi atau jabatan", "body", "body"),
    ),
    form=SpeakerForm, verbs=SPEAKERS, search=("name", "body"), filters=(by_code("kind", "Dari mana", "speaker_kind"),),
    order=("name",), select=("user",), panels=(Panel("Narasumber", ("kind", "name", "body", "user")),),
    list_template="activities/speakers.html", detail_template="activities/speaker.html", extras=(_spoken,),
    opened_as="nama", opened_title="Nama lengkap", opened_for="menghubungi narasumber", read=read_name,
)  # fmt: skip

TALK = OfMeetingPages(
    "activities", "talk", "bicara", Talk, "narasumber pada pelaksanaan", "Narasumber pada pelaksanaan", columns=(),
    form=TalkForm, verbs=TALKS, panels=(Panel("Narasumber", ("speaker", "topic", "hours")),),
    select=("meeting__activity", "speaker"), has_list=False, parent=meeting_of, initial=from_meeting,
)  # fmt: skip


@dataclass
class Load:
    """One officer's year: (talks, hours) by month, and of the whole year."""

    speaker: Speaker
    months: list[tuple[int, Decimal]] = field(default_factory=lambda: [(0, Decimal(0))] * 12)

    @property
    def talks(self) -> int:
        return sum(count for count, _ in self.months)

    @property
    def hours(self) -> Decimal:
        return sum((hours for _, hours in self.months), Decimal(0))

    @property
    def named(self) -> list[tuple[str, int, Decimal]]:
        return [(name, count, hours) for name, (count, hours) in zip(MONTHS_SHORT, self.months, strict=True)]


@needs(Permission.ACTIVITIES_READ)
def workload(request: HttpRequest) -> HttpResponseBase:
    """Talks and hours of the office's own officers, by name. Counts only: it says nothing about who is better."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.ACTIVITIES_READ)
    year = year_in(request, office)
    talks = Talk.objects.standing().filter(
        office=office, meeting__cancelled_at__isnull=True, meeting__held_on__year=year
    )
    found: dict[UUID, list[Talk]] = defaultdict(list)
    for talk in talks.filter(speaker__kind=STAFF).select_related("meeting"):
        found[talk.speaker_id].append(talk)
    loads = [Load(one) for one in Speaker.objects.standing().filter(office=office, kind=STAFF).order_by("name", "pk")]
    for load in loads:
        for talk in found[load.speaker.pk]:
            month = talk.meeting.held_on.month - 1
            count, hours = load.months[month]
            load.months[month] = count + 1, hours + (talk.hours or Decimal(0))
    unknown = sum(talk.hours is None for many in found.values() for talk in many)
    context = {
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "office": office,
        "loads": loads,
        "unknown": unknown,
        "months": MONTHS_SHORT,
    }
    return render(request, "activities/workload.html", context)
