"""Forms of coded pots: a sheet of codes, one code with its result, the rest of a sheet, the count for a head."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.institutions.naming import as_choice
from bersinar.foundation.ui.forms import RecordForm

from .models import Pot, PotSheet


class SheetForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("institution", "planned_on", "count", "session")

    class Meta:
        model = PotSheet
        fields = ("institution", "planned_on", "count", "session")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["reason"]  # codes are in no figure, so no closed month asks
        institutions: Any = self.fields["institution"]
        institutions.label_from_instance = as_choice
        sessions: Any = self.fields["session"]
        rows = sessions.queryset.select_related("institution")
        if self.instance.recorded_at:
            rows = rows.filter(institution__in=_same(self.instance))
            del self.fields["count"]
        sessions.queryset, sessions.empty_label = rows, "Belum dicatat"


def _same(sheet: PotSheet) -> list[Any]:
    """The records of the sheet's institution: its own and those merged into one with it."""
    counted = sheet.institution.counted
    return [counted.pk, *counted.merged.values_list("pk", flat=True)]


class PotForm(RecordForm):
    """One code. Its number stands above the form; no box takes a text about a person."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Hasil": ("result", "reactive", "medicines"),
        "Tindak lanjut hasil reaktif": (
            "explained_on", "sent_on", "laboratory", "answered_on", "answer_letter", "confirmation", "offered_on",
        ),
    }  # fmt: skip

    class Meta:
        model = Pot
        fields = (
            "result", "reactive", "medicines", "explained_on", "sent_on", "laboratory", "answered_on", "answer_letter",
            "confirmation", "offered_on",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        session = self.instance.sheet.session
        looked_for = session.parameters if session else []
        kept = [*looked_for, *self.instance.reactive]
        offered = [one for one in choices("urine_parameter") if one[0] in kept]
        self.fields["reactive"] = forms.MultipleChoiceField(
            label="Reaktif pada", choices=offered, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["result"].label = f"Hasil kode {self.instance.code}"
        for name, empty in (("result", "Belum dibaca"), ("confirmation", "Belum ada jawaban")):
            field: Any = self.fields[name]
            field.choices = [("", empty), *(one for one in field.choices if one[0])]


class RestForm(forms.Form):
    """The rest of a sheet was negative, but for the spare codes."""

    spare = forms.CharField(
        label="Kode yang tidak terpakai", required=False, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="Pisahkan dengan spasi atau baris baru. Kosongkan bila semua kode terpakai.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup."
    )

    def clean_spare(self) -> list[str]:
        return as_codes(self.cleaned_data["spare"])


class CountForm(forms.Form):
    """For whom the count is printed."""

    recipient = forms.CharField(
        label="Untuk",
        max_length=120,
        help_text="Jabatannya saja, misalnya Kepala Dinas Kesehatan. Jangan menulis nama.",
    )
    again_because = forms.CharField(label="Alasan dicetak lagi", max_length=200, required=False)


def as_codes(typed: str) -> list[str]:
    """Codes as they are kept, out of what was typed or scanned, in any case and with or without the hyphen."""
    return [as_code(word) for word in re.split(r"[\s,;]+", typed.strip()) if word]


def as_code(typed: str) -> str:
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())
    return f"{letters[:3]}-{letters[3:]}"
