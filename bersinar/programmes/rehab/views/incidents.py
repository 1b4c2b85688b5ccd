"""Incidents with their clock, and whom each touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code
from bersinar.foundation.ui.steps import WayPages

from ..actions.incidents import INCIDENTS
from ..forms.incidents import STEP_FORMS, IncidentForm
from ..models import Incident
from ..protection_ways import INCIDENT_WAY
from ..touched import touched_by
from .sealed import SealedPages, purposes

_STEPS = {
    "rehab.report_incident": "insiden dicatat", "rehab.tell_authority_incident": "lembaga diberi tahu",
    "rehab.tell_persons_incident": "yang terdampak diberi tahu", "rehab.close_incident": "ditutup",
}  # fmt: skip


@dataclass
class IncidentPages(WayPages, SealedPages):
    """The log of incidents."""


def clock(incident: Incident) -> str:
    """What is left of the time to tell, in words."""
    if incident.due_at is None:
        return ""
    due = f"{timezone.localtime(incident.due_at):%d-%m-%Y %H.%M}"
    if incident.is_late:
        return f"{due}, terlambat"
    if incident.is_told:
        return f"{due}, dipenuhi"
    return f"{due}, sisa {int((incident.due_at - timezone.now()).total_seconds() // 3600)} jam"


def _mark(incident: Incident) -> str:
    return "bad" if incident.is_late else "ok" if incident.is_told else "warn"


def _steps(incident: Incident, user: User) -> tuple[Step, ...]:
    return tuple(step for step in INCIDENT_WAY.steps if incident.stage in step.start)


def _drawn(incident: Incident) -> list[Mark]:
    return INCIDENT_WAY.drawn(incident.stage)


def _way(incident: Incident, user: User) -> dict[str, Any]:
    touched = touched_by(incident)
    INCIDENT.note_opened(user, [incident], "membaca siapa yang terdampak")
    clients = [(one.code, times, reverse("rehab:client", args=[one.pk])) for one, times in touched.clients]
    return {**INCIDENT.of_way(incident, user), "touched": clients, "elsewhere": touched.elsewhere}


def _now(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"found_at": timezone.localtime().replace(second=0, microsecond=0)}


def _accounts(incident: Incident) -> str:
    return str(incident.actor) if incident.actor else "semua akun dalam waktu itu"


INCIDENT = IncidentPages(
    "rehab", "incident", "perlindungan/insiden", Incident, "insiden", "Insiden data",
    explains="Kebocoran, kehilangan, atau penyalahgunaan data klien. Lembaga pelindungan data dan yang terdampak diberi tahu paling lama dalam 3 x 24 jam.",
    empty="Catat segera setelah diketahui; yang terdampak dihitung dari jejak audit.",
    columns=(
        Column("Insiden", str), Column("Kejadian", "kind", "kind"), Column("Diketahui", "found_at", "found_at"),
        Column("Batas", clock, mark=_mark), Column("Tahap", "stage", "stage"),
    ),
    form=IncidentForm, verbs=INCIDENTS, order=("-found_at",), sensitive=True, keeps_files=True, select=("actor",),
    filters=(Filter("stage", "Tahap", lambda user: INCIDENT_WAY.choices()), by_code("kind", "Kejadian", "incident_kind")),
    initial=_now,
    panels=(
        Panel("Kejadian", ("kind", "found_at", "data_kinds", "began_at", "ended_at", ("Akun yang terlibat", _accounts))),
        Panel("Pemberitahuan", (("Paling lambat", clock), "authority_told_at", "authority_letter", "persons_told_at", "persons_told")),
    ),
    detail_template="rehab/incident.html", says=_STEPS, extras=(_way, purposes), step_forms=STEP_FORMS, steps_of=_steps, drawn=_drawn,
    opens=("story", "measures"),
)  # fmt: skip
