"""The words of a report: what sections say of their year, and how the report is made up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.fields import YearField

from ..grouping import OwnGrouping, read_grouping
from .records import PlanningRecord


class Narrative(PlanningRecord):
    """What a section wants to say about its year, in a few sentences. Figures are printed by the report itself."""

    year = YearField("tahun")
    section = CodeField("bidang", list_name="section")
    text = models.TextField(
        "naskah", max_length=1500, help_text="Dua atau tiga kalimat. Angka dicetak oleh laporan, tidak perlu ditulis."
    )

    class Meta:
        ordering = ["-year", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "section"],
                condition=Q(cancelled_at__isnull=True),
                name="planning_narrative_once_per_section",
                violation_error_message="Naskah bidang ini untuk tahun itu sudah ada. Ubah yang ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{label('section', self.section)} {self.year}"


class ReportWords(PlanningRecord):
    """The report's motto, and how its sections are grouped."""

    year = YearField("tahun")
    tagline = models.CharField(
        "semboyan", max_length=120, blank=True, help_text="Contoh: War on Drugs, Indonesia Bersinar."
    )
    grouping = CodeField("susunan", list_name="report_grouping", default="section")
    own_list = models.TextField(
        "daftar sendiri", blank=True, max_length=1000,
        help_text="Satu judul sebaris, lalu bidangnya. Contoh: P2M: Pencegahan, Pemberdayaan masyarakat",
    )  # fmt: skip
    footnotes = models.TextField(
        "catatan kaki", blank=True, max_length=2000, help_text="Satu catatan sebaris; dicetak pada akhir laporan."
    )

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year"],
                condition=Q(cancelled_at__isnull=True),
                name="planning_words_once_a_year",
                violation_error_message="Susunan laporan untuk tahun ini sudah ada. Ubah yang ada.",
            )
        ]

    def __str__(self) -> str:
        return f"Susunan laporan {self.year}"

    @property
    def own_grouping(self) -> OwnGrouping:
        """The office's own list. Empty unless the report is grouped by it."""
        return read_grouping(self.own_list) if self.grouping == "own" else ()

    def clean(self) -> None:
        if self.grouping == "own":
            read_grouping(self.own_list)
