"""Forms of a suspect, and of the purpose for which an identity is opened."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ..models import Suspect
from .base import ChildForm

_HIDDEN_FROM_BROWSER = {"autocomplete": "off", "spellcheck": "false"}


class SuspectForm(ChildForm):
    """Name and NIK are typed, never shown again here: left empty, what is sealed stays."""

    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Identitas (terkunci)": ("case", "name", "nik"),
        "Tersangka": ("status", "named_on", "role", "sex", "birth_year", "nationality", "articles"),
    }

    name = forms.CharField(
        label="Nama atau alias", required=False, max_length=160, widget=forms.TextInput(attrs=_HIDDEN_FROM_BROWSER)
    )
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={**_HIDDEN_FROM_BROWSER, "inputmode": "numeric"}),
    )

    class Meta:
        model = Suspect
        fields = ("case", "sex", "birth_year", "status", "named_on", "role", "nationality", "articles")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            for name in ("name", "nik"):
                self.fields[name].help_text = "Kosongkan bila tidak berubah."

    def values(self) -> dict[str, Any]:
        typed = super().values()
        return {name: value for name, value in typed.items() if value or name not in ("name", "nik")}


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label="Untuk apa identitas ini dibuka",
        max_length=200,
        help_text="Tersimpan dalam jejak pembacaan bersama nama Anda.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
