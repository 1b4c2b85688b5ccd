"""The strategic plan (Renstra): five years, goals, and for every indicator a target a year. No figure is kept here."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.catalogue.declaring import Indicator
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.fields import YearField

from ..fields import IndicatorField, ThousandthsField
from .records import STANDING, PlanningRecord, refuse_unfit

YEARS = 5
TARGETS = tuple(f"year_{number}" for number in range(1, YEARS + 1))


class Strategy(PlanningRecord):
    """One plan of five years. Offices beneath that have none of their own go by it."""

    since = YearField("tahun pertama")
    number = models.CharField("nomor dan tanggal peraturan", max_length=160, blank=True)
    vision = models.TextField("tujuan", max_length=1000, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "since"],
                condition=STANDING,
                name="planning_strategy_once",
                violation_error_message="Renstra yang mulai tahun itu sudah ada. Ubah yang ada.",
            )
        ]

    def __str__(self) -> str:
        return f"Renstra {self.since}–{self.until}"

    @property
    def until(self) -> int:
        """Its last year."""
        return self.since + YEARS - 1

    @property
    def years(self) -> range:
        return range(self.since, self.until + 1)


class StrategyLine(PlanningRecord):
    """One indicator of the plan with its targets, year by year. A year that names none stays empty."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="lines", verbose_name="Renstra")
    goal = models.CharField("sasaran", max_length=300, blank=True)
    indicator = IndicatorField("indikator")
    wording = models.CharField("bunyi indikator dalam Renstra", max_length=300, blank=True)
    year_1 = ThousandthsField("target tahun ke-1", null=True, blank=True)
    year_2 = ThousandthsField("target tahun ke-2", null=True, blank=True)
    year_3 = ThousandthsField("target tahun ke-3", null=True, blank=True)
    year_4 = ThousandthsField("target tahun ke-4", null=True, blank=True)
    year_5 = ThousandthsField("target tahun ke-5", null=True, blank=True, help_text="Target akhir Renstra.")

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "indicator"],
                condition=STANDING & ~models.Q(indicator=""),
                name="planning_strategy_line_once",
                violation_error_message="Indikator ini sudah ada dalam Renstra ini. Ubah baris itu.",
            )
        ]

    def __str__(self) -> str:
        return IndicatorField().words(self.indicator) or self.wording or "Indikator belum bernama"

    @property
    def named(self) -> Indicator | None:
        return INDICATORS.get(self.indicator)

    @property
    def targets(self) -> tuple[int | None, ...]:
        return tuple(getattr(self, name) for name in TARGETS)

    @property
    def targets_shown(self) -> list[str]:
        """The five targets as people write them."""
        return [ThousandthsField().words(one) for one in self.targets]

    @property
    def unit_shown(self) -> str:
        return label("unit", self.named.unit) if self.named else ""

    def clean(self) -> None:
        if self.strategy.office_id != self.office_id or self.strategy.is_cancelled:
            raise ValidationError({"strategy": "Renstra ini milik satuan kerja lain atau sudah dibatalkan."})
        if not self.indicator and not self.wording:
            raise ValidationError({"indicator": "Pilih indikatornya, atau tulis bunyinya."})
        for name in TARGETS:
            value = getattr(self, name)
            if value is not None and value < 0:
                raise ValidationError({name: "Target tidak boleh negatif."})
            if value is not None and self.named is not None:
                refuse_unfit(value, self.named, name)
