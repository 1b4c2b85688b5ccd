"""Forms of facilities."""

from __future__ import annotations

from typing import ClassVar

from bersinar.foundation.ui.forms import RecordForm

from ..models import Facility, Strengthening


class FacilityForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Fasilitas": ("name", "kind", "owner", "region"),
        "Sertifikat": ("certificate", "certified_until"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("name", "certificate", "certified_until")

    class Meta:
        model = Facility
        fields = ("name", "kind", "owner", "region", "certificate", "certified_until")


class StrengtheningForm(RecordForm):
    class Meta:
        model = Strengthening
        fields = ("facility", "kind", "day", "result")
