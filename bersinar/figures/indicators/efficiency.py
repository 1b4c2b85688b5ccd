"""The share of a target reached beside the share of its money spent, in words. No score is made of the two."""

from __future__ import annotations

from fractions import Fraction

from bersinar.catalogue.arithmetic import rounded
from bersinar.foundation.ui.numbers import write_number

from .evaluate import Figure


def beside_money(figure: Figure, ceiling: int, spent: int) -> str:
    """What the two shares say beside each other, and nothing more. The caller has asked whether the figure may be told."""
    if not figure.indicator.higher_is_better:
        return "Target ini sebuah batas; persentasenya tidak disandingkan dengan belanja."
    if figure.achievement is None:
        return "Belum ada hasil yang dapat disandingkan."
    if not ceiling:
        return "Pagunya nol."
    share = rounded(Fraction(spent, ceiling) * 100, 2)
    if figure.achievement == share:
        return "Hasil dan belanja berjalan seimbang."
    ahead, behind = ("Hasil", "belanja") if figure.achievement > share else ("Belanja", "hasil")
    points = write_number(abs(figure.achievement - share), 2)
    return f"{ahead} berjalan {points} poin persen di depan {behind}."


def share_words(part: Fraction, whole: Fraction | None) -> str:
    """ "86,20%"; a dash of nothing."""
    return f"{write_number(rounded(part / whole * 100, 2), 2)}%" if whole else "–"
