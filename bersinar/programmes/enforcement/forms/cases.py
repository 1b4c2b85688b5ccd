"""Forms of a case, and of confirming that it is the first of its kind in the area."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.codelists.lists import choices

from ..models import Case, standing
from .base import PlacedForm


class CaseForm(PlacedForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kasus": ("number", "lkn_on", "began_on", "place", "place_elsewhere", "summary", "reach"),
        "Kasus menonjol": ("prominent", "prominent_reason"),
        "Jaringan dan operasi": ("network", "operation_name", "is_laundering"),
    }

    class Meta:
        model = Case
        fields = (
            "number",
            "lkn_on",
            "began_on",
            "place",
            "summary",
            "reach",
            "prominent",
            "prominent_reason",
            "network",
            "operation_name",
            "is_laundering",
        )


class FirstInAreaForm(forms.Form):
    """What is new, and in which of the substances that this case holds."""

    substance = forms.ChoiceField(label="Zat")
    novelty = CodeChoiceField(list_name="first_novelty", label="Yang pertama")
    what = forms.CharField(
        label="Apa yang baru", max_length=200, help_text="Dapat tercetak di laporan, jadi tanpa nama orang."
    )
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup."
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        held = {exhibit.substance for exhibit in standing(case.exhibits.all())}
        substance: Any = self.fields["substance"]
        substance.choices = [(code, words) for code, words in choices("substance") if code in held]
