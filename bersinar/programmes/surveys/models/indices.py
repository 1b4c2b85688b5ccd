"""Versions of indices that an office adds, and what was measured on a version in a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify

from bersinar.catalogue.declaring import Section
from bersinar.catalogue.indices import INDEX_TITLES, INDEX_VERSIONS, IndexVersion
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.thousandths import SCALE, ThousandthsField, write_thousandths
from bersinar.foundation.wire.models import Record

from ..definitions import Item, read_bands, read_dimensions, read_items
from ..fields import DimensionsField

OWN = "own"  # measured by the office itself


class IndexRecord(Scoped, Record):
    """What all records of indices share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.SURVEYS_READ
    write_permission: ClassVar[Permission] = Permission.INDICES_WRITE

    class Meta:
        abstract = True


class OwnVersion(IndexRecord):
    """A version of an index that does not ship: for this office and those beneath it. Once measured on, it stays."""

    index = models.CharField("indeks", max_length=40, blank=True)
    title = models.CharField("nama indeks", max_length=120, blank=True)
    edition = models.CharField("versi", max_length=60, help_text="Contoh: kuesioner 2024, skala 0-100.")
    code = models.SlugField(max_length=60, editable=False)
    least = models.SmallIntegerField("nilai terendah", null=True, blank=True)
    most = models.SmallIntegerField(
        "nilai tertinggi", null=True, blank=True, help_text="Kosongkan keduanya bila tidak diketahui."
    )
    decimals = models.PositiveSmallIntegerField("angka di belakang koma", default=2)
    dimensions = models.TextField(
        "dimensi",
        blank=True,
        max_length=2000,
        help_text="Satu sebaris. Beri titik koma dan bobot bila bobotnya tidak sama: Hukum; 2",
    )
    computed = models.BooleanField("nilai dihitung dari rata-rata dimensi", default=False)
    bands = models.TextField(
        "kategori",
        blank=True,
        max_length=1000,
        help_text="Satu sebaris: batas bawah; sebutan. Contoh: 2,5; tanggap. Kosongkan bila batasnya tidak diketahui.",
    )
    higher_is_better = models.BooleanField("makin tinggi makin baik", default=True)
    items = models.TextField(
        "butir kuesioner",
        blank=True,
        max_length=20000,
        help_text="Hanya bila jawaban responden akan diunggah. Satu sebaris: dimensi; butir. Tambahkan ; terbalik bila jawaban tinggi berarti buruk.",
    )
    answer_least = models.PositiveSmallIntegerField("jawaban terendah", null=True, blank=True)
    answer_most = models.PositiveSmallIntegerField("jawaban tertinggi", null=True, blank=True)
    source = models.CharField(
        "dasar atau sumber", max_length=300, help_text="Surat, pedoman, atau publikasi yang menetapkannya."
    )
    checked = models.BooleanField("sudah dicocokkan dengan sumbernya", default=False)

    # What a measurement was read with: changed under it, its number would mean something else.
    MEANING: ClassVar[tuple[str, ...]] = (
        "index", "title", "edition", "least", "most", "decimals", "dimensions", "computed", "bands", "higher_is_better",
        "items", "answer_least", "answer_most",
    )  # fmt: skip

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"], condition=Q(cancelled_at__isnull=True), name="index_version_once",
                violation_error_message="Versi indeks ini sudah ada. Beri nama versi yang lain.",
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=True, most__isnull=True) | Q(least__lt=F("most")), name="index_version_scale_whole",
                violation_error_message="Isi nilai terendah dan tertinggi, atau kosongkan keduanya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.titled}, {self.edition}"

    @property
    def titled(self) -> str:
        """The name of the index."""
        return INDEX_TITLES.get(self.index) or self.title

    @property
    def own_code(self) -> str:
        """The code that its name gives it; never one that ships."""
        return f"own-{slugify(self.index or self.title)[:24]}-{slugify(self.edition)[:28]}"

    @property
    def declared(self) -> IndexVersion:
        """The version as the catalogue would declare it."""
        dimensions = read_dimensions(self.dimensions)
        return IndexVersion(
            self.code, self.index or f"lain-{slugify(self.title)[:40]}", self.titled, self.titled, self.edition, Section.PREVENTION, self.source,
            self.checked, self.least, self.most, self.decimals, dimensions, self.computed, read_bands(self.bands),
            higher_is_better=self.higher_is_better,
        )  # fmt: skip

    @property
    def questions(self) -> tuple[Item, ...]:
        """The items that respondents answer; none where no instrument was loaded."""
        return read_items(self.items, read_dimensions(self.dimensions))

    def clean(self) -> None:
        faults: dict[str, Any] = {}
        if not self.index and not slugify(self.title):
            faults["title"] = "Tulis nama indeksnya, atau pilih salah satu indeks di atas."
        if self.index and self.title:
            faults["title"] = "Kosongkan: indeksnya sudah dipilih."
        if not slugify(self.edition):
            faults["edition"] = "Tulis versinya dengan huruf atau angka."
        if self.decimals is not None and self.decimals > 3:
            faults["decimals"] = "Paling banyak 3 angka di belakang koma."
        if (self.least is None) is not (self.most is None):
            faults["most"] = "Isi nilai terendah dan tertinggi, atau kosongkan keduanya."
        elif self.least is not None and self.most is not None and self.least >= self.most:
            faults["most"] = "Nilai tertinggi harus di atas nilai terendah."
        for name, read in (("dimensions", read_dimensions), ("bands", read_bands)):
            try:
                read(getattr(self, name))
            except ValidationError as fault:
                faults[name] = fault.messages
        if self.computed and not self.dimensions.strip():
            faults["dimensions"] = "Tulis dimensinya: nilainya dihitung dari sana."
        if self.items.strip() and not faults:
            faults |= self._faults_of_items()
        if not faults and (
            outside := [one for one in read_bands(self.bands) if not self.declared.holds(Fraction(one.least))]
        ):
            faults["bands"] = f"Batas {', '.join(write_number(Decimal(one.least)) for one in outside)} di luar skala."
        if faults:
            raise ValidationError(faults)

    def _faults_of_items(self) -> dict[str, Any]:
        try:
            read_items(self.items, read_dimensions(self.dimensions))
        except ValidationError as fault:
            return {"items": fault.messages}
        if self.answer_least is None or self.answer_most is None or self.answer_least >= self.answer_most:
            return {"answer_most": "Isi jawaban terendah dan tertinggi butir kuesionernya."}
        if not self.computed or self.least is None:
            return {
                "computed": "Jawaban responden hanya dapat dinilai bila skalanya diisi dan nilainya dihitung dari dimensi."
            }
        return {}


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
