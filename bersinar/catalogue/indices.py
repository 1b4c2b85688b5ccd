"""Indices of prevention, empowerment and reform, each in its versions: scale, dimensions, bands, and where they are from.

Values of two versions are never compared, converted or added. Nothing is invented here: a scale without known ends has
none, an index whose bands were not found has none, and then a category is what the publisher printed. The satisfaction
index (IKM) has a formula of its own in `instruments.ikm` and does not stand here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .declaring import Band, Section


@dataclass(frozen=True)
class Dimension:
    """One part of an index. `weight` matters only where a version's value is computed."""

    code: str
    title: str
    weight: int = 1


@dataclass(frozen=True)
class IndexVersion:
    """One version of an index. `code` tells version and index, `index` the index alone.

    `computed` versions have a declared formula: the mean of the dimensions by their weights. `categories` are words the
    publisher uses without known thresholds; `bands` have thresholds and hold for this version alone. `checked` says
    whether scale and dimensions were compared with a source.
    """

    code: str
    index: str
    title: str
    short: str
    edition: str
    section: Section
    source: str
    checked: bool
    least: int | None = None
    most: int | None = None
    decimals: int = 2
    dimensions: tuple[Dimension, ...] = ()
    computed: bool = False
    bands: tuple[Band, ...] = ()
    categories: tuple[str, ...] = ()
    higher_is_better: bool = True

    @property
    def scale(self) -> str:
        """ "1-4"; nothing where its ends are not known."""
        return "" if self.least is None or self.most is None else f"{self.least}-{self.most}"

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies on the scale. Without known ends, whatever is not negative does."""
        if self.least is None or self.most is None:
            return value >= 0
        return self.least <= value <= self.most

    def value_of(self, values: Mapping[str, Fraction]) -> Fraction | None:
        """The value by the version's formula; None where it has none, or where a dimension is missing."""
        weight = sum(one.weight for one in self.dimensions)
        if not self.computed or not weight or any(one.code not in values for one in self.dimensions):
            return None
        return sum((values[one.code] * one.weight for one in self.dimensions), Fraction(0)) / weight

    def band_of(self, value: Decimal) -> str:
        """The category of a value as it is printed, by this version's own bands; nothing where it has none."""
        fitting = [band.label for band in self.bands if value >= Decimal(band.least)]
        return fitting[-1] if fitting else ""


_RESPONSIVE = ("tidak tanggap", "kurang tanggap", "cukup tanggap", "tanggap", "sangat tanggap")
_VARIABLES = (
    Dimension("family", "Ketahanan keluarga"),
    Dimension("society", "Ketahanan masyarakat"),
    Dimension("territory", "Kewilayahan"),
    Dimension("institution", "Kelembagaan"),
    Dimension("law", "Hukum"),
)
_KOTAN = "Indeks Kabupaten/Kota Tanggap Ancaman Narkoba (IKOTAN)"
_NO_BANDS = "Bobot variabel dan batas kategori belum ditemukan."
_UNCHECKED = "Pengetahuan umum; naskah resminya belum ditemukan."

_ALL = (
    IndexVersion(
        "dektari-ads", "dektari", "Indeks Ketahanan Diri Remaja (Dektari)", "Dektari", "Anti Drugs Scale", Section.PREVENTION,
        "Publikasi BNN tentang Anti Drugs Scale. Ujung skala dan batas kategori belum ditemukan.", False,
        dimensions=(
            Dimension("self_regulation", "Pengendalian diri (self regulation)"), Dimension("assertiveness", "Ketegasan (assertiveness)"),
            Dimension("reaching_out", "Mencari dukungan (reaching out)"),
        ),
    ),
    IndexVersion(
        "dektara-1", "dektara", "Indeks Ketahanan Keluarga (Dektara)", "Dektara", "aplikasi Dektara", Section.PREVENTION,
        "Pemberitaan BNNP tentang Dektara. Ujung skala, dimensi, dan batas kategori belum ditemukan.", False, decimals=3,
    ),
    IndexVersion(
        "ikp-1", "ikp", "Indeks Kemandirian Partisipasi (IKP)", "IKP", "skala 1-4", Section.EMPOWERMENT,
        "Laporan kinerja Deputi Pemberdayaan Masyarakat BNN 2021. Dimensi dan batas kategori belum ditemukan.", True, 1, 4,
    ),
    IndexVersion(
        "ikotan-2019", "ikotan", _KOTAN, "IKOTAN", "skala 2019 (0-100)", Section.EMPOWERMENT,
        f"Kajian IKOTAN 2019. {_NO_BANDS}", True, 0, 100, dimensions=_VARIABLES, categories=_RESPONSIVE,
    ),
    IndexVersion(
        "ikotan-2021", "ikotan", _KOTAN, "IKOTAN", "skala 2021 (1-4)", Section.EMPOWERMENT,
        f"Laporan kinerja Deputi Pemberdayaan Masyarakat BNN 2021. {_NO_BANDS}", True, 1, 4, dimensions=_VARIABLES,
        categories=_RESPONSIVE,
    ),
    IndexVersion(
        "ipak-4", "ipak", "Indeks Persepsi Anti Korupsi (IPAK)", "IPAK", "survei layanan (SPAK), skala 1-4", Section.GENERAL, _UNCHECKED, False, 1, 4,
    ),
    IndexVersion("zi-100", "zi", "Nilai Zona Integritas (ZI/WBK)", "Nilai ZI/WBK", "skala 0-100", Section.GENERAL, _UNCHECKED, False, 0, 100),
    IndexVersion("rb-100", "rb", "Indeks Reformasi Birokrasi", "Reformasi birokrasi", "skala 0-100", Section.GENERAL, _UNCHECKED, False, 0, 100),
)  # fmt: skip

INDEX_VERSIONS: dict[str, IndexVersion] = {one.code: one for one in _ALL}
INDEX_TITLES: dict[str, str] = {one.index: one.title for one in _ALL}
