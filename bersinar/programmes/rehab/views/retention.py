"""How long records are kept, what is due, and erasing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import codes
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code
from bersinar.foundation.ui.steps import WayPages

from ..actions.retention import ERASURES, KINDS, RULES, propose
from ..forms.retention import STEP_FORMS, ErasureForm, RetentionRuleForm
from ..models import Erasure, RetentionRule
from ..protection_ways import ERASURE_WAY, Handled
from ..retaining import all_due, years_of

_STEPS = {
    "rehab.propose_erasure": "diusulkan", "rehab.erase_erasure": "disetujui dan dimusnahkan",
    "rehab.decline_erasure": "tidak disetujui",
}  # fmt: skip


@needs(Permission.REHAB_READ)
def due(request: HttpRequest) -> HttpResponseBase:
    """What has been kept as long as it must be, by code; and the rules."""
    user = user_of(request)
    office = user.offices_with(Permission.REHAB_READ)[0]
    proposed = set(
        Erasure.objects.standing()
        .filter(office=office)
        .exclude(stage="declined")
        .values_list("record_kind", "record_id")
    )
    found = [one for one in all_due(office, office.local_day()) if (one.record_kind, one.record_id) not in proposed]
    readings = [(one.record_kind, one.record_id) for one in found]
    if readings:
        note_readings(office=office, by=user, side="treatment", purpose="membuka daftar masa simpan", records=readings)
    rules = [
        (code.label, years_of(office, code.code)) for code in codes("retention_kind").values() if code.code in KINDS
    ]
    context = {"found": found, "rules": rules, "may_write": user.may(Permission.REHAB_WRITE)}
    return render(request, "rehab/retention.html", context)


@needs(Permission.REHAB_WRITE)
def propose_view(request: HttpRequest, kind: str, pk: UUID) -> HttpResponseBase:
    """Propose one record. What is not due is refused with the day on which it will be."""
    user = user_of(request)
    if kind not in KINDS or request.method != "POST":
        raise Http404
    office = user.offices_with(Permission.REHAB_WRITE)[0]
    erasure = propose(office=office, by=user, kind=kind, record_id=pk)
    messages.success(
        request, "Diusulkan. Kepala klinik memutuskan; bila Anda kepala klinik, orang lain yang mengusulkan."
    )
    return redirect(ERASURE.url("", erasure.pk))


@dataclass
class ErasurePages(WayPages):
    """Proposed and done erasures. Their steps ask for a fresh proof."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission, fresh=True)(self.step_view)
        first = path(f"{self.slug}/<uuid:pk>/langkah/<slug:code>/", door, name=f"{self.name}_step")
        return [first, *(one for one in super().urls() if one.name != first.name)]


def _proposer(erasure: Erasure) -> str:
    return str(erasure.recorded_by)


def _steps(erasure: Erasure, user: User) -> tuple[Step, ...]:
    return ERASURE_WAY.open_steps(erasure.stage, Handled(erasure, user)) if user.may(Permission.REHAB_DECIDE) else ()


def _drawn(erasure: Erasure) -> list[Mark]:
    return ERASURE_WAY.drawn(erasure.stage)


def _way(erasure: Erasure, user: User) -> dict[str, Any]:
    return ERASURE.of_way(erasure, user)


ERASURE = ErasurePages(
    "rehab", "erasure", "perlindungan/pemusnahan", Erasure, "pemusnahan", "Pemusnahan",
    explains="Apa yang diusulkan dan sudah dimusnahkan. Yang tersisa hanya kode, tanggal, dan hitungan.",
    empty="Usulan dibuat dari halaman Masa simpan.",
    columns=(
        Column("Rekam", "named", "named"), Column("Jenis", "kind", "kind"), Column("Masa simpan berakhir", "due_on", "due_on"),
        Column("Tahap", "stage", "stage"), Column("Dimusnahkan", "erased_on", "erased_on"),
    ),
    form=ErasureForm, verbs=ERASURES, search=("named",), order=("-recorded_at",), can_create=False, sensitive=True,
    filters=(Filter("stage", "Tahap", lambda user: ERASURE_WAY.choices()), by_code("kind", "Jenis", "retention_kind")),
    select=("approved_by",),
    panels=(
        Panel("Rekam", ("named", "kind", "last_on", "due_on", "note")),
        Panel("Pemusnahan", (("Diusulkan oleh", _proposer), "approved_by", "erased_on", "erased_records", "erased_files")),
    ),
    detail_template="rehab/erasure.html", says=_STEPS, extras=(_way,), step_forms=STEP_FORMS, steps_of=_steps, drawn=_drawn,
)  # fmt: skip

RETENTION_RULE = Pages(
    "rehab", "retention_rule", "perlindungan/aturan-simpan", RetentionRule, "aturan masa simpan", "Aturan masa simpan",
    explains="Berapa lama tiap jenis rekam disimpan. Rekam medis paling singkat 25 tahun.",
    columns=(Column("Jenis rekam", "kind", "kind"), Column("Tahun", "years", "years", number=True), Column("Dasar", "basis")),
    form=RetentionRuleForm, verbs=RULES, order=("kind",),
    panels=(Panel("Aturan", ("kind", "years", "basis")),),
)  # fmt: skip
