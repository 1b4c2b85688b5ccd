"""Versions of indices that an office adds: scale, dimensions, formula, bands and items, as it writes them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify

from bersinar.catalogue.declaring import Section
from bersinar.catalogue.indices import INDEX_TITLES, IndexVersion
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from ..definitions import Item, read_bands, read_dimensions, read_items


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
