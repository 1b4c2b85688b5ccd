"""One indicator for each version of an index: a target names the version, and two versions never meet in a figure."""

from __future__ import annotations

from ..declaring import How, Indicator, Section, Strategy, only
from ..indices import INDEX_VERSIONS, IndexVersion

_TITLES_EN = {
    "dektari": "Resilience of youth", "dektara": "Resilience of families", "ikp": "Index of self-reliant participation",
    "ikotan": "Responsiveness of cities and regencies", "ipak": "Perceived integrity", "zi": "Integrity zone score",
    "rb": "Reform index",
}  # fmt: skip


def indicator_code(version: str) -> str:
    """The code of the indicator that reads one version."""
    return f"surveys.{version.replace('-', '_')}"


def _indicator(one: IndexVersion) -> Indicator:
    return Indicator(
        indicator_code(one.code), f"{one.short}, {one.edition}", f"{_TITLES_EN[one.index]} ({one.code})",
        f"{one.title}: nilai tahun itu yang dipakai satuan kerja. Beserta jajaran: rata-rata nilai satuan kerja yang punya. "
        "Versi lain dari indeks ini tidak ikut.",
        "index", one.section, Strategy.SOFT, ("surveys.index_measured",), How.MEAN, where=only(detail=one.code),
        decimals=one.decimals, scale=one.scale, bands=one.bands, higher_is_better=one.higher_is_better,
    )  # fmt: skip


INDICES = (
    *(_indicator(one) for one in INDEX_VERSIONS.values()),
    Indicator(
        "surveys.index_respondents", "Responden survei indeks", "Index respondents",
        "Orang yang mengisi survei indeks yang diadakan satuan kerja sendiri. Satu orang dapat mengisi beberapa survei.",
        "person", Section.PREVENTION, Strategy.SOFT, ("surveys.index_answered",), splits=("sex", "place", "month"), shown=("sex",),
    ),
)  # fmt: skip
