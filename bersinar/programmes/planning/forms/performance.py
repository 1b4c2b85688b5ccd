"""The form of one place of the performance report."""

from __future__ import annotations

from typing import Any

from django import forms

from bersinar.catalogue.performance import BANDS, NATIONAL, PLACES
from bersinar.foundation.ui.forms import RecordForm

from ..models import PerformanceText


class PerformanceTextForm(RecordForm):
    """One place of the performance report. Year, place and indicator come with the address and are not asked again."""

    class Meta:
        model = PerformanceText
        fields = ("year", "place", "indicator", "text", "value", "source")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        place = PLACES.get(str(self["place"].value() or ""))
        if place is None:
            return
        title = place.title
        for name in ("place", "indicator", *(["year"] if self["year"].value() else [])):
            self.fields[name].widget = forms.HiddenInput()
        if indicator := str(self["indicator"].value() or ""):
            title = f"{place.title}: {PerformanceText(indicator=indicator, place=place.code).about}"
        text = self.fields["text"]
        text.help_text, text.widget.attrs["rows"] = place.asks, 4 if place.code == NATIONAL else 8
        if place.code == NATIONAL:
            text.label = "Keterangan"
            self._ask("value", "Isi angka nasionalnya.")
            self._ask("source", "Sebutkan sumber angka ini.")
        else:
            self._ask("text", "Tulis naskahnya.")
            del self.fields["value"]
        if place.code not in (NATIONAL, BANDS):
            del self.fields["source"]
        self.sections = {title: ("value", "source", "text")}  # type: ignore[misc]

    def _ask(self, name: str, sentence: str) -> None:
        """Not optional at this place."""
        self.fields[name].required, self.fields[name].error_messages["required"] = True, sentence
