"""The form of a letter: its day, its paper, and the fields of its kind."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from bersinar.foundation.ui.fields import DateField

from .kinds import Field, LetterKind
from .models import Paper

_OWN = ("day", "paper", "request_id", "version")
_FILES = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"


class LetterForm(forms.Form):
    """Reads what was typed; the action checks it, and its refusal comes back to the fields."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = DateField(label="Tanggal surat", help_text="Menentukan nomor, penanda tangan, dan templat.")
    paper = forms.ChoiceField(label="Kertas", choices=Paper.choices)

    def __init__(self, *args: Any, kind: LetterKind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.fields["request_id"].initial = uuid4()
        for field in kind.fields:
            # A name of its own, so that no field of a kind meets one of ours.
            self.fields[f"f_{field.name}"] = _formfield(field)

    def values(self) -> dict[str, Any]:
        """What was typed into the fields of the kind."""
        return {field.name: self.cleaned_data.get(f"f_{field.name}", "") for field in self.kind.fields}

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Visible fields by section, as the page of forms shows them."""
        asked = [self[f"f_{field.name}"] for field in self.kind.fields]
        return [("Surat", [self["day"], self["paper"]]), ("Isi", asked)]

    def refuse(self, fields: dict[str, str], sentence: str) -> None:
        """Bring a refusal back to the fields it speaks of."""
        for name, words in fields.items():
            own = name if name in _OWN else f"f_{name}"
            self.add_error(own if own in self.fields else None, words)
        if not fields:
            self.add_error(None, sentence)


def initial_of(kind: LetterKind, values: dict[str, Any]) -> dict[str, str]:
    """Values of a letter as its form shows them."""
    return {f"f_{field.name}": field.typed(values.get(field.name)) for field in kind.fields}


class _Asked(forms.CharField):
    """Says on the page whether it must be filled in; whether it was, the action says, together with all the rest."""

    def validate(self, value: Any) -> None:
        """Nothing: see `contents.checked`."""


def _formfield(field: Field) -> forms.CharField:
    hint = field.hint
    if field.columns:
        hint = f"Satu baris satu: {'; '.join(column.words for column in field.columns)}. {hint}".strip()
    elif field.many:
        hint = f"Satu baris satu butir. {hint}".strip()
    long = field.long or field.is_list
    widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput(attrs={"autocomplete": "off"})
    label = field.words[:1].upper() + field.words[1:]
    return _Asked(label=label, required=field.required, widget=widget, help_text=hint)


class SeveralFiles(forms.ClearableFileInput):
    """A choice of several files at once: the sheets of one letter."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralFilesField(forms.FileField):
    """Every file that was chosen; at least one where it is required."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(SeveralFilesField, self).clean(one, initial) for one in data or [None]]


class ScanForm(forms.Form):
    """The scan of the signed sheet. Which files are taken, the action says."""

    file = SeveralFilesField(
        label="Pindaian atau foto lembar bertanda tangan",
        error_messages={"required": "Pilih berkas pindaian dahulu.", "empty": "Berkas ini kosong. Pilih yang lain."},
        widget=SeveralFiles(attrs={"accept": _FILES, "multiple": True}),
        help_text="PDF, JPG, atau PNG; paling banyak 10 MB satu berkas. Beberapa lembar dapat dipilih sekaligus.",
    )
