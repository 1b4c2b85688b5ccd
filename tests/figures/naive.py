"""A second evaluator, as plain as can be: a fact that was taken back is left out, the rest is counted by hand.

It reads a list of facts and knows neither signs nor SQL; what it says is what the figures have to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from bersinar.catalogue.declaring import How, Indicator, Measured
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import KINDS
from bersinar.ledger.drafts import Draft


@dataclass(frozen=True)
class Standing:
    """A fact that nobody has taken back, with its office."""

    office: int
    draft: Draft

    @property
    def quantity(self) -> Fraction:
        return Fraction(self.draft.quantity, KINDS[self.draft.kind].scale)

    def value_of(self, dimension: str) -> str:
        draft = self.draft
        match dimension:
            case "month":
                return f"{draft.day.month:02}"
            case "office":
                return str(self.office)
            case "unit":
                return KINDS[draft.kind].unit or draft.detail
        return str(getattr(draft, dimension))


Factors = Mapping[tuple[str, str, str], Fraction]  # by kind, substance and unit
Said = tuple[Fraction | None, str, str | None, int | None]  # value, basis, bound, n
Key = tuple[str, str, frozenset[tuple[str, str]], str]  # indicator, scope, by, unit
FEWEST_ANSWERS = 10  # an element of an index is told from so many answers on
NOTHING: Said = (None, "recorded", None, None)


def counted_by_hand(facts: Sequence[Standing], year: int, by: Sequence[str], factors: Factors) -> dict[Key, Said]:
    """All figures of a year, as `evaluate` should tell them."""
    told: dict[Key, Said] = {}
    for one in INDICATORS.values():
        if one.has_total:
            told[one.code, "total", frozenset(), one.unit] = _total(one, facts, year, "own", factors)
            joint = _total(one, facts, year, "joint", factors)
            if joint[0] is not None and not by:
                told[one.code, "joint", frozenset(), one.unit] = joint
        for crossing in [tuple(by)] if by else [(shown,) for shown in one.shown]:
            if one.how is not How.RATIO and set(crossing) <= {*one.splits, "office"}:
                told.update(_parts(one, facts, year, "own", crossing, factors))
        if not one.has_total and not by:
            told.update(_parts(one, facts, year, "joint", one.shown, factors))
    return told


def _total(one: Indicator, facts: Iterable[Standing], year: int, share: str, factors: Factors) -> Said:
    if one.how is not How.RATIO:
        return _value(one, _of(one, facts, year, share), factors)
    above, below = (_total(INDICATORS[code], facts, year, share, factors) for code in (one.numerator, one.denominator))
    if above[0] is None and one.nil_counts:
        above = (Fraction(0), "recorded", None, None)
    if above[0] is None or not below[0]:
        return NOTHING
    estimated = "estimated" in (above[1], below[1])
    bound = "about" if above[2] or below[2] else None
    return above[0] / below[0] * 100, "estimated" if estimated else "recorded", bound, int(below[0])


def _parts(
    one: Indicator, facts: Iterable[Standing], year: int, share: str, crossing: Sequence[str], factors: Factors
) -> Iterable[tuple[Key, Said]]:
    groups: dict[tuple[frozenset[tuple[str, str]], str], list[Standing]] = defaultdict(list)
    for fact in _of(one, facts, year, share):
        named = {dimension: fact.value_of(dimension) or "unknown" for dimension in crossing}
        unit = one.unit
        if not one.has_total:
            named["substance"], unit = fact.draft.substance or "unknown", fact.value_of("unit")
            if fact.draft.aspect == "gross":
                named["aspect"] = "gross"
        groups[frozenset(named.items()), unit].append(fact)
    for (by, unit), grouped in groups.items():
        value = _value(one, grouped, factors)
        tells_of_persons = one.how is How.MEAN_OF_MEANS and one.over in crossing and (value[3] or 0) < FEWEST_ANSWERS
        if value[0] is not None and not tells_of_persons:
            yield (one.code, "part" if share == "own" else "joint", by, unit), value


def _of(one: Indicator, facts: Iterable[Standing], year: int, share: str) -> list[Standing]:
    def counts(draft: Draft) -> bool:
        in_time = {
            Measured.FLOW: draft.day.year == year,
            Measured.STOCK: draft.day <= date(year, 12, 31),
            Measured.OPENING: draft.day < date(year, 1, 1),
        }[one.measured]
        within = all(getattr(draft, dimension) in allowed for dimension, allowed in one.where.items())
        return in_time and within and draft.kind in one.counts and draft.share == share

    return [fact for fact in facts if counts(fact.draft)]


def _value(one: Indicator, facts: list[Standing], factors: Factors) -> Said:
    if one.how is How.WEIGHTED:
        facts = [fact for fact in facts if (fact.draft.kind, fact.draft.substance, fact.value_of("unit")) in factors]
    if not facts:
        return NOTHING
    loose = {fact.draft.bound for fact in facts} - {"exact"}
    bound = None if not loose else min(loose) if len(loose) == 1 else "about"
    estimated = one.how is How.WEIGHTED or any(fact.draft.basis == "estimated" for fact in facts)
    exact, n = _exact(one, facts, factors)
    return exact, "estimated" if estimated else "recorded", bound, n


def _exact(one: Indicator, facts: list[Standing], factors: Factors) -> tuple[Fraction, int | None]:
    match one.how:
        case How.DISTINCT:
            held: dict[str, int] = defaultdict(int)
            for fact in facts:
                held[fact.draft.subject] += 1 if one.measured is Measured.FLOW else fact.draft.quantity
            return Fraction(sum(amount > 0 for amount in held.values())), None
        case How.WEIGHTED:
            weights = [factors[fact.draft.kind, fact.draft.substance, fact.value_of("unit")] for fact in facts]
            return sum((fact.quantity * weight for fact, weight in zip(facts, weights, strict=True)), Fraction(0)), None
        case How.MEAN:
            return _mean(facts), len(facts)
        case How.MEAN_OF_MEANS:
            answers: dict[Any, list[Standing]] = defaultdict(list)
            for fact in facts:
                answers[fact.value_of(one.over)].append(fact)
            means = [_mean(group) for group in answers.values()]
            return sum(means, Fraction(0)) / len(means), max(len(group) for group in answers.values())
    return sum((fact.quantity for fact in facts), Fraction(0)), None


def _mean(facts: list[Standing]) -> Fraction:
    return sum((fact.quantity for fact in facts), Fraction(0)) / len(facts)
