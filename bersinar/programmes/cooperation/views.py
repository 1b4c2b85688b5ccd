"""Pages of this room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel

from .actions import AGREEMENTS, AWARDS, EFFORTS, OBSTACLES, PARTNERS
from .forms import AgreementForm, AwardForm, EffortForm, ObstacleForm, PartnerForm
from .models import Agreement, Award, Effort, Obstacle, Partner


def _by_code(name: str, label: str, list_name: str) -> Filter:
    return Filter(name, label, lambda user: choices(list_name))


SOON = timedelta(days=90)  # how long before its end an agreement is called to mind
_VALIDITY = [("berlaku", "Masih berlaku"), ("segera", "Berakhir dalam 90 hari"), ("berakhir", "Sudah berakhir")]


def _by_validity(rows: Any, chosen: str) -> Any:
    today = timezone.localdate()
    narrowed = {
        "berlaku": Q(valid_until__isnull=True) | Q(valid_until__gte=today),
        "segera": Q(valid_until__range=(today, today + SOON)),
        "berakhir": Q(valid_until__lt=today),
    }
    return rows.filter(narrowed[chosen]) if chosen in narrowed else rows


def _agreements_with(partner: Partner, user: User) -> dict[str, Any]:
    return {"agreements": partner.agreements.filter(cancelled_at__isnull=True)}


def _efforts_of(obstacle: Obstacle, user: User) -> dict[str, Any]:
    return {"efforts": obstacle.efforts.filter(cancelled_at__isnull=True)}


def _with_partner(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"partner": request.GET.get("mitra")}


def _of_obstacle(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"obstacle": request.GET.get("kendala")}


PARTNER = Pages(
    "cooperation", "partner", "mitra", Partner, "mitra", "Mitra",
    explains="Lembaga yang bekerja sama dengan satuan kerja ini.",
    columns=(Column("Nama", "name", "name"), Column("Jenis", "kind", "kind"), Column("Wilayah", "regions")),
    form=PartnerForm, verbs=PARTNERS, search=("name",), filters=(_by_code("kind", "Jenis", "partner_kind"),),
    order=("name",), prefetch=("regions",), panels=(Panel("Mitra", ("name", "kind", "regions", "note")),),
    detail_template="cooperation/partner.html", extras=(_agreements_with,),
)  # fmt: skip

AGREEMENT = Pages(
    "cooperation", "agreement", "kerja-sama", Agreement, "kerja sama", "Kerja sama",
    explains="Nota kesepahaman, perjanjian, dan dukungan, dengan wilayah yang dicakup dan masa berlakunya.",
    columns=(
        Column("Tentang", "title", "title"), Column("Mitra", "partner"), Column("Bentuk", "kind", "kind"),
        Column("Mulai", "signed_on", "signed_on"), Column("Sampai", "valid_until", "valid_until"),
    ),
    form=AgreementForm, verbs=AGREEMENTS, search=("title", "number", "partner__name"),
    filters=(
        _by_code("kind", "Bentuk", "agreement_kind"), _by_code("section", "Bidang", "section"),
        Filter("masa", "Masa berlaku", lambda user: _VALIDITY, narrow=_by_validity),
    ),
    order=("-signed_on",), select=("partner",), prefetch=("regions",), keeps_files=True, initial=_with_partner,
    panels=(
        Panel("Kerja sama", ("title", "partner", "kind", "number", "section", "note")),
        Panel("Masa berlaku dan wilayah", ("signed_on", "valid_until", "regions")),
    ),
)  # fmt: skip

OBSTACLE = Pages(
    "cooperation", "obstacle", "kendala", Obstacle, "kendala", "Kendala dan upaya",
    explains="Apa yang menghambat, dan apa yang dilakukan. Keduanya masuk ke laporan akhir tahun.",
    columns=(
        Column("Kendala", str), Column("Bidang", "section", "section"), Column("Golongan", "category", "category"),
        Column("Dicatat", "noted_on", "noted_on"),
    ),
    form=ObstacleForm, verbs=OBSTACLES, search=("text",),
    filters=(_by_code("category", "Golongan", "obstacle_category"),), order=("-noted_on",),
    panels=(Panel("Kendala", ("text", "section", "category", "noted_on")),),
    detail_template="cooperation/obstacle.html", extras=(_efforts_of,),
)  # fmt: skip

EFFORT = Pages(
    "cooperation", "effort", "upaya", Effort, "upaya", "Upaya",
    columns=(
        Column("Upaya", str), Column("Kendala", "obstacle"), Column("Keadaan", "status", "status"),
        Column("Dilakukan", "made_on", "made_on"),
    ),
    form=EffortForm, verbs=EFFORTS, search=("text",), filters=(_by_code("status", "Keadaan", "effort_status"),),
    order=("-made_on",), select=("obstacle",), initial=_of_obstacle,
    panels=(Panel("Upaya", ("text", "obstacle", "made_on", "status")),),
    parent=lambda effort: (str(effort.obstacle), reverse("cooperation:obstacle", args=[effort.obstacle_id])),
)  # fmt: skip

AWARD = Pages(
    "cooperation", "award", "penghargaan", Award, "penghargaan", "Penghargaan",
    columns=(
        Column("Penghargaan", "name", "name"), Column("Pemberi", "giver"), Column("Peringkat", "rank"),
        Column("Diterima", "received_on", "received_on"),
    ),
    form=AwardForm, verbs=AWARDS, search=("name", "giver"), filters=(_by_code("level", "Tingkat", "award_level"),),
    order=("-received_on",), keeps_files=True,
    panels=(Panel("Penghargaan", ("name", "giver", "level", "category", "rank", "received_on")),),
)  # fmt: skip
