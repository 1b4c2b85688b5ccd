"""What was measured on a version of an index in a year, and what its respondents answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.catalogue.indices import INDEX_VERSIONS, IndexVersion
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.thousandths import SCALE, ThousandthsField, write_thousandths

from ..fields import DimensionsField
from .versions import IndexRecord, OwnVersion

OWN = "own"  # measured by the office itself


class Period(models.TextChoices):
    YEAR = "year", "Setahun"
    FIRST = "half1", "Semester I"
    SECOND = "half2", "Semester II"


class Measurement(IndexRecord):
    """One value of an index in its version. One a year is what the office holds as its own; others stand beside it."""

    edition = models.CharField("indeks dan versinya", max_length=60, editable=False)
    own = models.ForeignKey(
        OwnVersion,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="measurements",
        verbose_name="versi satuan kerja",
    )
    year = YearField("tahun")
    period = models.CharField("periode", max_length=5, choices=Period, default=Period.YEAR)
    is_office_value = models.BooleanField(
        "dipakai sebagai nilai satuan kerja tahun itu",
        default=True,
        help_text="Satu saja tiap indeks, versi, dan tahun; dibandingkan dengan target. Lepas bila hanya pembanding.",
    )
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah yang diukur"
    )
    audience = models.CharField(
        "sasaran", max_length=160, blank=True, help_text="Contoh: siswa SMA se-kecamatan. Tanpa nama orang."
    )
    measured_by = CodeField("yang mengukur", list_name="index_measurer")
    measurer = models.CharField(
        "nama yang mengukur", max_length=160, blank=True, help_text="Bila bukan satuan kerja ini."
    )
    instrument = models.CharField(
        "alat ukur", max_length=160, blank=True, help_text="Berkasnya dapat diunggah sesudah tersimpan."
    )
    started_on = models.DateField("pengambilan data mulai", null=True, blank=True)
    ended_on = models.DateField("pengambilan data sampai", null=True, blank=True)
    male = models.PositiveIntegerField("responden laki-laki", null=True, blank=True)
    female = models.PositiveIntegerField("responden perempuan", null=True, blank=True)
    respondents = models.PositiveIntegerField("responden seluruhnya", null=True, blank=True)
    values = DimensionsField("nilai tiap dimensi", default=dict, blank=True)
    value = ThousandthsField("nilai", null=True, blank=True)
    category = models.CharField("kategori", max_length=60, blank=True)
    note = models.TextField("catatan", blank=True, max_length=1000)

    class Meta:
        ordering = ["-year", "edition", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "edition", "year"], condition=Q(cancelled_at__isnull=True, is_office_value=True),
                name="index_value_once_a_year",
                violation_error_message="Nilai satuan kerja untuk indeks, versi, dan tahun ini sudah ada. "
                "Lepas tandanya di sini sebagai pembanding, atau ubah yang sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(male__isnull=True) | Q(female__isnull=True) | Q(respondents=F("male") + F("female")),
                name="index_respondents_add_up",
                violation_error_message="Responden seluruhnya harus sama dengan laki-laki ditambah perempuan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measured.title} {self.year}, {self.measured.edition}"

    @property
    def measured(self) -> IndexVersion:
        """The version it was measured on."""
        if self.own is not None:
            return replace(self.own.declared, code=self.edition)
        return INDEX_VERSIONS[self.edition]

    @property
    def happened_on(self) -> date | None:
        """The last day of the survey; where nobody says it, of its period."""
        return self.ended_on or (self.bounds[1] if self.year else None)

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day of the year or half-year it speaks of."""
        first, last = {Period.FIRST: (1, 6), Period.SECOND: (7, 12)}.get(Period(self.period), (1, 12))
        return date(self.year, first, 1), date(self.year, last, 30 if last == 6 else 31)

    @property
    def year_and_period(self) -> str:
        """ "2023", "2023, semester I"."""
        return str(self.year) if self.period == Period.YEAR else f"{self.year}, {self.get_period_display().lower()}"

    @property
    def value_shown(self) -> str:
        """The value as its version prints it; nothing while the answers that make it are awaited."""
        return write_thousandths(self.value, self.measured.decimals)

    @property
    def whose(self) -> str:
        """Who measured: "Survei sendiri", "Pihak lain (Universitas A)"."""
        said = label("index_measurer", self.measured_by)
        return f"{said} ({self.measurer})" if self.measurer else said

    @property
    def asked(self) -> str:
        """ "120 (L 60, P 60)"."""
        parts = [
            f"{word} {write_number(many)}" for word, many in (("L", self.male), ("P", self.female)) if many is not None
        ]
        total = "" if self.respondents is None else write_number(self.respondents)
        return f"{total} ({', '.join(parts)})".strip() if parts else total

    def clean(self) -> None:
        faults: dict[str, str] = {}
        if self.own is not None and (self.own.is_cancelled or not self.office.path.startswith(self.own.office.path)):
            faults["edition"] = "Versi indeks ini tidak dapat dipakai lagi. Pilih versi yang lain."
        faults |= _faults_of_days(self) | _faults_of_respondents(self) | self._faults_of_values()
        if self.measured_by and self.measured_by != OWN and not self.measurer.strip():
            faults["measurer"] = "Tulis siapa yang mengukur."
        if faults:
            raise ValidationError(faults)

    def _faults_of_values(self) -> dict[str, str]:
        version = self.measured
        titles = {one.code: one.title for one in version.dimensions}
        said = [
            f"{titles[code]}: {fault}"
            for code, value in self.values.items()
            if code in titles and (fault := fault_of(version, value))
        ]
        if unknown := sorted(set(self.values) - set(titles)):
            said.append(f"Dimensi {', '.join(unknown)} tidak ada dalam versi ini.")
        faults = {"values": " ".join(said)} if said else {}
        if self.value is not None and not version.computed and (fault := fault_of(version, self.value)):
            faults["value"] = fault
        return faults


class Answers(IndexRecord):
    """What the respondents of one measurement answered, row by row, of nobody in particular.

    Only those who enter them open them, and the audit does not repeat them: a row is nearly a face. A row is the sex
    ("", "male", "female") and an answer to each item, or None.
    """

    read_permission: ClassVar[Permission] = Permission.INDICES_WRITE
    audit_hides: ClassVar[frozenset[str]] = frozenset({"rows"})

    measurement = models.ForeignKey(
        Measurement, on_delete=models.PROTECT, related_name="answers", verbose_name="pengukuran"
    )
    rows = models.JSONField("jawaban")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measurement"], condition=Q(cancelled_at__isnull=True), name="index_answers_once",
                violation_error_message="Jawaban pengukuran ini sudah diunggah. Batalkan dahulu yang lama.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Jawaban {len(self.rows)} responden"

    @property
    def happened_on(self) -> date | None:
        return self.measurement.happened_on


def fault_of(version: IndexVersion, thousandths: int) -> str:
    """What is wrong with a value on a version's scale; nothing where it fits."""
    if not version.holds(Fraction(thousandths, SCALE)):
        if version.least is None or version.most is None:
            return "Nilai tidak boleh negatif."
        return f"Isi antara {write_number(version.least)} dan {write_number(version.most)}, menurut skala versi ini."
    if thousandths % (SCALE // 10**version.decimals):
        return f"Paling banyak {version.decimals} angka di belakang koma."
    return ""


def _faults_of_days(one: Measurement) -> dict[str, str]:
    if not one.year:
        return {}
    first, last = one.bounds
    if one.started_on and one.ended_on and one.ended_on < one.started_on:
        return {"ended_on": "Pengambilan data berakhir sebelum mulai."}
    if one.ended_on and not first <= one.ended_on <= last:
        return {"ended_on": f"Hari terakhirnya di luar {one.year_and_period}. Periksa tahun atau tanggalnya."}
    if one.happened_on and one.happened_on > one.office.local_day():
        if one.ended_on:
            return {"ended_on": "Tanggal belum terjadi."}
        return {"ended_on": f"{one.year_and_period} belum selesai. Isi hari terakhir pengambilan datanya."}
    return {}


def _faults_of_respondents(one: Measurement) -> dict[str, str]:
    parts = [many for many in (one.male, one.female) if many is not None]
    if not parts:
        return {}
    if one.respondents is None:
        return {"respondents": "Isi jumlah responden seluruhnya."}
    if len(parts) == 2 and sum(parts) != one.respondents:
        return {"respondents": f"Laki-laki ditambah perempuan adalah {write_number(sum(parts))}. Samakan jumlahnya."}
    if sum(parts) > one.respondents:
        return {"respondents": "Lebih kecil daripada yang laki-laki atau perempuan saja."}
    return {}
