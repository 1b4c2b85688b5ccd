"""Pages of materials, minutes and follow-up tasks. Minutes and tasks are written from their pelaksanaan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.ui.steps import WayPages

from ..models import FollowUp, Material, Meeting, Minutes
from ..papers.actions import FOLLOW_UPS, MATERIALS, MINUTES
from ..papers.forms import STEP_FORMS, FollowUpForm, MaterialForm, MinutesForm
from ..papers.ways import DONE, FOLLOW_UP_WAY, OPEN
from .meetings import id_in


def from_meeting(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The pelaksanaan one comes from."""
    key = id_in(request.GET.get("meeting", ""))
    found = Meeting.objects.visible_to(user_of(request)).standing().filter(office=office, pk=key).first()
    return {"meeting": found.pk} if found else {}


def meeting_of(record: Any) -> tuple[str, str]:
    """The pelaksanaan that a record belongs to, and its page."""
    return str(record.meeting), reverse("activities:meeting", args=[record.meeting_id])


class OfMeetingPages(Pages):
    """Without a pelaksanaan there is nothing to write: one goes back to the kegiatan."""

    def _way_back(self, request: HttpRequest) -> str:
        return reverse("activities:activity_list")


def _used(material: Material, user: User) -> dict[str, Any]:
    meetings = Meeting.objects.visible_to(user).standing().filter(materials=material).select_related("activity")
    versions = Material.objects.visible_to(user).standing().filter(office=material.office, title=material.title)
    return {"meetings": list(meetings.order_by("-held_on")[:20]), "versions": list(versions.exclude(pk=material.pk))}


def _edition_of(request: HttpRequest, office: Office) -> dict[str, Any]:
    """With `versi` a new version of a material: all but its number."""
    key = id_in(request.GET.get("versi", ""))
    found = Material.objects.visible_to(user_of(request)).filter(office=office, pk=key).first()
    if found is None:
        return {}
    return {"title": found.title, "topic": found.topic, "audience": found.audience, "edition": ""}


def _new_edition(material: Material, user: User) -> list[tuple[str, str]]:
    return [("Versi baru", f"{reverse('activities:material_new')}?versi={material.pk}")]


MATERIAL = Pages(
    "activities", "material", "materi", Material, "materi", "Materi",
    explains="Bahan sosialisasi dengan versinya. Pelaksanaan menyebut versi yang dipakai; versi lama tetap ada.",
    columns=(
        Column("Judul", "title", "title"), Column("Versi", "edition"), Column("Topik", "topic", "topic"),
        Column("Untuk siapa", "audience"),
    ),
    form=MaterialForm, verbs=MATERIALS, search=("title", "topic", "audience"), order=("title", "recorded_at"),
    panels=(Panel("Materi", ("title", "edition", "topic", "audience", "note")),), keeps_files=True, initial=_edition_of,
    detail_template="activities/material.html", extras=(_used,), actions=_new_edition,
)  # fmt: skip

MINUTES_PAGES = OfMeetingPages(
    "activities", "minutes", "notulen", Minutes, "notulen", "Notulen", columns=(), form=MinutesForm, verbs=MINUTES,
    panels=(Panel("Notulen", ("points", "decisions")),), select=("meeting__activity",), has_list=False, parent=meeting_of,
    initial=from_meeting,
)  # fmt: skip


@dataclass
class FollowUpPages(WayPages, OfMeetingPages):
    """The list of what is to be done, and one task with its two steps."""


def _at(task: FollowUp) -> str:
    return DONE if task.done_on else OPEN


def _steps(task: FollowUp, user: User) -> tuple[Step, ...]:
    return FOLLOW_UP_WAY.open_steps(_at(task), task)


def _drawn(task: FollowUp) -> list[Mark]:
    return FOLLOW_UP_WAY.drawn(_at(task))


def _way(task: FollowUp, user: User) -> dict[str, Any]:
    return FOLLOW_UP.of_way(task, user)


def _state(task: Any) -> str:
    if task.done_on:
        return "Selesai"
    return "Lewat batas" if task.due_on < task.office.local_day() else "Belum selesai"


def _mark(task: Any) -> str:
    return "ok" if task.done_on else "bad" if task.due_on < task.office.local_day() else ""


def _responsible(task: FollowUp) -> str:
    return task.responsible


def _narrow(rows: Any, chosen: str) -> Any:
    return rows.filter(done_on__isnull=chosen == OPEN)


FOLLOW_UP = FollowUpPages(
    "activities", "follow_up", "tindak-lanjut", FollowUp, "tindak lanjut", "Tindak lanjut",
    explains="Yang harus dikerjakan sesudah pelaksanaan. Yang belum selesai tampil di beranda petugasnya.",
    empty="Tindak lanjut dicatat dari halaman pelaksanaan.",
    columns=(
        Column("Yang harus dikerjakan", "what", "what"), Column("Oleh", _responsible), Column("Paling lambat", "due_on", "due_on"),
        Column("Keadaan", _state, mark=_mark), Column("Pelaksanaan", "meeting"),
    ),
    form=FollowUpForm, verbs=FOLLOW_UPS, search=("what", "who"),
    filters=(Filter("keadaan", "Keadaan", lambda user: FOLLOW_UP_WAY.choices(), narrow=_narrow),),
    order=("done_on", "due_on"), select=("meeting__activity", "officer"), initial=from_meeting,
    list_template="activities/follow_ups.html",
    panels=(Panel("Tindak lanjut", ("what", ("Oleh", _responsible), "due_on", "done_on", "outcome", "meeting")),),
    detail_template="activities/follow_up.html", extras=(_way,), step_forms=STEP_FORMS, steps_of=_steps, drawn=_drawn,
    says={"activities.finish_follow_up": "ditandai selesai", "activities.resume_follow_up": "ditandai belum selesai"},
)  # fmt: skip
