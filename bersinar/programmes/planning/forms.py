"""Forms of this room."""

from __future__ import annotations

from typing import Any, ClassVar

from bersinar.foundation.ui.forms import RecordForm

from .models import Agreement, Narrative, ReportWords, TargetLine


class AgreementForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("year", "number", "signed_on")

    class Meta:
        model = Agreement
        fields = ("year", "number", "signed_on", "signer", "superior", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[
            "reason"
        ].help_text = "Wajib bila sudah ada target dan tahunnya diubah, atau bila bulannya sudah ditutup."


class TargetLineForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Indikator": ("agreement", "goal", "indicator", "wording"),
        "Target": ("value", "unit", "order"),
    }

    class Meta:
        model = TargetLine
        fields = ("agreement", "goal", "indicator", "wording", "value", "unit", "order")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[
            "reason"
        ].help_text = "Wajib bila target yang sudah ditetapkan berubah, atau bila tahunnya sudah ditutup."


class NarrativeForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("section", "text")

    class Meta:
        model = Narrative
        fields = ("year", "section", "text")


class ReportWordsForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("year",)

    class Meta:
        model = ReportWords
        fields = ("year", "tagline", "grouping", "own_list", "footnotes")
