"""The form of a client."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.fields import DateField

from ..models import Client
from .sealing import QUIET, SealingForm


class BirthDateField(DateField):
    """A birth date, or "-" where it is to be removed."""

    def to_python(self, value: Any) -> Any:
        return value if value == "-" else super().to_python(value)


class ClientForm(SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("name", "nik", "birth_date", "phone", "address")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Klien": ("registered_on", "sex", "birth_year"),
        "Identitas": ("name", "nik", "birth_date", "phone", "address"),
    }

    name = forms.CharField(label="Nama", required=False, max_length=120, widget=forms.TextInput(attrs=QUIET))
    nik = forms.CharField(
        label="NIK", required=False, max_length=24, widget=forms.TextInput(attrs={"inputmode": "numeric", **QUIET}),
        help_text="16 angka. Disimpan terkunci; dipakai untuk mengenali klien yang datang lagi.",
    )  # fmt: skip
    birth_date = BirthDateField(
        label="Tanggal lahir", required=False, help_text="Disimpan terkunci.",
        widget=forms.TextInput(attrs={"placeholder": "HH-BB-TTTT", **QUIET}),
    )  # fmt: skip
    phone = forms.CharField(
        label="Nomor telepon",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", **QUIET}),
    )
    address = forms.CharField(
        label="Alamat", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2, **QUIET})
    )

    class Meta:
        model = Client
        fields = ("registered_on", "sex", "birth_year")
