"""How many sheets a population asks for. A count of paper, not a figure: the index itself is computed by figures."""

from __future__ import annotations

from fractions import Fraction

# Krejcie and Morgan (1970): chi-square for one degree of freedom, share of the population, tolerated error.
_CHI_SQUARE, _SHARE, _ERROR = Fraction(3841, 1000), Fraction(1, 2), Fraction(5, 100)

CENSUS_UP_TO = 100  # below this the sample is nearly everybody, and asking everybody is simpler


def required_sample(population: int) -> int:
    """The sample of Krejcie and Morgan, to the nearest integer as their printed table has it."""
    spread = _CHI_SQUARE * _SHARE * (1 - _SHARE)
    exact = spread * population / (_ERROR**2 * (population - 1) + spread)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
