"""Form fields of this room: hours, and short texts that no browser remembers."""

from __future__ import annotations

from typing import Any

from django import forms

HOUR_ONLY = "Cukup jamnya. Menit tidak disimpan, agar dua laporan dari satu panggilan tidak dapat dipasangkan."


def hour_field(label: str) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label, required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"invalid": "Jam tidak dikenal. Contoh: 08.00."},
    )  # fmt: skip


def text_field(
    label: str, most: int = 120, *, rows: int = 0, required: bool = False, **options: Any
) -> forms.CharField:
    """A text that ends up sealed."""
    widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    widget.attrs["autocomplete"] = "off"
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, **options)
