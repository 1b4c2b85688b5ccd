"""Forms of this room."""

from __future__ import annotations

from typing import ClassVar

from bersinar.foundation.ui.fields import RegionsField
from bersinar.foundation.ui.forms import RecordForm

from .models import Agreement, Award, Effort, Obstacle, Partner


class PartnerForm(RecordForm):
    regions = RegionsField(label="Wilayah", required=False)

    class Meta:
        model = Partner
        fields = ("name", "kind", "regions", "note")


class AgreementForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kerja sama": ("partner", "kind", "title", "number", "section"),
        "Masa berlaku dan wilayah": ("signed_on", "valid_until", "regions"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("title", "number", "signed_on", "valid_until")
    regions = RegionsField(
        label="Wilayah yang dicakup", required=False, help_text="Di dalam maupun di luar wilayah kerja."
    )

    class Meta:
        model = Agreement
        fields = ("partner", "kind", "title", "number", "section", "signed_on", "valid_until", "regions", "note")


class ObstacleForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        model = Obstacle
        fields = ("noted_on", "section", "category", "text")


class EffortForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("text",)

    class Meta:
        model = Effort
        fields = ("obstacle", "made_on", "text", "status")


class AwardForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("name", "received_on", "rank")

    class Meta:
        model = Award
        fields = ("received_on", "name", "giver", "level", "category", "rank")
