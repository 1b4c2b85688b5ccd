"""Forms of the words of a report."""

from __future__ import annotations

from typing import ClassVar

from bersinar.foundation.ui.forms import RecordForm

from ..models import Narrative, ReportWords


class NarrativeForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("section", "text")

    class Meta:
        model = Narrative
        fields = ("year", "section", "text")


class ReportWordsForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("year",)

    class Meta:
        model = ReportWords
        fields = ("year", "tagline", "grouping", "own_list", "footnotes")
