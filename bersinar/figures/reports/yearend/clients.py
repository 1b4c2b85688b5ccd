"""Clients of a year over time, as far as no month tells of few."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.periods.calendar import MONTHS_SHORT
from bersinar.foundation.ui.numbers import write_number

from ...indicators.disclosure import LEAST
from ...indicators.evaluate import evaluate
from ..document import Block, Chart, Series
from .material import Material


def clients_by_time(material: Material) -> list[Block]:
    """Clients by month, or by quarter where a month would tell of fewer than five."""
    one = INDICATORS["rehab.clients"]
    months = [Fraction(0)] * 12
    for figure in evaluate(material.coverage, material.year, [one.code], by=["month"], joint=False):
        if figure.by and figure.exact is not None:
            months[int(figure.by["month"]) - 1] = figure.exact
    if not any(months):
        return []
    names, values = list(MONTHS_SHORT), months
    if any(0 < value < LEAST for value in values):
        names = [f"Triwulan {quarter}" for quarter in ("I", "II", "III", "IV")]
        values = [sum(months[start : start + 3], Fraction(0)) for start in (0, 3, 6, 9)]
    if any(0 < value < LEAST for value in values):
        return []
    word = "bulan" if len(values) == 12 else "triwulan"
    numbers = [Decimal(int(value)) for value in values]
    described = "; ".join(f"{name} {write_number(number)}" for name, number in zip(names, numbers, strict=True))
    caption = f"Klien rehabilitasi menurut {word} diterima, {material.year}"
    return [Chart(caption, "column", names, [Series("Klien", numbers)], f"{caption}: {described}.", "orang")]
