"""The satisfaction index (IKM) of PermenPAN-RB 14/2017, from the sheets of a survey.

Nine elements, answered 1 to 4; an element's mean counts those who answered it, the index is the mean of the nine, each
with a weight of exactly one ninth. The value is the index times 25, taken before rounding; the grade goes by the value
rounded to two decimals, so that its bands have no gaps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..arithmetic import mean_of_means, rounded

CODE = "ikm"
ELEMENTS = tuple(f"u{number}" for number in range(1, 10))
ANSWERS = range(1, 5)


@dataclass(frozen=True)
class Grade:
    """A grade, and the value on 100, as the rule prints it, from which it is reached."""

    letter: str
    words: str
    least: Decimal

    @property
    def label(self) -> str:
        return f"{self.letter} ({self.words})"

    @property
    def least_index(self) -> Fraction:
        """The index that just rounds to `least` when taken times 25."""
        return (Fraction(self.least) - Fraction(1, 200)) / 25


GRADES = (
    Grade("D", "tidak baik", Decimal("25.00")),
    Grade("C", "kurang baik", Decimal("65.00")),
    Grade("B", "baik", Decimal("76.61")),
    Grade("A", "sangat baik", Decimal("88.31")),
)


@dataclass(frozen=True)
class Satisfaction:
    """The index on 4, exact."""

    index: Fraction

    @property
    def value(self) -> Fraction:
        """On 100, before rounding."""
        return self.index * 25

    @property
    def grade(self) -> Grade:
        shown = rounded(self.value, 2)
        return next(grade for grade in reversed(GRADES) if shown >= grade.least)


class UnclearSheets(ValueError):
    """The sheets give no index. Carries a sentence for every fault."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def score(sheets: Sequence[Mapping[str, object]]) -> Satisfaction:
    """The index of a survey's sheets. An answer left out, or None, was not given. Raises UnclearSheets."""
    faults = [fault for number, sheet in enumerate(sheets, start=1) for fault in _faults(number, sheet)]
    if faults:
        raise UnclearSheets(faults)
    given = {element: _answers_to(element, sheets) for element in ELEMENTS}
    if nobody := [element for element, answers in given.items() if not answers]:
        raise UnclearSheets([f"Tidak ada yang menjawab {', '.join(nobody)}: indeks memerlukan kesembilan unsur."])
    return Satisfaction(mean_of_means((Fraction(sum(answers)), len(answers)) for answers in given.values()))


def _answers_to(element: str, sheets: Sequence[Mapping[str, object]]) -> list[int]:
    return [answer for sheet in sheets if isinstance(answer := sheet.get(element), int)]


def _faults(number: int, sheet: Mapping[str, object]) -> list[str]:
    given = {code: answer for code, answer in sheet.items() if answer is not None}
    if not given:
        return [f"Lembar {number}: tidak ada jawaban."]
    return [f"Lembar {number}, {code}: {said}" for code, answer in given.items() if (said := _wrong(code, answer))]


def _wrong(code: str, answer: object) -> str:
    if code not in ELEMENTS:
        return f"butir ini tidak ada; unsur IKM adalah {ELEMENTS[0]} sampai {ELEMENTS[-1]}."
    if type(answer) is int and answer in ANSWERS:
        return ""
    return f"isi dengan bilangan bulat {ANSWERS[0]} sampai {ANSWERS[-1]}."
