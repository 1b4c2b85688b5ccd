"""Forms of versions of indices, of what was measured on them, and of respondents' answers."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.text import capfirst

from bersinar.catalogue.indices import INDEX_TITLES, IndexVersion
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sheets import MOST_BYTES
from bersinar.foundation.ui.thousandths import ThousandthsInput

from ..answer_sheets import UnclearAnswers, read_answers
from ..definitions import MOST_DIMENSIONS
from ..models import Measurement, OwnVersion
from ..models.indices import fault_of
from ..versions import Offered, chosen

_DIMENSIONS = tuple(f"dimension_{number}" for number in range(1, MOST_DIMENSIONS + 1))


class OwnVersionForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Indeks": ("index", "title", "edition", "source", "checked"),
        "Skala": ("least", "most", "decimals", "higher_is_better"),
        "Dimensi dan kategori": ("dimensions", "computed", "bands"),
        "Kuesioner": ("items", "answer_least", "answer_most"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("edition", "source", "checked")

    index = forms.ChoiceField(label="Indeks", required=False, choices=[("", "Indeks lain"), *INDEX_TITLES.items()])

    class Meta:
        model = OwnVersion
        fields = (
            "index", "title", "edition", "source", "checked", "least", "most", "decimals", "higher_is_better", "dimensions",
            "computed", "bands", "items", "answer_least", "answer_most",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].help_text = "Hanya bila indeksnya tidak ada dalam pilihan di atas."
        for name in ("dimensions", "bands"):
            self.fields[name].widget.attrs["rows"] = 5
        self.fields["items"].widget.attrs["rows"] = 8


class MeasurementForm(RecordForm):
    """Asks what the version asks: its dimensions, a value where it has no formula, a category where it has no bands."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Tahun": ("year", "period", "is_office_value"),
        "Nilai": (*_DIMENSIONS, "value", "category"),
        "Pengukuran": ("measured_by", "measurer", "instrument", "started_on", "ended_on"),
        "Yang ditanya": ("region", "audience", "male", "female", "respondents"),
    }

    not_copied: ClassVar[tuple[str, ...]] = (
        "year", "value", "category", "started_on", "ended_on", "male", "female", "respondents", "note", "is_office_value",
    )  # fmt: skip

    versi = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Measurement
        fields = (
            "year", "period", "is_office_value", "value", "category", "measured_by", "measurer", "instrument", "started_on",
            "ended_on", "region", "audience", "male", "female", "respondents", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = self._offered()
        version = self.offered.version if self.offered else None
        if version is not None:
            self._ask_for(version, awaits=self.offered is not None and self.offered.takes_answers)
        region: Any = self.fields["region"]
        region.empty_label = "Seluruh wilayah kerja"

    @property
    def question(self) -> str:
        """Which index is spoken of, and on which scale."""
        if self.offered is None:
            return ""
        version = self.offered.version
        scale = (
            f"Skala {version.scale.replace('-', ' sampai ')}." if version.scale else "Ujung skalanya tidak diketahui."
        )
        return f"{version.title}, {version.edition}. {scale}"

    def _offered(self) -> Offered | None:
        if self.instance.recorded_at:
            return Offered("", self.instance.measured, self.instance.own)
        key = self.data.get("versi") or self.initial.get("versi") or ""
        return chosen(self.office, str(key))

    def _ask_for(self, version: IndexVersion, *, awaits: bool) -> None:
        for name, one in zip(_DIMENSIONS, version.dimensions, strict=False):
            kept = (self.instance.values or {}).get(one.code)
            self.fields[name] = ThousandthsInput(
                label=one.title, required=version.computed and not awaits, initial=kept
            )
            if awaits:
                self.fields[name].help_text = "Kosongkan bila jawaban responden akan diunggah."
        self.fields["value"].required = True
        if version.computed:
            del self.fields["value"]
        if version.bands:
            del self.fields["category"]
        elif version.categories:
            words = [(word, capfirst(word)) for word in version.categories]
            self.fields["category"] = forms.ChoiceField(
                label="Kategori", required=False, choices=[("", "Tidak disebut"), *words]
            )
        if "category" in self.fields:
            self.fields[
                "category"
            ].help_text = "Seperti disebut oleh yang mengukur. Batas kategori versi ini tidak diketahui."

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.offered is None:
            self.add_error(None, "Versi indeks ini tidak dapat dipilih. Kembali dan pilih versi dari daftar.")
            return given
        for name in (*_DIMENSIONS, "value"):
            if (value := given.get(name)) is not None and (fault := fault_of(self.offered.version, value)):
                self.add_error(name, fault)
        return given

    def values(self) -> dict[str, Any]:
        """What was typed, the dimensions gathered under their codes."""
        typed = super().values()
        typed.pop("versi", None)
        given = {name: typed.pop(name) for name in _DIMENSIONS if name in typed}
        assert self.offered is not None
        named = dict(zip(_DIMENSIONS, self.offered.version.dimensions, strict=False))
        typed["values"] = {named[name].code: value for name, value in given.items() if value is not None}
        if not self.instance.recorded_at:
            typed |= {"edition": self.offered.key, "own": self.offered.own}
        return typed


class AnswersForm(forms.Form):
    """The filled-in sheet of respondents' answers."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    file = forms.FileField(
        label="Berkas Excel", help_text="Menurut blangkonya, tanpa nama. Paling besar 2 MB.",
        error_messages={"required": "Pilih berkasnya dahulu.", "empty": "Berkas ini kosong."},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )  # fmt: skip
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup."
    )

    def __init__(self, *args: Any, version: OwnVersion, **options: Any) -> None:
        super().__init__(*args, **options)
        self.version = version

    def clean_file(self) -> list[list[Any]]:
        """The rows that the file holds."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError("Berkas ini terlalu besar. Paling besar 2 MB.")
        try:
            return read_answers(sent.read(), self.version)
        except UnclearAnswers as unclear:
            raise forms.ValidationError(unclear.sentences) from unclear
