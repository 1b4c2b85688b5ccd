"""Pages of permohonan: the list with its clock, one letter with its steps, and who may be called about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code
from bersinar.foundation.ui.steps import WayPages

from ..models import Activity, Request
from ..requests.actions import REQUESTS, URINE_TEST, read_contact
from ..requests.forms import STEP_FORMS, RequestForm
from ..requests.ways import RECEIVED, REQUEST_WAY, SCHEDULED
from ..waiting import answer_due, known_holidays
from .meetings import id_in
from .opening import OpenedPages


@dataclass
class RequestPages(OpenedPages, WayPages):
    """The list and its pages. Which institution asks may be known from where one comes."""


def _from_institution(request: HttpRequest, office: Office) -> dict[str, Any]:
    key = id_in(request.GET.get("instansi", ""))
    found = Institution.objects.visible_to(user_of(request)).standing().filter(office=office, pk=key).first()
    return {"institution": found.counted_id} if found else {}


def _stages(user: User) -> list[tuple[str, str]]:
    return REQUEST_WAY.choices()


def _mark(request: Any) -> str:
    return {"answered": "ok", "served": "ok", "declined": "warn"}.get(request.stage, "")


def _of(request: Request) -> Institution:
    return request.institution.counted


def _steps(request: Request, user: User) -> tuple[Step, ...]:
    return REQUEST_WAY.open_steps(request.stage, request)


def _drawn(request: Request) -> list[Mark]:
    return REQUEST_WAY.drawn(request.stage, been=(RECEIVED, SCHEDULED))


def _way(request: Request, user: User) -> dict[str, Any]:
    """The way, the clock while nobody has decided, and what the kegiatan asks for next."""
    activity: Activity | None = request.activity
    due: date | None = None
    if request.stage == RECEIVED:
        due = answer_due(request, known_holidays())
    not_held = request.stage == SCHEDULED and activity is not None and not activity.is_held()
    return REQUEST.of_way(request, user) | {
        "due": due, "is_late": due is not None and due < request.office.local_day(), "activity": activity,
        "not_held": not_held, "is_test": request.asks == URINE_TEST,
    }  # fmt: skip


REQUEST = RequestPages(
    "activities", "request", "permohonan", Request, "permohonan", "Permohonan",
    explains="Surat instansi yang meminta sosialisasi, narasumber, atau tes urine, dan apa jawabannya.",
    empty="Catat surat permohonan yang diterima; jadwal, surat jawaban, dan pengingatnya mengikuti.",
    columns=(
        Column("Perihal", "topic", "topic"), Column("Instansi", _of), Column("Yang diminta", "asks", "asks"),
        Column("Diterima", "received_on", "received_on"), Column("Hari yang diinginkan", "wished_on", "wished_on"),
        Column("Tahap", "stage", "stage", mark=_mark),
    ),
    form=RequestForm, verbs=REQUESTS, search=("topic", "letter_number", "institution__name"),
    filters=(Filter("stage", "Tahap", _stages), by_code("asks", "Yang diminta", "request_kind")),
    order=("-received_on", "-recorded_at"), select=("institution__merged_into", "activity"), initial=_from_institution,
    keeps_files=True,
    panels=(
        Panel("Surat", (
            "received_on", "letter_number", "letter_on",
            ("Instansi pemohon", _of), "note",
        )),
        Panel("Yang diminta", ("asks", "topic", "wished_on", "wished_until", "expected")),
        Panel("Jawaban", ("decided_on", "declined_why", "served_on", "answered_on", "answer_number")),
    ),
    detail_template="activities/request.html", extras=(_way, letters_of), step_forms=STEP_FORMS, steps_of=_steps, drawn=_drawn,
    opened_as="narahubung", opened_title="Narahubung", opened_for="menghubungi pemohon", read=read_contact,
    says={
        "activities.schedule_request": "dijadwalkan", "activities.decline_request": "ditolak",
        "activities.serve_request": "ditandai dilayani", "activities.unserve_request": "ditandai belum dilayani",
        "activities.answer_request": "surat balasan dicatat", "activities.reopen_request": "dibuka lagi",
    },
)  # fmt: skip
