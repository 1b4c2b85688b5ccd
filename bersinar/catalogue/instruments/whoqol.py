"""WHOQOL-BREF (WHO): four domains of quality of life on a scale of 0 to 100, from 26 items answered 1 to 5.

A domain is the mean of its items (3, 4 and 26 turned round), times 4, then (x - 4) x 100 / 16: exact, rounded once.
A sheet with more than a fifth of its items missing is not scored. In a domain two missing items are replaced by the
mean of the others, in the social one only one; with more missing the domain has no value.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from .declaring import Answers, HigherIs, Instrument, Item, Outcome, Scale, Value

DOMAINS: Mapping[str, tuple[int, ...]] = MappingProxyType({
    "physical": (3, 4, 10, 15, 16, 17, 18),
    "psychological": (5, 6, 7, 11, 19, 26),
    "social": (20, 21, 22),
    "environment": (8, 9, 12, 13, 14, 23, 24, 25),
})  # fmt: skip
OVERALL = MappingProxyType({"overall_quality": 1, "overall_health": 2})

_ITEMS = 26
_MOST_MISSING = _ITEMS // 5
_MOST_MISSING_IN = {"physical": 2, "psychological": 2, "social": 1, "environment": 2}
_TURNED = frozenset({3, 4, 26})  # the higher the answer, the worse
_GROUP_OF = {number: name for name, numbers in DOMAINS.items() for number in numbers}


def _domain(answers: Answers, name: str) -> Fraction | None:
    given = {number: answers[f"q{number}"] for number in DOMAINS[name] if f"q{number}" in answers}
    if len(DOMAINS[name]) - len(given) > _MOST_MISSING_IN[name]:
        return None
    mean = Fraction(sum(6 - said if number in _TURNED else said for number, said in given.items()), len(given))
    return (mean * 4 - 4) * 100 / 16


def _compute(answers: Answers) -> Outcome:
    values: dict[str, Value] = {name: _domain(answers, name) for name in DOMAINS}
    return Outcome(values | {name: answers.get(f"q{number}") for name, number in OVERALL.items()})


def _lacking(answers: Answers, missing: tuple[str, ...]) -> str:
    if len(missing) <= _MOST_MISSING:
        return ""
    return f"{len(missing)} dari {_ITEMS} butir kosong; lembar dinilai bila paling banyak {_MOST_MISSING} kosong."


WHOQOL = Instrument(
    "whoqol-bref", "1", "WHOQOL-BREF",
    tuple(Item(f"q{number}", range(1, 6), f"q{number}", _GROUP_OF.get(number, "")) for number in range(1, _ITEMS + 1)),
    (
        Scale("physical", "Fisik", 0, 100, HigherIs.BETTER),
        Scale("psychological", "Psikologis", 0, 100, HigherIs.BETTER),
        Scale("social", "Hubungan sosial", 0, 100, HigherIs.BETTER),
        Scale("environment", "Lingkungan", 0, 100, HigherIs.BETTER),
        Scale("overall_quality", "Kualitas hidup secara umum", 1, 5, HigherIs.BETTER),
        Scale("overall_health", "Kepuasan atas kesehatan", 1, 5, HigherIs.BETTER),
    ),
    MappingProxyType({}), _compute, _lacking,
)  # fmt: skip
