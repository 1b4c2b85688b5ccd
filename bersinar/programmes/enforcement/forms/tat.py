"""Forms of a TAT request, and of what was found with the person."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.ui.forms import RecordForm

from ..models import MILLIONTHS, PLACES, TatAmount, TatRequest
from .base import ChildForm
from .exhibits import amount_field


class TatForm(RecordForm):
    """The letter's four fields are copied by hand from the paper that came."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Permintaan": ("number", "requested_on", "agency", "agency_name", "suspect", "outside_code"),
        "Tim": ("medical_team", "legal_team", "session_on"),
        "Surat rekomendasi, disalin dari surat": (
            "letter_number",
            "letter_on",
            "role",
            "dependence",
            "advised",
            "months",
        ),
        "Tindak lanjut": ("follow_up", "followed_on"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("number", "suspect", "outside_code")

    class Meta:
        model = TatRequest
        fields = (
            "number", "requested_on", "agency", "agency_name", "suspect", "outside_code", "medical_team", "legal_team",
            "session_on", "letter_number", "letter_on", "role", "dependence", "advised", "months", "follow_up",
            "followed_on",
        )  # fmt: skip


class TatAmountForm(ChildForm):
    belongs_to: ClassVar[str] = "request"

    amount = amount_field("Jumlah", "Koma untuk pecahan, titik hanya untuk ribuan: 0,98 atau 1.250.", required=True)

    class Meta:
        model = TatAmount
        fields = ("request", "substance", "unit")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        unit.choices = [("", "Pilih …"), *((code, words) for code, words in choices("unit") if code in PLACES)]
        kept = self.instance.amount if self.instance.recorded_at else None
        self.fields["amount"].initial = None if kept is None else Decimal(kept) / MILLIONTHS
