"""Forms of a suspect and of a detention, of the purpose for which an identity is opened, of text for the public."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.fields import MomentField
from bersinar.foundation.wire.refusals import Refusal

from ..models import Detention, Suspect
from .base import ChildForm, NamedRegionField

_HIDDEN_FROM_BROWSER = {"autocomplete": "off", "spellcheck": "false"}


class SuspectForm(ChildForm):
    """Name and NIK are typed, never shown again here: left empty, what is sealed stays."""

    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Identitas (terkunci)": ("case", "name", "nik"),
        "Tersangka": ("status", "named_on", "role", "sex", "birth_year", "nationality"),
        "Latar": ("residence", "occupation", "education", "earlier_record"),
        "Sangkaan": ("charges", "articles"),
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
    residence = NamedRegionField(
        label="Tempat tinggal", required=False, help_text="Kabupaten atau kota saja, misalnya Kabupaten Jember."
    )

    class Meta:
        model = Suspect
        fields = (
            "case", "sex", "birth_year", "status", "named_on", "role", "nationality", "residence", "occupation",
            "education", "earlier_record", "charges", "articles",
        )  # fmt: skip

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


class DetentionForm(ChildForm):
    """A new period begins at an hour. Of one that an event of the case tells, only its end and place are said here."""

    belongs_to: ClassVar[str] = "suspect"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Penahanan": ("suspect", "kind", "at", "held_from", "held_until", "place", "letter_number"),
    }

    at = MomentField(
        label="Sejak (hari dan jam)",
        help_text="Tertulis sekaligus sebagai peristiwa pada kasusnya, dan menjalankan tenggatnya.",
    )

    class Meta:
        model = Detention
        fields = ("suspect", "kind", "held_from", "held_until", "place", "letter_number")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at is None:
            gone: tuple[str, ...] = ("held_from",)
        else:
            gone = ("at",) if self.instance.event_id is None else ("at", "held_from", "letter_number")
        for name in gone:
            del self.fields[name]
        self.fields[
            "held_until"
        ].help_text = "Kosong selama masih berlaku; terisi sendiri oleh penahanan berikutnya atau pelepasan."

    def refuse(self, refusal: Refusal) -> None:
        """What is wrong with the day is said where the hour was typed."""
        if "at" in self.fields and "held_from" in refusal.fields:
            refusal.fields["at"] = refusal.fields.pop("held_from")
        super().refuse(refusal)


class PublicTextForm(forms.Form):
    """Text that is to go out. It is held against the names of the case and kept nowhere."""

    text = forms.CharField(
        label="Teks untuk umum",
        max_length=8000,
        help_text="Tempel siaran pers atau keterangan. Teks ini diperiksa dan tidak disimpan.",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
