"""The form of a client."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.sealed import QUIET, SealingForm

from ..models import Client


class AsksWhoElse:
    """For a form that names a client: the box that shows itself with the refusal it answers, and never before."""

    fields: dict[str, forms.Field]

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)  # type: ignore[misc]
        if field == "somebody_else":
            self.fields["somebody_else"].widget = forms.CheckboxInput()


def somebody_else() -> forms.BooleanField:
    """Whether whoever bears a like name has been looked at."""
    return forms.BooleanField(
        label="Sudah diperiksa: ini orang lain", required=False, widget=forms.HiddenInput,
        help_text="Centang hanya setelah nama yang mirip dicari pada daftar klien.",
    )  # fmt: skip


class BirthDateField(DateField):
    """A birth date, or "-" where it is to be removed."""

    def to_python(self, value: Any) -> Any:
        return value if value == "-" else super().to_python(value)


class ClientForm(AsksWhoElse, SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("name", "nik", "birth_date", "phone", "address")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Klien": ("registered_on", "sex", "birth_year"),
        "Identitas": ("name", "somebody_else", "nik", "birth_date", "phone", "address"),
    }

    name = forms.CharField(label="Nama", required=False, max_length=120, widget=forms.TextInput(attrs=QUIET))
    somebody_else = somebody_else()
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
