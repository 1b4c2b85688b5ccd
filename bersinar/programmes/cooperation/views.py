"""Pages of this room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.merging import Beside
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code

from .actions import AGREEMENTS, AWARDS, EFFORTS, END_OBSTACLE, JOINT_WORKS, OBSTACLES, PARTNERS
from .forms import AgreementForm, AwardForm, EffortForm, EndObstacleForm, JointWorkForm, ObstacleForm, PartnerForm
from .models import Agreement, Award, Effort, JointWork, Obstacle, Partner

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


def _done_under(agreement: Agreement, user: User) -> dict[str, Any]:
    works = agreement.joint_works.filter(cancelled_at__isnull=True)
    renewal = agreement.renewals.filter(cancelled_at__isnull=True).first()
    return {"works": works, "asked": agreement.data_requests.filter(cancelled_at__isnull=True), "renewal": renewal}


def _renewing(request: HttpRequest, office: Office) -> dict[str, Any]:
    """What a new agreement begins with: its partner, or all that the one before it said."""
    begun: dict[str, Any] = {"partner": request.GET.get("mitra")}
    if (former := request.GET.get("perpanjang", "")) and (found := _agreement(request, former)) is not None:
        names = ("partner_id", "kind", "title", "section", "note")
        begun = {name.removesuffix("_id"): getattr(found, name) for name in names}
        begun |= {"follows": found.pk, "regions": [region.pk for region in found.regions.all()]}
    return begun


def _agreement(request: HttpRequest, key: str) -> Agreement | None:
    try:
        return Agreement.objects.visible_to(user_of(request)).standing().filter(pk=UUID(key)).first()
    except ValueError:
        return None


def _activity_of(work: JointWork) -> str:
    field = JointWork._meta.get_field("activity_id")
    return str(field.words(work.activity_id)) if work.activity_id else ""


def _with_agreement(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"agreement": request.GET.get("kerja-sama"), "done_on": office.local_day()}


def _state(obstacle: Obstacle) -> str:
    return f"teratasi {obstacle.ended_on:%d-%m-%Y}" if obstacle.ended_on else "masih menghambat"


def _end_of(obstacle: Obstacle, user: User) -> list[tuple[str, str]]:
    label = "Ubah hasil akhir" if obstacle.ended_on else "Catat teratasi"
    return [(label, reverse("cooperation:obstacle_end", args=[obstacle.pk]))]


_STATES = [("terbuka", "Masih menghambat"), ("teratasi", "Sudah teratasi")]


def _by_state(rows: Any, chosen: str) -> Any:
    return rows.filter(ended_on__isnull=chosen != "teratasi")


def _efforts_of(obstacle: Obstacle, user: User) -> dict[str, Any]:
    return {"efforts": obstacle.efforts.filter(cancelled_at__isnull=True)}


def _of_obstacle(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"obstacle": request.GET.get("kendala")}


PARTNER = Pages(
    "cooperation", "partner", "mitra", Partner, "mitra", "Mitra",
    explains="Lembaga yang bekerja sama dengan satuan kerja ini.",
    columns=(Column("Nama", "name", "name"), Column("Jenis", "kind", "kind"), Column("Wilayah", "regions")),
    form=PartnerForm, verbs=PARTNERS, search=("name",), filters=(by_code("kind", "Jenis", "partner_kind"),),
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
        by_code("kind", "Bentuk", "agreement_kind"), by_code("section", "Bidang", "section"),
        Filter("masa", "Masa berlaku", lambda user: _VALIDITY, narrow=_by_validity),
    ),
    order=("-signed_on",), select=("partner", "follows"), prefetch=("regions",), keeps_files=True, initial=_renewing,
    panels=(
        Panel("Kerja sama", ("title", "partner", "kind", "number", "section", "follows", "note")),
        Panel("Masa berlaku dan wilayah", ("signed_on", "valid_until", "regions")),
    ),
    detail_template="cooperation/agreement.html", extras=(_done_under,),
)  # fmt: skip

JOINT_WORK = Pages(
    "cooperation", "joint_work", "pelaksanaan-kerja-sama", JointWork, "pelaksanaan kerja sama", "Pelaksanaan kerja sama",
    explains="Apa yang dikerjakan bersama mitra berdasarkan kerja samanya.",
    empty="Catat dari halaman kerja samanya.",
    columns=(
        Column("Tanggal", "done_on", "done_on"), Column("Bentuk", "kind", "kind"), Column("Kerja sama", "agreement"),
        Column("Mitra", lambda work: work.agreement.partner), Column("Hasil", "text"),
    ),
    form=JointWorkForm, verbs=JOINT_WORKS, search=("text", "agreement__title", "agreement__partner__name"),
    filters=(by_code("kind", "Bentuk", "joint_work_kind"),), order=("-done_on",), select=("agreement__partner",),
    keeps_files=True, initial=_with_agreement,
    panels=(Panel("Pelaksanaan", ("agreement", "done_on", "kind", ("Kegiatan", _activity_of), "text")),),
    parent=lambda work: (str(work.agreement), reverse("cooperation:agreement", args=[work.agreement_id])),
)  # fmt: skip

OBSTACLE = Pages(
    "cooperation", "obstacle", "kendala", Obstacle, "kendala", "Kendala dan upaya",
    explains="Apa yang menghambat, dan apa yang dilakukan. Keduanya masuk ke laporan akhir tahun.",
    columns=(
        Column("Kendala", str), Column("Bidang", "section", "section"), Column("Golongan", "category", "category"),
        Column("Dicatat", "noted_on", "noted_on"), Column("Keadaan", _state),
    ),
    form=ObstacleForm, verbs=OBSTACLES, search=("text",),
    filters=(
        Filter("keadaan", "Keadaan", lambda user: _STATES, narrow=_by_state),
        by_code("category", "Golongan", "obstacle_category"),
    ),
    order=("-noted_on",), actions=_end_of,
    panels=(
        Panel("Kendala", ("text", "section", "category", "noted_on")), Panel("Akhirnya", (("Keadaan", _state), "outcome")),
    ),
    detail_template="cooperation/obstacle.html", extras=(_efforts_of,),
)  # fmt: skip


class EndPages(Beside):
    """Where an obstacle ends, or is told to stand after all."""

    word: ClassVar[str] = "teratasi"
    home: ClassVar[Pages] = OBSTACLE


END = EndPages.beside("obstacle_end", EndObstacleForm, END_OBSTACLE)

EFFORT = Pages(
    "cooperation", "effort", "upaya", Effort, "upaya", "Upaya",
    columns=(
        Column("Upaya", str), Column("Kendala", "obstacle"), Column("Keadaan", "status", "status"),
        Column("Dilakukan", "made_on", "made_on"),
    ),
    form=EffortForm, verbs=EFFORTS, search=("text",), filters=(by_code("status", "Keadaan", "effort_status"),),
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
    form=AwardForm, verbs=AWARDS, search=("name", "giver"), filters=(by_code("level", "Tingkat", "award_level"),),
    order=("-received_on",), keeps_files=True,
    panels=(Panel("Penghargaan", ("name", "giver", "level", "category", "rank", "score", "received_on")),),
)  # fmt: skip
