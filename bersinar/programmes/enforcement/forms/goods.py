"""The form of goods and money that were seized."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ..models import SeizedGood
from .base import ChildForm


class GoodForm(ChildForm):
    """What identifies the goods is typed, never shown again here: left empty, what is sealed stays."""

    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Barang atau uang": ("case", "kind", "count", "worth", "seized_on", "description"),
        "Penanda (terkunci)": ("identifier",),
    }

    identifier = forms.CharField(
        label="Nomor rekening, polisi, IMEI, atau seri",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    class Meta:
        model = SeizedGood
        fields = ("case", "kind", "count", "worth", "seized_on", "description")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        worth: Any = self.fields["worth"]
        worth.widget.attrs.update({"data-echo": "", "data-echo-url": "/baca-angka/"})
        if self.instance.recorded_at:
            self.fields["identifier"].help_text = "Kosongkan bila tidak berubah."

    def values(self) -> dict[str, Any]:
        typed = super().values()
        return {name: value for name, value in typed.items() if value or name != "identifier"}
