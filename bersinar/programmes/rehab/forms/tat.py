"""The form of the medical half of an integrated assessment. It asks for nobody's name."""

from __future__ import annotations

from typing import ClassVar

from bersinar.foundation.ui.sealed import SealingForm

from ..models import TatAssessment
from .sealing import Uncounted, long_text


class TatForm(Uncounted, SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("findings",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Permintaan": ("request_number", "request_day", "agency"),
        "Pemeriksaan": ("assessed_on", "assessors", "findings"),
        "Yang ditulis dalam surat": ("role", "dependence", "place", "months"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("request_number", "findings")

    findings = long_text("Hasil pemeriksaan", "Tanpa nama dan tanpa NIK. Disimpan terkunci; tidak ikut ke surat.")

    class Meta:
        model = TatAssessment
        fields = (
            "request_number",
            "request_day",
            "agency",
            "assessed_on",
            "assessors",
            "role",
            "dependence",
            "place",
            "months",
        )
