"""The arithmetic figures and instruments share: exact fractions, rounded once, at the end, half-up. No floats."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction


def rounded(exact: Fraction, decimals: int) -> Decimal:
    """Half-up, exactly: the fraction is never turned into a float."""
    scaled = exact * 10**decimals
    whole = (abs(scaled) * 2 + 1).__floor__() // 2
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-decimals)


def mean_of_means(parts: Iterable[tuple[Fraction, int]]) -> Fraction:
    """Each part, a total and its count, has the same weight, however many answers stand behind it."""
    means = [total / count for total, count in parts]
    return sum(means, Fraction(0)) / len(means)
