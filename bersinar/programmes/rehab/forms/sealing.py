"""What forms of this room share: a client by code, fields that are typed in the clear and never shown again."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.forms import RecordForm

from ..models import Client

QUIET = {"autocomplete": "off"}
_KEPT = "Tersimpan terkunci. Kosongkan bila tidak berubah; tulis - untuk menghapusnya."


class ClientCodeField(forms.ModelChoiceField[Client]):
    """A client, by the code that stands on the folder: no list of clients is sent to the page."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Client.objects.none(), to_field_name="code", label="Kode klien",
            widget=forms.TextInput(attrs=QUIET),
            error_messages={"invalid_choice": "Kode klien ini tidak dikenal. Contoh: K-2022-001."},
        )  # fmt: skip


class SealingForm(RecordForm):
    """A form with sealed fields: they are typed in the clear and never shown again."""

    sealed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            for name in self.sealed:
                self.fields[name].help_text = _KEPT

    def values(self) -> dict[str, Any]:
        """What was typed. Of a record that stands, a sealed field left empty stays as it is."""
        typed = super().values()
        if not self.instance.recorded_at:
            return typed
        kept = {name: value for name, value in typed.items() if name not in self.sealed or value not in (None, "")}
        return {name: "" if name in self.sealed and value == "-" else value for name, value in kept.items()}
