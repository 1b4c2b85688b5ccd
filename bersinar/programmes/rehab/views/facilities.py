"""Pages of facilities and their strengthening."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code
from bersinar.programmes.activities.public import get_activity

from ..actions import FACILITIES, SELF_ASSESSMENTS, STRENGTHENINGS
from ..forms.facilities import FacilityForm, SelfAssessmentForm, StrengtheningForm
from ..models import Facility, SelfAssessment, Strengthening

SOON = timedelta(days=90)  # how long before its end a certificate is called to mind
_VALIDITY = [
    ("berlaku", "Masih berlaku"), ("segera", "Berakhir dalam 90 hari"), ("berakhir", "Sudah berakhir"), ("tanpa", "Belum bersertifikat"),
]  # fmt: skip


def _by_validity(rows: Any, chosen: str) -> Any:
    today = timezone.localdate()
    certified = ~Q(certificate="")
    narrowed = {
        "berlaku": certified & (Q(certified_until__isnull=True) | Q(certified_until__gte=today)),
        "segera": Q(certified_until__range=(today, today + SOON)),
        "berakhir": Q(certified_until__lt=today),
        "tanpa": Q(certificate=""),
    }
    return rows.filter(narrowed[chosen]) if chosen in narrowed else rows


def _mark(facility: Facility) -> str:
    if facility.certified_until is None:
        return ""
    today = facility.office.local_day()
    return "bad" if facility.certified_until < today else "warn" if facility.certified_until <= today + SOON else "ok"


def _work_on(facility: Facility, user: User) -> dict[str, Any]:
    return {
        "strengthenings": facility.strengthenings.filter(cancelled_at__isnull=True),
        "self_assessments": facility.self_assessments.filter(cancelled_at__isnull=True), "mark": _mark(facility),
    }  # fmt: skip


def _share(assessment: SelfAssessment) -> str:
    return assessment.share


def _activity_of(record: Strengthening, user: User) -> dict[str, Any]:
    return {"activity": get_activity(record.activity_id) if record.activity_id else None}


def _of_facility(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"facility": request.GET.get("fasilitas")}


FACILITY = Pages(
    "rehab", "facility", "fasilitas", Facility, "fasilitas", "Fasilitas rehabilitasi",
    explains="Klinik, balai, dan lembaga tempat klien dilayani, milik BNN maupun mitra.",
    columns=(
        Column("Nama", "name", "name"), Column("Jenis", "kind", "kind"), Column("Kepemilikan", "owner", "owner"),
        Column("Wilayah", "region"), Column("Sertifikat sampai", "certified_until", "certified_until", mark=_mark),
    ),
    form=FacilityForm, verbs=FACILITIES, search=("name",), order=("name",), select=("region",),
    filters=(by_code("kind", "Jenis", "facility_kind"), by_code("owner", "Kepemilikan", "facility_owner"),
        Filter("sertifikat", "Sertifikat", lambda user: _VALIDITY, narrow=_by_validity),
    ),
    panels=(
        Panel("Fasilitas", ("name", "kind", "owner", "region")),
        Panel("Sertifikat SNI 8807", ("certificate", "certifier", "certified_on", "certified_until")),
    ),
    detail_template="rehab/facility.html", extras=(_work_on,), keeps_files=True,
)  # fmt: skip

SELF_ASSESSMENT = Pages(
    "rehab", "self_assessment", "penilaian-mandiri", SelfAssessment, "penilaian mandiri", "Penilaian mandiri SNI 8807",
    explains="Bagaimana fasilitas memandang dirinya terhadap standar: nilai tiap bagian, kesimpulan, dan tindak lanjutnya.",
    columns=(
        Column("Dinilai", "assessed_on", "assessed_on"), Column("Fasilitas", "facility"), Column("Nilai", "share"),
        Column("Kesimpulan", "result", "result"), Column("Tindak lanjut sampai", "follow_up_by", "follow_up_by"),
        Column("Selesai", "followed_up_on", "followed_up_on"),
    ),
    form=SelfAssessmentForm, verbs=SELF_ASSESSMENTS, search=("facility__name", "follow_up"), order=("-assessed_on",),
    filters=(by_code("result", "Kesimpulan", "sni_result"),), select=("facility",), keeps_files=True, initial=_of_facility,
    panels=(
        Panel("Penilaian", ("facility", "assessed_on", "assessed_by", "most", "scores", ("Seluruhnya", _share), "result")),
        Panel("Tindak lanjut", ("follow_up", "follow_up_by", "followed_up_on")),
    ),
    parent=lambda record: (str(record.facility), FACILITY.url("", record.facility_id)),
)  # fmt: skip

STRENGTHENING = Pages(
    "rehab", "strengthening", "penguatan", Strengthening, "penguatan", "Penguatan lembaga",
    explains="Bimbingan teknis, asistensi, supervisi, dan dukungan bagi lembaga rehabilitasi.",
    columns=(Column("Bentuk", "kind", "kind"), Column("Fasilitas", "facility"), Column("Tanggal", "day", "day")),
    form=StrengtheningForm, verbs=STRENGTHENINGS, search=("facility__name", "result"),
    filters=(by_code("kind", "Bentuk", "strengthening_kind"),), order=("-day",), select=("facility",),
    keeps_files=True, panels=(Panel("Penguatan", ("facility", "kind", "day", "result")),), initial=_of_facility,
    detail_template="rehab/strengthening.html", extras=(_activity_of,),
    parent=lambda record: (str(record.facility), FACILITY.url("", record.facility_id)),
)  # fmt: skip
