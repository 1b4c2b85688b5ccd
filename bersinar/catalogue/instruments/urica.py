"""URICA, the 32-item form: means of four subscales and the readiness to change.

Readiness is contemplation + action + maintenance - precontemplation, each the mean of its seven items. One item of a
subscale may be missing; with two the subscale has no mean, and there is no readiness. Items 4, 9, 20 and 31 are asked
and never scored. There are no bands: published cut-offs are arbitrary.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from .declaring import Answers, HigherIs, Instrument, Item, Outcome, Scale, Value

SUBSCALES: Mapping[str, tuple[int, ...]] = MappingProxyType({
    "precontemplation": (1, 5, 11, 13, 23, 26, 29),
    "contemplation": (2, 8, 12, 15, 19, 21, 24),
    "action": (3, 7, 10, 14, 17, 25, 30),
    "maintenance": (6, 16, 18, 22, 27, 28, 32),
})  # fmt: skip
READINESS = "readiness"
MOST_MISSING = 1

_GROUP_OF = {number: name for name, numbers in SUBSCALES.items() for number in numbers}
_TITLES = {
    "precontemplation": "Prakontemplasi",
    "contemplation": "Kontemplasi",
    "action": "Aksi",
    "maintenance": "Pemeliharaan",
}


def _mean(answers: Answers, name: str) -> Fraction | None:
    given = [answers[f"q{number}"] for number in SUBSCALES[name] if f"q{number}" in answers]
    return Fraction(sum(given), len(given)) if len(given) >= len(SUBSCALES[name]) - MOST_MISSING else None


def _readiness(means: Mapping[str, Fraction | None]) -> Fraction | None:
    known = {name: mean for name, mean in means.items() if mean is not None}
    if len(known) < len(SUBSCALES):
        return None
    return known["contemplation"] + known["action"] + known["maintenance"] - known["precontemplation"]


def _compute(answers: Answers) -> Outcome:
    means = {name: _mean(answers, name) for name in SUBSCALES}
    values: dict[str, Value] = {**means, READINESS: _readiness(means)}
    return Outcome(values)


def _lacking(answers: Answers, missing: tuple[str, ...]) -> str:
    if any(_mean(answers, name) is not None for name in SUBSCALES):
        return ""
    return (
        "Terlalu banyak butir kosong: tidak ada subskala yang dapat dihitung. Paling banyak satu kosong tiap subskala."
    )


URICA = Instrument(
    "urica-32", "1", "URICA 32 butir",
    # The four that are not scored may stay empty: nothing waits for them.
    tuple(
        Item(f"q{number}", range(1, 6), f"q{number}", _GROUP_OF.get(number, ""), optional=number not in _GROUP_OF)
        for number in range(1, 33)
    ),
    (
        Scale("precontemplation", _TITLES["precontemplation"], 1, 5, HigherIs.WORSE),
        *(Scale(name, _TITLES[name], 1, 5, HigherIs.BETTER) for name in ("contemplation", "action", "maintenance")),
        Scale(READINESS, "Kesiapan berubah", -2, 14, HigherIs.BETTER),
    ),
    MappingProxyType({}), _compute, _lacking,
)  # fmt: skip
