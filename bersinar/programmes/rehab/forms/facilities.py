"""Forms of facilities."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from bersinar.foundation.ui.forms import RecordForm
from bersinar.programmes.activities.public import activity_choices

from ..models import Facility, SelfAssessment, Strengthening


class FacilityForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Fasilitas": ("name", "kind", "owner", "region"),
        "Sertifikat SNI 8807": ("certificate", "certifier", "certified_on", "certified_until"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("name", "certificate", "certified_on", "certified_until")

    class Meta:
        model = Facility
        fields = ("name", "kind", "owner", "region", "certificate", "certifier", "certified_on", "certified_until")


class SelfAssessmentForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Penilaian": ("facility", "assessed_on", "assessed_by"),
        "Nilai": ("most", "scores", "result"),
        "Tindak lanjut": ("follow_up", "follow_up_by", "followed_up_on"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("assessed_on", "scores", "follow_up", "follow_up_by", "followed_up_on")

    class Meta:
        model = SelfAssessment
        fields = (
            "facility", "assessed_on", "assessed_by", "most", "scores", "result", "follow_up", "follow_up_by", "followed_up_on",
        )  # fmt: skip


class StrengtheningForm(RecordForm):
    class Meta:
        model = Strengthening
        fields = ("facility", "kind", "day", "result")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = activity_choices(self.office, self.user)
        kept = str(self.instance.activity_id or "")
        if kept and kept not in dict(offered):  # cancelled since: a form that no longer offered it would take it away
            offered = [(kept, Strengthening._meta.get_field("activity_id").words(kept)), *offered]
        self.fields["activity_id"] = forms.TypedChoiceField(
            label="Bagian dari kegiatan", choices=[("", "Tidak"), *offered], coerce=UUID, required=False, empty_value=None,
            initial=kept,
        )  # fmt: skip
        self.order_fields(["facility", "kind", "day", "activity_id", "result"])
