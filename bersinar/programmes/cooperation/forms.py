"""Forms of this room."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from bersinar.foundation.ui.fields import RegionsField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import QUIET, SealingForm
from bersinar.programmes.activities.public import activity_choices

from .models import Agreement, Award, DataRequest, Effort, InformationRequest, JointWork, Obstacle, Partner


class PartnerForm(RecordForm):
    regions = RegionsField(label="Wilayah", required=False)

    class Meta:
        model = Partner
        fields = ("name", "kind", "regions", "note")


class AgreementForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kerja sama": ("partner", "kind", "title", "number", "section", "follows"),
        "Masa berlaku dan wilayah": ("signed_on", "valid_until", "regions"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("title", "number", "signed_on", "valid_until", "follows")
    regions = RegionsField(
        label="Wilayah yang dicakup", required=False, help_text="Di dalam maupun di luar wilayah kerja."
    )

    class Meta:
        model = Agreement
        fields = (
            "partner", "kind", "title", "number", "section", "follows", "signed_on", "valid_until", "regions", "note",
        )  # fmt: skip


class JointWorkForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("done_on", "activity_id", "text")

    class Meta:
        model = JointWork
        fields = ("agreement", "done_on", "kind", "activity_id", "text")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["activity_id"] = forms.TypedChoiceField(
            label="Kegiatan", required=False, coerce=UUID, empty_value=None,
            choices=[("", "Bukan kegiatan yang tercatat"), *activity_choices(self.office, self.user)],
            help_text="Pilih bila sudah tercatat sebagai kegiatan, supaya tidak ditulis dua kali.",
        )  # fmt: skip
        if self.instance.activity_id:
            self.initial["activity_id"] = str(self.instance.activity_id)
        self.order_fields(["agreement", "done_on", "kind", "activity_id", "text", "reason"])


class ObstacleForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        model = Obstacle
        fields = ("noted_on", "section", "category", "text")


class EndObstacleForm(RecordForm):
    class Meta:
        model = Obstacle
        fields = ("ended_on", "outcome")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ended_on"].help_text = "Kosongkan keduanya bila ternyata masih menghambat."
        del self.fields["reason"]


class EffortForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        model = Effort
        fields = ("obstacle", "made_on", "text", "status")


class AwardForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("name", "received_on", "rank", "score")

    class Meta:
        model = Award
        fields = ("received_on", "name", "giver", "level", "category", "rank", "score")


class DataRequestForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Surat": ("direction", "partner", "agreement", "letter", "asked_on", "due_on"),
        "Data": ("sort", "asked", "purpose", "ground"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("letter", "asked_on", "due_on", "asked")

    class Meta:
        model = DataRequest
        fields = (
            "direction", "partner", "agreement", "letter", "asked_on", "due_on", "sort", "asked", "purpose", "ground",
        )  # fmt: skip


class InformationRequestForm(SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("applicant", "contact")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Permohonan": ("received_on", "channel", "topic", "purpose", "info_class"),
        "Pemohon": ("applicant_kind", "applicant", "contact"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("received_on", "topic", "purpose", "applicant", "contact")

    applicant = forms.CharField(
        label="Nama pemohon", required=False, max_length=160, help_text="Disimpan terkunci.",
        widget=forms.TextInput(attrs=QUIET),
    )  # fmt: skip
    contact = forms.CharField(
        label="Alamat jawaban", required=False, max_length=300, help_text="Surel, nomor, atau alamat. Disimpan terkunci.",
        widget=forms.Textarea(attrs={"rows": 2, **QUIET}),
    )  # fmt: skip

    class Meta:
        model = InformationRequest
        fields = ("received_on", "channel", "topic", "purpose", "info_class", "applicant_kind")
