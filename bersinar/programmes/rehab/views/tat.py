"""Medical assessments for TAT, by the request's number."""

from __future__ import annotations

from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.ui.pages import Column, Panel, by_code

from ..actions.tat import TATS
from ..forms.tat import TatForm
from ..models import TatAssessment
from .sealed import SealedPages, purposes

TAT = SealedPages(
    "rehab", "tat", "asesmen-tat", TatAssessment, "asesmen TAT", "Asesmen medis TAT",
    explains="Hanya dikenal dengan nomor permintaannya. Tidak bertaut dengan klien; yang keluar hanya surat dengan empat isian.",
    empty="Catat hasil tim medis untuk satu nomor permintaan.",
    columns=(
        Column("Nomor permintaan", "request_number", "request_number"), Column("Yang meminta", "agency", "agency"),
        Column("Diasesmen", "assessed_on", "assessed_on"), Column("Ketergantungan", "dependence", "dependence"),
        Column("Disarankan", "place", "place"),
    ),
    form=TatForm, verbs=TATS, search=("request_number",), order=("-assessed_on", "-recorded_at"), sensitive=True,
    filters=(by_code("agency", "Yang meminta", "tat_agency"), by_code("place", "Disarankan", "tat_place")),
    panels=(
        Panel("Permintaan", ("request_number", "request_day", "agency")),
        Panel("Pemeriksaan", ("assessed_on", "assessors")),
        Panel("Yang ditulis dalam surat", ("role", "dependence", "place", "months")),
    ),
    detail_template="rehab/tat.html", extras=(purposes, letters_of), opens=("findings",),
)  # fmt: skip
