"""How much is set aside as a sample, by PP 40/2013 art. 15. A suggestion to print and to follow, never a limit.

| found, in units, ml or mg | set aside |
|---|---|
| fewer than 20 | half, rounded up |
| 20 to 100 | 10 |
| more than 100 | the square root, rounded up |
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.numbers import write_number

_FEW, _MANY, _TEN = Decimal(20), Decimal(100), Decimal(10)
RULE = "PP 40/2013 pasal 15"


@dataclass(frozen=True)
class Sample:
    """So many of so many, and by which line of the rule."""

    found: Decimal
    size: int
    rule: str

    def sentence(self, unit: str) -> str:
        """As it is printed: "Contoh menurut PP 40/2013 pasal 15: 101 butir, lebih dari 100, diambil akarnya ...: 11 butir."."""
        word = _word(unit)
        return f"Contoh menurut {RULE}: dari {write_number(self.found)} {word}, {self.rule}: {write_number(self.size)} {word}."


def sample_of(found: Decimal | int) -> Sample:
    """The sample of so many units, millilitres or milligrams."""
    exact = Decimal(found)
    if exact < _FEW:
        return Sample(exact, _up(exact / 2), "kurang dari 20, diambil setengahnya dan dibulatkan ke atas")
    if exact <= _MANY:
        return Sample(exact, int(_TEN), "antara 20 dan 100, diambil 10")
    return Sample(exact, _up(exact.sqrt()), "lebih dari 100, diambil akarnya dan dibulatkan ke atas")


def sample_of_amount(amount: int, unit: str) -> Sample:
    """The sample of an amount in millionths of its unit; grams are counted in milligrams."""
    return sample_of(Decimal(amount) / (1_000 if unit == "g" else 1_000_000))


def sample_in_words(amount: int, unit: str) -> str:
    """The printed sentence for an amount in millionths of its unit; of a field no sample is counted."""
    return "" if unit == "m2" or amount <= 0 else sample_of_amount(amount, unit).sentence(unit)


def _word(unit: str) -> str:
    return "mg" if unit == "g" else label("unit", unit)


def _up(exact: Decimal) -> int:
    return int(exact.to_integral_value(ROUND_CEILING))
