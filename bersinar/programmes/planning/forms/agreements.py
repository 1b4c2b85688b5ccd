"""Forms of agreements, their lines and their addenda."""

from __future__ import annotations

from typing import Any, ClassVar

from bersinar.foundation.ui.forms import RecordForm

from ..models import Agreement, Revision, RevisionLine, TargetLine


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
        "Target triwulan": ("quarter_1", "quarter_2", "quarter_3"),
    }

    class Meta:
        model = TargetLine
        fields = (
            "agreement", "goal", "indicator", "wording", "value", "unit", "order", "quarter_1", "quarter_2", "quarter_3",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[
            "reason"
        ].help_text = "Wajib bila target yang sudah ditetapkan berubah, atau bila tahunnya sudah ditutup."


class RevisionForm(RecordForm):
    class Meta:
        model = Revision
        fields = ("agreement", "decided_on", "why")


class RevisionLineForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Baris": ("revision", "line", "indicator"),
        "Target baru": ("value", "quarter_1", "quarter_2", "quarter_3"),
    }

    class Meta:
        model = RevisionLine
        fields = ("revision", "line", "indicator", "value", "quarter_1", "quarter_2", "quarter_3")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        lines: Any = self.fields["line"]
        revision = self["revision"].value()
        if revision:
            lines.queryset = lines.queryset.filter(agreement__revisions=revision)
