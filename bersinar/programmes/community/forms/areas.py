"""Forms of areas at risk."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.regions.models import RegionLevel
from bersinar.foundation.ui.fields import NumberField
from bersinar.foundation.ui.forms import RecordForm

from ..models import AreaAssessment


class AreaForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kawasan": ("region", "assessed_on", "method"),
        "Yang ditemukan": ("main", "supporting"),
        "Penetapan": ("status", "why"),
        "Survei dan catatan": ("asked", "answered", "note"),
    }
    not_copied: ClassVar[tuple[str, ...]] = (
        "region", "main", "supporting", "status", "why", "asked", "answered", "note",
    )  # fmt: skip

    class Meta:
        model = AreaAssessment
        fields = (
            "region", "assessed_on", "method", "main", "supporting", "status", "why", "asked", "answered", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        region: Any = self.fields["region"]
        region.queryset = region.queryset.filter(level=RegionLevel.VILLAGE)


class AreaRuleForm(forms.Form):
    """The office's thresholds. Empty where its guideline names none."""

    source = forms.CharField(label="Dasar aturan", max_length=200, help_text="Nomor dan nama pedomannya.")
    watch_main = NumberField(label="Waspada, indikator utama paling sedikit", required=False)
    watch_supporting = NumberField(label="Waspada, indikator pendukung paling sedikit", required=False)
    alert_main = NumberField(label="Siaga, indikator utama paling sedikit", required=False)
    alert_supporting = NumberField(label="Siaga, indikator pendukung paling sedikit", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
