"""Performance agreements with target lines; narratives and the make-up of the year's report."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.catalogue.declaring import Indicator
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.calendar import year_bounds
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from .fields import SCALE, IndicatorField, ThousandthsField
from .grouping import OwnGrouping, read_grouping


class PlanningRecord(Scoped, Record):
    """What all records of this room share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.PLANNING_READ
    write_permission: ClassVar[Permission] = Permission.PLANNING_WRITE

    class Meta:
        abstract = True


class Agreement(PlanningRecord):
    """What the head promised the superior for a year (perjanjian kinerja)."""

    year = YearField("tahun")
    number = models.CharField("nomor", max_length=80, blank=True)
    signed_on = models.DateField("tanggal ditandatangani", null=True, blank=True)
    signer = models.CharField("pihak pertama", max_length=160, blank=True, help_text="Kepala satuan kerja ini.")
    superior = models.CharField("pihak kedua", max_length=160, blank=True, help_text="Atasan yang menerima janji ini.")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year"],
                condition=Q(cancelled_at__isnull=True),
                name="planning_agreement_once_a_year",
                violation_error_message="Perjanjian kinerja tahun ini sudah ada. Ubah yang ada, atau batalkan dahulu.",
            )
        ]

    def __str__(self) -> str:
        return f"Perjanjian kinerja {self.year}"

    @property
    def happened_on(self) -> date | None:
        return self.signed_on

    def clean(self) -> None:
        if self.signed_on is None:
            return
        if self.signed_on > self.office.local_day():
            raise ValidationError({"signed_on": "Tanggal belum terjadi."})
        if self.signed_on.year not in (self.year - 1, self.year):
            sentence = f"Perjanjian tahun {self.year} ditandatangani pada {self.year - 1} atau {self.year}."
            raise ValidationError({"signed_on": sentence})


class TargetLine(PlanningRecord):
    """One line of an agreement. Without an indicator or a value it stays open and says nothing."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="lines", verbose_name="perjanjian kinerja"
    )
    order = models.PositiveSmallIntegerField("urutan", blank=True, help_text="Kosongkan untuk menaruhnya paling akhir.")
    goal = models.CharField("sasaran", max_length=300, blank=True)
    indicator = IndicatorField(
        "indikator", help_text="Biarkan belum bernama bila perjanjian tidak menyebutnya; barisnya tetap tampak terbuka."
    )
    wording = models.CharField("bunyi indikator dalam perjanjian", max_length=300, blank=True)
    unit = CodeField("satuan", list_name="unit", blank=True, help_text="Boleh kosong bila indikatornya dipilih.")
    value = ThousandthsField(
        "target", null=True, blank=True, help_text="Contoh: 20 atau 3,9. Kosongkan bila belum ditetapkan."
    )

    class Meta:
        ordering = ["order", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "indicator"],
                condition=Q(cancelled_at__isnull=True) & ~Q(indicator=""),
                name="planning_line_once_per_indicator",
                violation_error_message="Indikator ini sudah punya baris dalam perjanjian ini. Ubah baris itu.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="planning_target_not_negative",
                violation_error_message="Target tidak boleh negatif.",
            ),
        ]

    def __str__(self) -> str:
        if self.indicator:
            return str(IndicatorField().words(self.indicator))
        return self.wording or f"Indikator ke-{self.order}"

    @property
    def happened_on(self) -> date:
        """A target speaks of its whole year: once December is closed, it changes only with a reason."""
        return year_bounds(self.agreement.year)[1]

    @property
    def is_open(self) -> bool:
        """Whether the agreement leaves it without name or without a number."""
        return not self.indicator or self.value is None

    @property
    def named(self) -> Indicator | None:
        return INDICATORS.get(self.indicator)

    @property
    def value_shown(self) -> str:
        """The target as people write it; nothing where none is set."""
        return ThousandthsField().words(self.value)

    @property
    def unit_shown(self) -> str:
        """The unit in words: the indicator's, else the one that the line states."""
        code = self.named.unit if self.named else self.unit
        return label("unit", code) if code else ""

    def clean(self) -> None:
        if self.agreement.office_id != self.office_id:
            raise ValidationError({"agreement": "Perjanjian kinerja ini milik satuan kerja lain."})
        if self.agreement.is_cancelled:
            raise ValidationError({"agreement": "Perjanjian kinerja ini sudah dibatalkan. Pilih yang lain."})
        if self.named is None:
            return
        if self.unit and self.unit != self.named.unit:
            sentence = f"Satuan indikator ini adalah {label('unit', self.named.unit)}. Pilih itu atau kosongkan."
            raise ValidationError({"unit": sentence})
        if self.value is not None:
            _refuse_unfit(self.value, self.named)


def _refuse_unfit(value: int, indicator: Indicator) -> None:
    """A target must be a number that the indicator can have."""
    decimals = min(indicator.decimals, 3)
    if value % (SCALE // 10**decimals):
        allowed = f"paling banyak {decimals} angka di belakang koma" if decimals else "dengan bilangan bulat"
        raise ValidationError({"value": f"Indikator ini dihitung {allowed}. Tulis targetnya demikian."})
    least, most = _ends(indicator)
    if most is not None and not least * SCALE <= value <= most * SCALE:
        raise ValidationError({"value": f"Target indikator ini antara {write_number(least)} dan {write_number(most)}."})


def _ends(indicator: Indicator) -> tuple[int, int | None]:
    """The ends of what an indicator can be; its upper one is None where counts may go on."""
    if indicator.scale:
        least, most = indicator.scale.split("-")
        return int(least), int(most)
    return 0, 100 if indicator.unit == "percent" else None


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
