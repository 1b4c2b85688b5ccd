"""Forms of this room."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms

from bersinar.foundation.regions.models import RegionLevel
from bersinar.foundation.ui.forms import RecordForm

from .actions import Person
from .models import FurtherTraining, IBMUnit, RecoveryAgent

_SEXES = {"l": "male", "laki-laki": "male", "lk": "male", "p": "female", "perempuan": "female", "pr": "female"}
MOST_AT_ONCE = 50


class UnitForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Unit": ("name", "village", "in_bersinar_site", "formed_on"),
        "Golongan dan SK": ("type", "funding", "decree_number", "decree_on"),
        "Berakhir": ("ended_on", "end_reason"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("name", "village", "decree_number", "decree_on", "ended_on", "end_reason")

    class Meta:
        model = IBMUnit
        fields = (
            "name", "village", "in_bersinar_site", "formed_on", "type", "funding", "decree_number", "decree_on",
            "ended_on", "end_reason",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        village: Any = self.fields["village"]
        village.queryset = village.queryset.filter(level=RegionLevel.VILLAGE).select_related("parent")
        village.label_from_instance = lambda region: f"{region.name} ({region.parent})"
        if not self.instance.recorded_at:
            for name in ("ended_on", "end_reason"):
                del self.fields[name]


class AgentForm(RecordForm):
    """One agent. On the way in without leaving, afterwards without changing the person or the unit."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Agen": ("unit", "known_as", "name", "sex", "birth_year"),
        "Pelatihan pertama": ("trained_on", "training"),
        "Berhenti": ("left_on", "left_reason"),
    }

    known_as = forms.ModelChoiceField(
        RecoveryAgent.objects.none(), label="Sudah pernah tercatat sebagai", required=False,
        help_text="Pilih bila orang ini pernah menjadi agen di unit lain, supaya dihitung satu orang.",
    )  # fmt: skip

    class Meta:
        model = RecoveryAgent
        fields = ("unit", "name", "sex", "birth_year", "trained_on", "training", "left_on", "left_reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known: Any = self.fields["known_as"]
        known.queryset = known.queryset.select_related("unit__village")
        known.label_from_instance = lambda agent: f"{agent.name}, {agent.unit}"
        _standing_units(self)
        for name in ("unit", "known_as") if self.instance.recorded_at else ("left_on", "left_reason"):
            del self.fields[name]


class AgentsForm(RecordForm):
    """Several agents of one unit who were trained together."""

    people = forms.CharField(
        label="Nama dan jenis kelamin", widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        help_text="Satu orang satu baris: nama, koma, lalu L atau P. Contoh: Warga Rekaan, P",
    )  # fmt: skip

    class Meta:
        model = RecoveryAgent
        fields = ("unit", "trained_on", "training")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _standing_units(self)

    def clean_people(self) -> list[Person]:
        lines = [(n, line.strip()) for n, line in enumerate(self.cleaned_data["people"].splitlines(), start=1)]
        filled = [(n, line) for n, line in lines if line]
        if len(filled) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Paling banyak {MOST_AT_ONCE} orang sekali simpan.")
        return [_person(n, line) for n, line in filled]


def _standing_units(form: RecordForm) -> None:
    """Offer units that have not ended."""
    field: Any = form.fields["unit"]
    field.queryset = field.queryset.filter(ended_on__isnull=True).select_related("village")


def _person(number: int, line: str) -> Person:
    found = re.fullmatch(r"(.+?)\s*[,;\t]\s*([\w-]+)\.?", line)
    sex = _SEXES.get(found[2].lower()) if found else None
    if not found or not sex:
        raise forms.ValidationError(f"Baris {number} belum jelas: tulis nama, koma, lalu L atau P.")
    if len(found[1]) > 120:
        raise forms.ValidationError(f"Baris {number}: nama paling panjang 120 huruf.")
    return Person(found[1], sex)


class TrainingForm(RecordForm):
    class Meta:
        model = FurtherTraining
        fields = ("agent", "trained_on", "training")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        agent: Any = self.fields["agent"]
        agent.queryset = agent.queryset.select_related("unit__village")
        agent.label_from_instance = lambda one: f"{one.name}, {one.unit}"
        if self.instance.recorded_at:
            del self.fields["agent"]
