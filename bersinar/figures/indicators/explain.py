"""Explain: down from a figure to its facts, or to the sums that may stand in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Sum

from bersinar.catalogue.declaring import How, Indicator
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import DIMENSIONS, KINDS
from bersinar.ledger.linking import links_of
from bersinar.ledger.models import Fact

from .cells import facts_of, held_by_day, linked
from .disclosure import LEAST, Viewer, is_restricted, shown_split, side_of, singles_out_child
from .evaluate import Coverage, Figure, evaluate, factor_rows, weighed_kinds


@dataclass(frozen=True)
class Line:
    """One fact behind a figure, or one sum where single facts are closed (`grouped`: no seq, no source, no subject)."""

    office: str
    day: date
    kind: str
    quantity: Fraction
    sign: int
    seq: int | None = None
    share: str = "own"
    basis: str = "recorded"
    bound: str = "exact"
    dims: Mapping[str, str] = field(default_factory=dict)
    source: tuple[str, str] | None = None
    corrects: str | None = None


@dataclass(frozen=True)
class Explanation:
    """A figure with the facts that give it, counted by its indicator's `how`."""

    figure: Figure
    year: int
    grouped: bool
    lines: list[Line]
    factors: list[dict[str, str]] = field(default_factory=list)

    @property
    def indicator(self) -> Indicator:
        return self.figure.indicator


def explain(
    coverage: Coverage,
    year: int,
    codes: Sequence[str],
    *,
    by: Mapping[str, str] | None = None,
    viewer: Viewer,
    most: int | None = None,
) -> list[Explanation]:
    """Explain figures of a year: totals, or the part where each dimension of `by` has its value.

    An indicator without total is explained substance by substance; what other offices led comes apart. A part that
    may not be told to this viewer is left out, as one that nobody recorded is. `most` bounds the lines of one figure
    (for a page). Raises KeyError for an unknown indicator.
    """
    explained: list[Explanation] = []
    for code in codes:
        one = INDICATORS[code]
        if not shows_part(coverage, year, one, by or {}, viewer):
            continue
        for figure in _wanted(coverage, year, one, by or {}):
            explained.append(_explain(coverage, year, figure, viewer, most))
    return explained


def _wanted(coverage: Coverage, year: int, one: Indicator, by: Mapping[str, str]) -> list[Figure]:
    if by:
        figures = evaluate(coverage, year, [one.code], by=list(by), joint=False)
        return [f for f in figures if f.by and all(f.by.get(dim) == value for dim, value in by.items())]
    figures = evaluate(coverage, year, [one.code])
    if not one.has_total:
        return figures
    return [figure for figure in figures if figure.scope != "part"]


def shows_part(coverage: Coverage, year: int, one: Indicator, by: Mapping[str, str], viewer: Viewer) -> bool:
    """Whether this part of a figure may be told to this viewer at all.

    Of suspects nobody else is told an age band where that would single out a child.
    Of a restricted indicator others than its own people see the shown splits alone, and of these no merged cell: a
    part asked for by itself, or two dimensions crossed, would tell of fewer than five.
    """
    if not by or viewer.sees_single_facts(one, list(coverage.offices)):
        return True
    if points_at_child(coverage, year, one, by):
        return False
    if not is_restricted(one):
        return True
    if len(by) > 1 or not set(by) <= set(one.shown):
        return False
    ((dimension, value),) = by.items()
    figures = evaluate(coverage, year, [one.code], by=[dimension], joint=False)
    cells = [(figure.by[dimension], figure.exact) for figure in figures if figure.by and figure.exact is not None]
    return value in {label for label, _ in shown_split(one, cells, viewer, list(coverage.offices))}


def points_at_child(coverage: Coverage, year: int, one: Indicator, by: Collection[str]) -> bool:
    """Whether suspects told by these dimensions would single out a child: by month, sex or role a band of ages says more
    than by itself, and by itself too much where it holds one to four children.
    """
    if "age_band" not in by or side_of(one) != "enforcement":
        return False
    ages = evaluate(coverage, year, [one.code], by=["age_band"], joint=False)
    told = [(figure.by["age_band"], figure.exact) for figure in ages if figure.by and figure.exact is not None]
    return bool(told) and (len(by) > 1 or singles_out_child(one, told))


def without_children_pointed_at(
    coverage: Coverage, year: int, figures: Sequence[Figure], by: Collection[str]
) -> tuple[list[Figure], list[Indicator]]:
    """Figures as the command line may print them, and the indicators of which it leaves the parts out."""
    hidden = [
        one
        for one in {f.indicator.code: f.indicator for f in figures if f.by}.values()
        if points_at_child(coverage, year, one, by)
    ]
    codes = {one.code for one in hidden}
    return [figure for figure in figures if not figure.by or figure.indicator.code not in codes], hidden


def _explain(coverage: Coverage, year: int, figure: Figure, viewer: Viewer, most: int | None) -> Explanation:
    one = figure.indicator
    grouped = not viewer.sees_single_facts(one, list(coverage.offices))
    lines = _grouped(coverage, year, figure) if grouped else _single(coverage, year, figure, most)
    factors = factor_rows(coverage.office, year) if one.how is How.WEIGHTED else []
    return Explanation(figure, year, grouped, lines, factors)


def matching(coverage: Coverage, year: int, figure: Figure) -> Any:
    """The facts behind a figure, as a query: of its kinds, window and share, within its `where` and `by`."""
    one = figure.indicator
    parts = [INDICATORS[code] for code in (one.numerator, one.denominator) if code] or [one]
    kinds = {kind for part in parts for kind in part.counts}
    if one.how is How.WEIGHTED:
        kinds = set(weighed_kinds(coverage.office, year))
    facts = facts_of(coverage.window(year), parts[0].measured, kinds)
    facts = facts.filter(share="joint" if figure.scope == "joint" else "own")
    for dimension, allowed in one.where.items():
        facts = facts.filter(**{f"{dimension}__in": sorted(allowed)})
    for dimension, value in figure.by.items():
        facts = facts.filter(**_condition(dimension, "" if value == "unknown" else value, one))
    if not one.has_total:
        gross = figure.by.get("aspect") == "gross"
        facts = facts.filter(aspect="gross") if gross else facts.exclude(aspect="gross")
        with_unit = {kind for kind in kinds if KINDS[kind].unit == figure.unit}
        open_unit = {kind for kind in kinds if KINDS[kind].unit is None}
        facts = facts.filter(kind__in=with_unit) if with_unit else facts.filter(kind__in=open_unit, detail=figure.unit)
    return facts


def _condition(dimension: str, value: str, one: Indicator) -> dict[str, Any]:
    if dimension == "month":
        return {"day__month": int(value)}
    if dimension == "office":
        return {"office_id": int(value)}
    if dimension == "unit":
        with_unit = {kind.code for kind in one.kinds if kind.unit == value}
        return {"kind__in": sorted(with_unit)} if with_unit else {"detail": value}
    return {dimension: value}


def _single(coverage: Coverage, year: int, figure: Figure, most: int | None) -> list[Line]:
    facts = matching(coverage, year, figure).order_by("office_id", "seq", "line")
    links = _links(coverage, year, figure)
    return [
        _line(fact, coverage.offices, links) for fact in (facts[:most] if most else facts).iterator(chunk_size=2000)
    ]


def _links(coverage: Coverage, year: int, figure: Figure) -> Mapping[str, str]:
    """Under which token a figure counts whom it counts under another one than the fact's."""
    sifting = linked(coverage.window(year), [(figure.indicator, tuple(figure.by))])
    return links_of(sifting) if sifting else {}


def _line(fact: Fact, offices: Mapping[int, str], links: Mapping[str, str]) -> Line:
    dims = {dim: getattr(fact, dim) for dim in (*DIMENSIONS, "subject") if getattr(fact, dim)}
    if fact.subject in links:
        dims["subject"] = links[fact.subject]
    return Line(
        offices[fact.office_id], fact.day, fact.kind, Fraction(fact.quantity, KINDS[fact.kind].scale), fact.sign, fact.seq, fact.share,
        fact.basis, fact.bound, dims, (fact.source_kind, str(fact.source_id)), fact.corrects or None,
    )  # fmt: skip


def _grouped(coverage: Coverage, year: int, figure: Figure) -> list[Line]:
    """Sums by month that add up to the figure; a person stands in the month of the first fact."""
    one = figure.indicator
    if one.how in (How.RATIO, How.MEAN, How.MEAN_OF_MEANS, How.WEIGHTED) and side_of(one) == "treatment":
        return []  # the parts are figures of their own, explained there
    restricted = is_restricted(one)
    if restricted and (figure.exact is None or figure.exact < LEAST):
        return []
    months = _by_month(coverage, year, figure)
    counted = weighed_kinds(coverage.office, year) if one.how is How.WEIGHTED else one.counts
    return [
        Line(
            coverage.office.code,
            day,
            counted[0],
            value,
            1,
            share="joint" if figure.scope == "joint" else "own",
            dims=dims,
        )
        for day, value, dims in (_merge_months(months) if restricted else [(day, value, {}) for day, value in months])
    ]


def _by_month(coverage: Coverage, year: int, figure: Figure) -> list[tuple[date, Fraction]]:
    one = figure.indicator
    sums: dict[date, Fraction] = defaultdict(Fraction)
    facts = matching(coverage, year, figure).order_by()
    if one.how is How.DISTINCT:
        links = _links(coverage, year, figure)
        held: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
        for subject, day, amount in held_by_day(facts, one.measured):
            held[links.get(subject, subject)][day] += amount
        for days in held.values():
            if sum(days.values()) > 0:
                sums[min(day for day, amount in days.items() if amount > 0).replace(day=1)] += 1
    else:
        for day, kind, quantity in facts.values_list("day", "kind").annotate(Sum("quantity")):
            sums[day.replace(day=1)] += Fraction(quantity, KINDS[kind].scale)
    return sorted((month, value) for month, value in sums.items() if value)


def _merge_months(months: Iterable[tuple[date, Fraction]]) -> list[tuple[date, Fraction, dict[str, str]]]:
    """Neighbouring months put together until each line holds five persons or more."""
    merged: list[list[Any]] = []
    for day, value in months:
        if merged and merged[-1][2] < LEAST:
            merged[-1][1], merged[-1][2] = day, merged[-1][2] + value
        else:
            merged.append([day, day, value])
    if len(merged) > 1 and merged[-1][2] < LEAST:
        last = merged.pop()
        merged[-1][1], merged[-1][2] = last[1], merged[-1][2] + last[2]
    return [
        (first, value, {"months": f"{first:%Y-%m}..{last:%Y-%m}"} if last != first else {})
        for first, last, value in merged
    ]
