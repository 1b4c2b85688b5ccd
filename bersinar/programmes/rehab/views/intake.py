"""Pages of intake: who came, how far each has come, and what may be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code
from bersinar.foundation.ui.steps import WayPages
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.carecentre import public as carecentre

from ..actions.intake import INTAKES, progress, take_from_contact
from ..forms.intake import STEP_FORMS, IntakeForm
from ..models import Intake
from ..ways import INTAKE_WAY
from .sealed import SealedPages, purposes

_DAYS = {"registered": "registered_on", "screened": "screened_on", "assessed": "assessed_on"}


@dataclass
class IntakePages(WayPages, SealedPages):
    """The queue of intake; above it stand the requests of the care centre that nobody has taken over."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(require_POST(self.take_view))
        return [path(f"{self.slug}/ambil/<uuid:ticket>/", door, name=f"{self.name}_take"), *super().urls()]

    def take_view(self, request: HttpRequest, ticket: UUID) -> HttpResponseBase:
        """Begin an intake with a request of the care centre. Sent twice it answers with the same intake."""
        try:
            intake = take_from_contact(ticket, by=user_of(request), request_id=_sent(request))
        except Refusal as refusal:
            if refusal.status == 404:
                raise Http404 from refusal
            messages.error(request, refusal.sentence)
            return redirect(self.url("list"))
        messages.success(request, "Permintaan diambil. Daftarkan orangnya bila sudah datang.")
        return redirect(self.url("", intake.pk))


def _sent(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return None


def _waiting(user: User) -> dict[str, Any]:
    """What waits at the care centre, where the user may see it."""
    offices = user.offices_with(Permission.CARE_TREATMENT)
    return {"requests": [(one, uuid4()) for office in offices for one in carecentre.waiting(office, user)]}


def _code(intake: Intake) -> str:
    return intake.client.code if intake.client else "Belum terdaftar"


def _waited(intake: Intake) -> str:
    """How many days whoever waits has waited."""
    if not intake.is_open:
        return ""
    return str((intake.office.local_day() - intake.contacted_on).days)


def _steps(intake: Intake, user: User) -> tuple[Step, ...]:
    """What the stage allows. What a step still lacks (a consent, a result) its page says when it is taken."""
    steps = {step.code: step for step in INTAKE_WAY.steps if intake.stage in step.start}
    possible = {step.code for step in INTAKE_WAY.open_steps(intake.stage, progress(intake))}
    return tuple(sorted(steps.values(), key=lambda step: step.code not in possible))


def _drawn(intake: Intake) -> list[Mark]:
    return INTAKE_WAY.drawn(intake.stage, {stage for stage, day in _DAYS.items() if getattr(intake, day)})


def _today(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"contacted_on": office.local_day()}


def _way(intake: Intake, user: User) -> dict[str, Any]:
    return INTAKE.of_way(intake, user)


def _is_open(rows: Any, chosen: str) -> Any:
    return rows.filter(ended_on__isnull=chosen == "ya")


def _contacted(intake: Intake) -> date:
    return intake.contacted_on


INTAKE = IntakePages(
    "rehab", "intake", "penerimaan", Intake, "penerimaan", "Penerimaan",
    explains="Dari kontak pertama sampai keputusan layanan. Daftar ini hanya memuat kode.",
    empty="Catat kontak pertama; daftarkan orangnya bila sudah datang.",
    columns=(
        Column("Kontak", _contacted, "contacted_on"), Column("Klien", _code), Column("Jalan masuk", "entry_path", "entry_path"),
        Column("Tahap", "stage", "stage"), Column("Menunggu (hari)", _waited, "contacted_on", number=True),
    ),
    form=IntakeForm, verbs=INTAKES, order=("ended_on", "contacted_on"), sensitive=True, search=("client__code",),
    filters=(
        Filter("stage", "Tahap", lambda user: INTAKE_WAY.choices()),
        Filter("terbuka", "Belum diputuskan", lambda user: (("ya", "Ya"), ("tidak", "Tidak")), narrow=_is_open),
        by_code("entry_path", "Jalan masuk", "entry_path"),
    ),
    select=("client", "screening_sheet__client", "assessment_sheet__client"), initial=_today,
    panels=(
        Panel("Penerimaan", ("contacted_on", "entry_path", "invited", "stage")),
        Panel("Langkah", (
            "registered_on", "screened_on", "screening_tool", "screening_result", "assessed_on", "ended_on",
        )),
    ),
    list_template="rehab/intake_list.html", list_extras=_waiting, detail_template="rehab/intake.html", extras=(_way, purposes), opens=("name", "phone"), step_forms=STEP_FORMS,
    steps_of=_steps, drawn=_drawn,
)  # fmt: skip
