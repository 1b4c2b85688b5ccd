"""Pages of facilities and their strengthening."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Pages, Panel

from ..actions import FACILITIES, STRENGTHENINGS
from ..forms.facilities import FacilityForm, StrengtheningForm
from ..models import Facility, Strengthening
from .sealed import by_code


def _strengthenings_of(facility: Facility, user: User) -> dict[str, Any]:
    return {"strengthenings": facility.strengthenings.filter(cancelled_at__isnull=True)}


def _of_facility(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"facility": request.GET.get("fasilitas")}


FACILITY = Pages(
    "rehab", "facility", "fasilitas", Facility, "fasilitas", "Fasilitas rehabilitasi",
    explains="Klinik, balai, dan lembaga tempat klien dilayani, milik BNN maupun mitra.",
    columns=(
        Column("Nama", "name", "name"), Column("Jenis", "kind", "kind"), Column("Kepemilikan", "owner", "owner"),
        Column("Wilayah", "region"), Column("Sertifikat sampai", "certified_until", "certified_until"),
    ),
    form=FacilityForm, verbs=FACILITIES, search=("name",), order=("name",), select=("region",),
    filters=(by_code("kind", "Jenis", "facility_kind"), by_code("owner", "Kepemilikan", "facility_owner")),
    panels=(
        Panel("Fasilitas", ("name", "kind", "owner", "region")),
        Panel("Sertifikat", ("certificate", "certified_until")),
    ),
    detail_template="rehab/facility.html", extras=(_strengthenings_of,), keeps_files=True,
)  # fmt: skip

STRENGTHENING = Pages(
    "rehab", "strengthening", "penguatan", Strengthening, "penguatan", "Penguatan lembaga",
    explains="Bimbingan teknis, asistensi, supervisi, dan dukungan bagi lembaga rehabilitasi.",
    columns=(Column("Bentuk", "kind", "kind"), Column("Fasilitas", "facility"), Column("Tanggal", "day", "day")),
    form=StrengtheningForm, verbs=STRENGTHENINGS, search=("facility__name", "result"),
    filters=(by_code("kind", "Bentuk", "strengthening_kind"),), order=("-day",), select=("facility",),
    keeps_files=True, panels=(Panel("Penguatan", ("facility", "kind", "day", "result")),), initial=_of_facility,
    parent=lambda record: (str(record.facility), FACILITY.url("", record.facility_id)),
)  # fmt: skip
