"""The register of legal demands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code
from bersinar.foundation.ui.steps import WayPages

from ..actions.demands import DEMANDS
from ..forms.demands import STEP_FORMS, DemandForm
from ..models import Demand
from ..protection_ways import DEMAND_WAY, Handled
from .sealed import SealedPages, purposes

_STEPS = {
    "rehab.take_demand": "permintaan dicatat", "rehab.decide_demand": "diputuskan", "rehab.agree_demand": "disetujui orang kedua",
    "rehab.object_demand": "dikembalikan untuk diputuskan ulang", "rehab.answer_demand": "jawaban diserahkan",
}  # fmt: skip


@dataclass
class DemandPages(WayPages, SealedPages):
    """The register and its steps."""


def _steps(demand: Demand, user: User) -> tuple[Step, ...]:
    """What this user may do now: the head decides, somebody else agrees."""
    possible = DEMAND_WAY.open_steps(demand.stage, Handled(demand, user))
    return tuple(step for step in possible if step.code != "decide" or user.may(Permission.REHAB_DECIDE))


def _drawn(demand: Demand) -> list[Mark]:
    return DEMAND_WAY.drawn(demand.stage, ("received", "decided", "agreed"))


def _way(demand: Demand, user: User) -> dict[str, Any]:
    clients = [(one.code, reverse("rehab:client", args=[one.pk])) for one in demand.clients.all()]
    return {**DEMAND.of_way(demand, user), "of_clients": clients}


def _today(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"received_on": office.local_day(), "clients": [request.GET["klien"]] if request.GET.get("klien") else []}


def _is_open(rows: Any, chosen: str) -> Any:
    return rows.exclude(stage="answered") if chosen == "ya" else rows.filter(stage="answered")


DEMAND = DemandPages(
    "rehab", "demand", "perlindungan/permintaan-hukum", Demand, "permintaan hukum", "Permintaan hukum",
    explains="Permintaan data klien dari penyidik, pengadilan, atau instansi lain. Data klien hanya keluar lewat register ini.",
    empty="Catat surat permintaannya; kepala klinik memutuskan, orang kedua menyetujui.",
    columns=(
        Column("Nomor surat", "letter_number", "letter_number"), Column("Yang meminta", "demander", "demander"),
        Column("Instansi", "agency", "agency"), Column("Diterima", "received_on", "received_on"),
        Column("Tahap", "stage", "stage"), Column("Keputusan", "decision", "decision"),
    ),
    form=DemandForm, verbs=DEMANDS, search=("letter_number", "agency"), order=("-received_on", "-recorded_at"),
    filters=(
        Filter("stage", "Tahap", lambda user: DEMAND_WAY.choices()),
        Filter("terbuka", "Belum dijawab", lambda user: (("ya", "Ya"), ("tidak", "Tidak")), narrow=_is_open),
        by_code("demander", "Yang meminta", "demander"),
    ),
    sensitive=True, keeps_files=True, select=("decided_by", "agreed_by"), initial=_today,
    panels=(
        Panel("Surat permintaan", ("demander", "agency", "letter_number", "letter_day", "received_on", "legal_basis")),
        Panel("Keputusan dan jawaban", (
            "decision", "decided_on", "decided_by", "agreed_on", "agreed_by", "answered_on", "answer_number",
        )),
    ),
    detail_template="rehab/demand.html", says=_STEPS, extras=(_way, purposes, letters_of), step_forms=STEP_FORMS, steps_of=_steps,
    drawn=_drawn, opens=("scope", "persons", "given", "withheld", "handed_to"),
)  # fmt: skip
