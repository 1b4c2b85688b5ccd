"""The words of the performance report (LKj): per year and place, some of them per promised indicator. No figure is kept
here but one that nobody here counts: the national figure that a result is compared with, with its source.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.catalogue.performance import BANDS, NATIONAL, PLACES, Place, read_bands
from bersinar.foundation.periods.fields import YearField

from ..fields import IndicatorField, ThousandthsField
from .records import STANDING, PlanningRecord

MOST = 6000
_IDENTITY = re.compile(r"\d{12,}")


class PerformanceText(PlanningRecord):
    """What an office says at one place of its performance report, in one year."""

    year = YearField("tahun")
    place = models.CharField("tempat", max_length=20, choices=[(code, place.title) for code, place in PLACES.items()])
    indicator = IndicatorField("indikator")
    text = models.TextField("naskah", max_length=MOST, blank=True)
    value = ThousandthsField("angka nasional", null=True, blank=True, help_text="Contoh: 3,31 atau 31.868.")
    source = models.CharField(
        "sumber atau dasar", max_length=300, blank=True, help_text="Dokumen yang memuatnya, dengan nomor dan tahun."
    )

    class Meta:
        ordering = ["-year", "place", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "place", "indicator"],
                condition=STANDING,
                name="planning_performance_text_once",
                violation_error_message="Naskah ini baru saja ditulis orang lain. Buka lagi halaman naskah, lalu ubah yang ada.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(place=NATIONAL),
                name="planning_performance_value_national",
                violation_error_message="Angka hanya ditulis untuk angka nasional.",
            ),
        ]

    def __str__(self) -> str:
        title = self.asked.title if self.asked else self.place
        return f"{title}: {self.about}" if self.indicator else title

    @property
    def about(self) -> str:
        """The indicator that it speaks of, in words."""
        return str(IndicatorField().words(self.indicator))

    @property
    def asked(self) -> Place | None:
        """The place as the report declares it."""
        return PLACES.get(self.place)

    def clean(self) -> None:
        if self.asked is None:
            return  # the field's own choices refuse it
        found: dict[str, Any] = {}
        if self.asked.per_indicator != bool(self.indicator):
            found["indicator"] = (
                "Pilih indikatornya." if self.asked.per_indicator else "Naskah ini bukan tentang satu indikator."
            )
        found |= self._faults_of_a_national_figure() if self.place == NATIONAL else self._faults_of_words()
        if _IDENTITY.search(f"{self.text} {self.source}"):
            found["text"] = "Naskah tidak memuat nomor identitas. Hapus nomornya."
        if found:
            raise ValidationError(found)

    def _faults_of_a_national_figure(self) -> dict[str, str]:
        found = {}
        if self.value is None:
            found["value"] = "Isi angka nasionalnya."
        elif self.value < 0:
            found["value"] = "Angka nasional tidak boleh negatif."
        if not self.source:
            found["source"] = "Sebutkan sumber angka ini."
        return found

    def _faults_of_words(self) -> dict[str, str]:
        if not self.text.strip():
            return {"text": "Tulis naskahnya."}
        if self.value is not None:
            return {"value": "Angka hanya ditulis untuk angka nasional; angka lain dicetak oleh laporan."}
        if self.place == BANDS:
            try:
                read_bands(self.text)
            except ValueError as error:
                return {"text": str(error)}
        return {}
