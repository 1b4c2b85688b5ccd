"""The form of a seizure, in whichever case it was made, and of an exhibit of the office's own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.ui.fields import NumberField

from ..models import MILLIONTHS, PLACES, Exhibit
from .base import ChildForm


def amount_field(label: str, help_text: str, required: bool = False) -> NumberField:
    """A box for an amount, read back while it is typed."""
    echo = {"data-echo": "", "data-echo-url": "/baca-angka/", "data-echo-unit": "unit"}
    box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", **echo})
    return NumberField(places=6, required=required, label=label, help_text=help_text, widget=box)


class SeizureForm(ChildForm):
    """An amount is typed in its unit, and read back while it is typed."""

    net = amount_field("Jumlah bersih", "Koma untuk pecahan, titik hanya untuk ribuan: 307,527 atau 4.890.")
    gross = amount_field("Berat kotor", "Hanya untuk gram dan ml. Dihitung hanya bila berat bersih tidak ada.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        unit.choices = [("", "Pilih …"), *((code, words) for code, words in choices("unit") if code in PLACES)]
        for name in ("net", "gross"):
            kept = getattr(self.instance, name)
            self.fields[name].initial = None if kept is None else Decimal(kept) / MILLIONTHS


class ExhibitForm(SeizureForm):
    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Barang bukti": ("case", "substance", "form", "description", "seized_on"),
        "Jumlah": ("unit", "net", "gross"),
    }

    class Meta:
        model = Exhibit
        fields = ("case", "substance", "form", "description", "seized_on", "unit")
