"""The notes under a report: how its figures are to be read, and what each one counts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bersinar.catalogue.declaring import How
from bersinar.foundation.ui.numbers import write_number

from ...indicators.disclosure import LEAST, is_restricted
from ...indicators.evaluate import Figure
from ...indicators.printing import exact_text, sifted_notes
from ...indicators.satisfaction import ROUNDING, spread_words
from ..checks import over_offices
from .material import Material


def notes_of(material: Material, cutoff: str) -> list[str]:
    """The footnotes in their order; the definitions of all printed figures come last."""
    notes = [f"Angka dihitung dari rekam yang dibukukan, {cutoff}. Cakupan: {material.coverage.name}."]
    notes += material.told("footnote")
    printed = [f for f in material.now.totals.values() if material.is_printed(f)]
    if any(figure.bound == "min" for figure in printed):
        notes.append("“Sedikitnya” berarti sebagian sumber tidak menyebut jumlahnya; angka itu batas bawah.")
    if any(is_restricted(figure.indicator) for figure in printed):
        notes.append("Rincian yang memuat kurang dari lima orang digabung atau tidak ditampilkan.")
    notes += _persons_of_several_offices(material, printed)
    notes += sifted_notes(material.coverage, material.year, printed)
    if "rehab.ikm" in {figure.indicator.code for figure in printed}:
        notes.append(ROUNDING)
    for figure in printed:
        if spread := spread_words(material.coverage, material.year, figure):
            notes.append(f"{figure.indicator.title}: {write_number(figure.n or 0)} lembar; {spread}.")
    notes += [f"{figure.indicator.title}: {figure.indicator.definition}" for figure in printed]
    return notes


def _persons_of_several_offices(material: Material, printed: Sequence[Figure]) -> list[str]:
    """Why the offices' own figures add up to more than the whole: who moved stands in each, and here once.

    By how much is told from five persons on: fewer would tell of each of them.
    """
    persons = {f.indicator.code: f for f in printed if f.indicator.how is How.DISTINCT and f.unit == "person"}
    sums = over_offices(material.coverage, material.year, list(persons))
    excess = {code: sums[code] - (persons[code].exact or 0) for code in persons if code in sums}
    told = []
    for code, more in excess.items():
        if more <= 0:
            continue
        one = persons[code]
        hidden = is_restricted(one.indicator) and more < LEAST
        numbers = "" if hidden else f" ({exact_text(sums[code])}, di sini {exact_text(one.exact or Fraction(0))})"
        told.append(f"{one.indicator.title}{numbers}")
    if not told:
        return []
    return [
        "Angka tiap satuan kerja, bila dijumlahkan, melebihi angka di sini: orang yang tercatat di lebih dari satu satuan "
        f"kerja, misalnya karena pindah, dihitung sekali di masing-masing dan sekali di sini. Ini berlaku untuk: {'; '.join(told)}."
    ]
