"""How a figure stands in a table: its title, its target, what it reached, its share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.declaring import Indicator, Measured
from bersinar.foundation.ui.numbers import write_number

from ...indicators.disclosure import tells_of_few
from ...indicators.evaluate import Figure
from ...indicators.printing import exact_text, n_words
from ..document import Cell

DIMENSIONS = {
    "sex": "Jenis kelamin", "age_band": "Kelompok umur", "environment": "Lingkungan", "substance": "Zat", "detail": "Rincian",
    "aspect": "Layanan", "place": "Wilayah",
}  # fmt: skip


def title_with_n(figure: Figure, last: Figure) -> str:
    """The title with this year's n, and last year's where that is told beside it."""
    before = f"; {n_words(last)} tahun lalu" if n_words(last) and not tells_of_few(last) else ""
    return f"{_title(figure)} ({n}{before})" if (n := n_words(figure)) else _title(figure)


def _title(figure: Figure) -> str:
    at_end = figure.indicator.measured is Measured.STOCK
    return f"{figure.indicator.title} (keadaan akhir tahun)" if at_end else figure.indicator.title


def amount_cell(amount: Fraction, one: Indicator, href: str) -> Cell:
    """The amount of one part of a figure."""
    number = rounded(amount, one.decimals)
    return Cell(write_number(number, one.decimals if one.unit == "index" else None), number, href)


def share_cell(amount: Fraction, figure: Figure) -> Cell:
    """How much of the figure a part is, in percent."""
    if not figure.exact:
        return Cell("–")
    percent = rounded(amount / figure.exact * 100, 2)
    return Cell(f"{write_number(percent, 2)}%", percent)


def target_cell(figure: Figure) -> Cell:
    """What was promised."""
    if figure.target is None:
        return Cell("–")
    number = Decimal(exact_text(figure.target))
    return Cell(write_number(number), number)


def achievement_cell(figure: Figure) -> Cell:
    """How much of the promise was kept, in percent."""
    return (
        Cell("–") if figure.achievement is None else Cell(f"{write_number(figure.achievement, 2)}%", figure.achievement)
    )
