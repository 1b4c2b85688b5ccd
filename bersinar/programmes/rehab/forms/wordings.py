"""The form of a wording: a file, or its text, which stays on the page with its faults named."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import wordings as steps
from ..models import LoadedWording

MOST_BYTES = 150_000


class WordingForm(RecordForm):
    file = forms.FileField(
        label="Berkas redaksi", required=False, widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
        help_text="Berkas yang dimulai dari contoh di atas, dengan kata-kata redaksi resmi.",
    )  # fmt: skip
    text = forms.CharField(
        label="Isi berkas", required=False, widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
        help_text="Terisi dari berkas bila berkas dipilih; dapat diperbaiki di sini.",
    )  # fmt: skip

    class Meta:
        model = LoadedWording
        fields = ("file", "text")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["reason"]  # a wording stands in no month

    def clean_file(self) -> str:
        sent = self.cleaned_data.get("file")
        if not sent:
            return ""
        if sent.size > MOST_BYTES:
            raise ValidationError(f"Berkas paling besar {MOST_BYTES // 1000} KB.")
        try:
            return cast(str, sent.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise ValidationError("Berkas ini bukan teks UTF-8. Simpan ulang sebagai teks.") from error

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if text := typed.get("file"):
            typed["text"] = text
            data = cast(QueryDict, self.data).copy()
            data["text"] = text  # where it is refused, the page shows it, to be mended
            self.data = data
        if not typed.get("text") and not self.errors:
            raise ValidationError("Pilih berkasnya, atau tempel isinya.")
        return typed

    def values(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class PutInForceForm(StepForm):
    act = staticmethod(steps.put_in_force)


class RetireForm(StepForm):
    act = staticmethod(steps.retire)


WORDING_STEPS: dict[str, type[StepForm]] = {"put_in_force": PutInForceForm, "retire": RetireForm}
