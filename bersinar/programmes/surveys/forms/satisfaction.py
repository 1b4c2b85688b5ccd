"""Forms of satisfaction surveys and their sheets."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.forms import RecordForm

from ..grid import UnclearGrid, read_grid
from ..models import Sheet, Survey


class SurveyForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("period_from", "period_to", "note")

    class Meta:
        model = Survey
        fields = ("service", "period_from", "period_to", "population", "note")


class SheetForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Survei": ("survey", "filled_on"),
        "Responden": ("sex", "age_band", "education", "occupation"),
        "Jawaban": ELEMENTS,
        "Saran": ("comment",),
    }
    not_copied: ClassVar[tuple[str, ...]] = (*ELEMENTS, "sex", "age_band", "education", "occupation", "comment")

    class Meta:
        model = Sheet
        fields = ("survey", "filled_on", "sex", "age_band", "education", "occupation", *ELEMENTS, "comment")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for element in ELEMENTS:
            self.fields[element].label = f"{element.upper()} {label('survey_element', element)}"


class GridForm(RecordForm):
    sheets = forms.CharField(
        label="Lembar",
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Satu lembar per baris: sembilan jawaban 1 sampai 4, urut U1 sampai U9, misalnya 343433443. "
        "Tulis - bila tidak dijawab. Awali dengan L atau P bila jenis kelaminnya diketahui. "
        "Salinan sembilan kolom dari Excel juga dapat ditempel.",
    )

    class Meta:
        model = Sheet
        fields = ("survey", "filled_on")

    def clean_sheets(self) -> list[dict[str, Any]]:
        try:
            return read_grid(self.cleaned_data["sheets"])
        except UnclearGrid as unclear:
            raise ValidationError(unclear.sentences) from unclear
