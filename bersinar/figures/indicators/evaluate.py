"""Evaluate: from cells to figures. One piece of code for all indicators, driven by their declarations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bersinar.catalogue.arithmetic import mean_of_means, rounded
from bersinar.catalogue.declaring import How, Indicator, Measured
from bersinar.catalogue.indicators import INDICATORS, WEIGHED_BY
from bersinar.foundation.audit.models import Head
from bersinar.foundation.offices.models import Office

from ..models import FactorChoice
from .cells import Cell, Question, Values, Window, count_heads, crossings, load
from .sifting import Sifted, sifted
from .statements import targets_of_year


@dataclass(frozen=True)
class Coverage:
    """Whose records are counted: an office with all beneath it, or the office alone; `until` a day of the year asked for."""

    office: Office
    tree: bool = True
    as_of: int | None = None
    until: date | None = None

    @property
    def name(self) -> str:
        """ "BNNP Sumsel beserta jajaran" or "BNNP Sumsel"."""
        return f"{self.office.short_name} beserta jajaran" if self.tree and self.has_below else self.office.short_name

    @property
    def has_below(self) -> bool:
        return len(self.offices) > 1 if self.tree else False

    @property
    def offices(self) -> dict[int, str]:
        """Ids and codes of the offices counted."""
        if "_offices" not in self.__dict__:
            rows = Office.objects.under(self.office) if self.tree else Office.objects.filter(pk=self.office.pk)
            object.__setattr__(self, "_offices", dict(rows.values_list("pk", "code")))
        return self.__dict__["_offices"]  # type: ignore[no-any-return]

    @classmethod
    def among(cls, office: Office, offices: Iterable[Office], *, tree: bool = True) -> Coverage:
        """The same for an office whose whole subtree stands among `offices`: none of them is asked for again."""
        coverage = cls(office, tree)
        below = (
            {one.pk: one.code for one in offices if one.path.startswith(office.path)}
            if tree
            else {office.pk: office.code}
        )
        object.__setattr__(coverage, "_offices", below)
        return coverage

    def window(self, year: int) -> Window:
        return Window(tuple(self.offices), year, self.as_of, self.until)

    def sifted(self, year: int) -> Sifted | None:
        """How far the persons behind a year's figures were sifted between offices; asked once."""
        known: dict[int, Sifted | None] = self.__dict__.setdefault("_sifted", {})
        if year not in known:
            known[year] = sifted(self.window(year))
        return known[year]

    def positions(self) -> dict[str, int]:
        """Where each office's chain stands (or, as of a position, stood)."""
        if self.as_of is not None:
            return {self.office.code: self.as_of}
        heads = dict(Head.objects.filter(office_id__in=self.offices).values_list("office_id", "ledger_seq"))
        return {code: heads.get(pk, 0) for pk, code in self.offices.items()}


@dataclass(frozen=True)
class Figure:
    """One figure. `exact` is in the display unit and None where nothing is recorded; `n` is the number of answers."""

    indicator: Indicator
    exact: Fraction | None
    unit: str
    by: Mapping[str, str] = field(default_factory=dict)
    scope: str = "total"
    basis: str = "recorded"
    bound: str | None = None
    n: int | None = None
    target: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None

    @property
    def value(self) -> Decimal | None:
        """Half-up to the indicator's decimals."""
        return None if self.exact is None else rounded(self.exact, self.indicator.decimals)

    @property
    def achievement(self) -> Decimal | None:
        """Actual / target x 100, half-up to two decimals; None without a target, or with a target of 0."""
        if self.exact is None or not self.target:
            return None
        return rounded(self.exact / self.target * 100, 2)

    @property
    def text(self) -> str | None:
        """The value as machines read it: decimal point, no thousands mark."""
        return None if self.value is None else plain(self.value, self.indicator)


def plain(value: Decimal, indicator: Indicator) -> str:
    """A decimal as text; quantities that cannot be totalled drop their trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if not indicator.has_total and "." in text else text


def evaluate(
    coverage: Coverage, year: int, codes: Sequence[str] | None = None, *, by: Sequence[str] | None = None, joint: bool = True,
    promised: Mapping[str, Fraction] | None = None,
) -> list[Figure]:  # fmt: skip
    """The figures of a year.

    Without `by`: each indicator's total, then each shown split, one dimension at a time, then what other offices led
    (scope "joint"). With `by`: the total and the crossing of these dimensions, for indicators that have them all.
    `promised` are the year's targets where the caller has read them already. Raises KeyError for an unknown indicator.
    """
    by = tuple(dict.fromkeys(by or ()))
    chosen = [INDICATORS[code] for code in codes] if codes else list(INDICATORS.values())
    parts = {code for one in chosen for code in (one.numerator, one.denominator) if code}
    needed = {one.code: one for one in [*chosen, *(INDICATORS[code] for code in parts)]}
    factors = _factors(coverage.office, year) if any(one.how is How.WEIGHTED for one in chosen) else {}
    books = Books.read(coverage.window(year), needed.values(), by, factors)
    promised = targets(coverage, year) if promised is None else promised
    figures: list[Figure] = []
    for one in chosen:
        figures.extend(_figures_of(one, books, by, promised.get(one.code), joint))
    return figures


Factors = Mapping[tuple[str, str, str], Fraction]  # by kind of fact, substance and unit


@dataclass(frozen=True)
class Books:
    """What the facts of a window come to, read once for all figures."""

    cells: Mapping[tuple[Measured, str], list[Cell]]
    heads: Mapping[Question, Mapping[Values, int]]
    factors: Factors

    @classmethod
    def read(
        cls, window: Window, indicators: Collection[Indicator], by: Sequence[str], factors: Factors
    ) -> Books:  # fmt: skip
        """Cells first; subjects are counted only where cells say that there are any."""
        books = cls(load(window, indicators, by), {}, factors)
        questions = [
            Question(one.code, share, crossing)
            for one in indicators
            for share in ("own", "joint")
            if one.how is How.DISTINCT and books.cells_of(one, share)
            for crossing in ((), *crossings(one, by))
        ]
        return replace(books, heads=count_heads(window, questions))

    def cells_of(self, one: Indicator, share: str) -> list[Cell]:
        """The cells an indicator counts."""
        return [
            cell
            for kind in one.counts
            for cell in self.cells.get((one.measured, kind), ())
            if cell.share == share and all(cell.dims[dim] in allowed for dim, allowed in one.where.items())
        ]


def _figures_of(
    one: Indicator, books: Books, by: Sequence[str], target: Fraction | None, joint: bool
) -> Iterable[Figure]:
    if one.has_total:
        yield replace(_total(one, books, "own"), target=target)
    for crossing in crossings(one, by):
        yield from _split(one, books, "own", crossing)
    if joint and not by:
        if one.has_total:
            shared = _total(one, books, "joint")
            if shared.exact is not None:
                yield replace(shared, scope="joint")
        else:
            yield from (replace(f, scope="joint") for f in _split(one, books, "joint", one.shown))


def _total(one: Indicator, books: Books, share: str) -> Figure:
    if one.how is How.RATIO:
        return _ratio(one, books, share)
    heads = books.heads.get(Question(one.code, share), {})
    return _fold(one, books.cells_of(one, share), heads.get((), 0), books.factors)


def _ratio(one: Indicator, books: Books, share: str) -> Figure:
    above = _total(INDICATORS[one.numerator], books, share)
    below = _total(INDICATORS[one.denominator], books, share)
    part = Fraction(0) if above.exact is None and one.nil_counts else above.exact
    if part is None or not below.exact:
        return Figure(one, None, one.unit)
    exact = part / below.exact * (100 if one.unit == "percent" else 1)
    return Figure(
        one, exact, one.unit, basis=_basis([above.basis, below.basis]), bound=None if not (above.bound or below.bound) else "about",
        n=int(below.exact), numerator=part, denominator=below.exact,
    )  # fmt: skip


def _split(one: Indicator, books: Books, share: str, crossing: Values) -> Iterable[Figure]:
    if one.how is How.RATIO:
        return
    keys = crossing if one.has_total else tuple(dict.fromkeys(("substance", *crossing)))
    groups: dict[Values, list[Cell]] = defaultdict(list)
    for cell in books.cells_of(one, share):
        values = tuple(cell.value_of(key) for key in keys)
        apart = () if one.has_total else (cell.value_of("unit"), "gross" if cell.dims.get("aspect") == "gross" else "")
        groups[(*values, *apart)].append(cell)
    heads = books.heads.get(Question(one.code, share, crossing), {})
    for group in sorted(groups):
        figure = _fold(one, groups[group], heads.get(group, 0), books.factors)
        if figure.exact is None or _has_few_answers(figure, crossing):
            continue
        named = dict(zip(keys, group, strict=False))
        if not one.has_total:
            unit, aspect = group[len(keys) :]
            figure = replace(figure, unit=unit)
            if aspect:
                named["aspect"] = aspect
        yield replace(figure, by={key: value or "unknown" for key, value in named.items()}, scope="part")


LEAST_ANSWERS = 10


def _has_few_answers(figure: Figure, crossing: tuple[str, ...]) -> bool:
    """Whether this is one element of an index with so few answers that it would tell of persons rather than of a service."""
    one = figure.indicator
    return one.how is How.MEAN_OF_MEANS and one.over in crossing and (figure.n or 0) < LEAST_ANSWERS


def _fold(one: Indicator, cells: Sequence[Cell], heads: int, factors: Factors) -> Figure:
    """One figure from the cells that count towards it, and the different subjects behind them."""
    standing = [cell for cell in cells if cell.signs]
    if not standing:
        return Figure(one, None, one.unit)
    blank = Figure(
        one, None, one.unit, basis=_basis([c.basis for c in standing]), bound=_bound([c.bound for c in standing])
    )
    match one.how:
        case How.SUM:
            return replace(blank, exact=sum((c.quantity for c in standing), Fraction(0)))
        case How.DISTINCT:
            return replace(blank, exact=Fraction(heads))
        case How.MEAN:
            total, count = sum((c.quantity for c in standing), Fraction(0)), sum(c.signs for c in standing)
            return replace(
                blank, exact=total / count if count else None, n=count, numerator=total, denominator=Fraction(count)
            )
        case How.MEAN_OF_MEANS:
            means = _means(standing, one.over)
            if not means:
                return blank
            return replace(blank, exact=mean_of_means(means), n=max(count for _, count in means))
        case How.WEIGHTED:
            return _weighted(one, standing, factors)
        case How.RATIO:
            raise ValueError("a ratio is made of two figures, not of cells")


def _means(cells: Iterable[Cell], over: str) -> list[tuple[Fraction, int]]:
    totals: dict[str, list[Any]] = defaultdict(lambda: [Fraction(0), 0])
    for cell in cells:
        totals[cell.dims[over]][0] += cell.quantity
        totals[cell.dims[over]][1] += cell.signs
    return [(total, count) for total, count in totals.values() if count]


def _weighted(one: Indicator, cells: Iterable[Cell], factors: Factors) -> Figure:
    """Quantity times the office's factor for substance and unit; without a factor set there is no such figure."""
    weighed = [
        (c, factors[c.kind, c.dims["substance"], c.value_of("unit")])
        for c in cells
        if (c.kind, c.dims["substance"], c.value_of("unit")) in factors
    ]
    if not weighed:
        return Figure(one, None, one.unit)
    exact = sum((cell.quantity * factor for cell, factor in weighed), Fraction(0))
    return Figure(one, exact, one.unit, basis="estimated", bound=_bound([cell.bound for cell, _ in weighed]))


def _basis(found: Iterable[str]) -> str:
    return "estimated" if "estimated" in found else "recorded"


def _bound(found: Iterable[str]) -> str | None:
    """None where all is exact; min or max where facts bound from one side only; about where they pull both ways."""
    loose = set(found) - {"exact"}
    return None if not loose else loose.pop() if len(loose) == 1 else "about"


def targets(coverage: Coverage, year: int) -> dict[str, Fraction]:
    """The latest standing target of the office itself per indicator; never summed over offices."""
    return targets_of_year(coverage.office.pk, year, coverage.as_of)


def _factors(office: Office, year: int) -> Factors:
    choice = FactorChoice.objects.select_related("factor_set").filter(office=office, year=year).first()
    if choice is None:
        return {}
    kinds = WEIGHED_BY[choice.factor_set.basis]
    return {
        (kind, row["substance"], row["unit"]): Fraction(row["factor"])
        for row in choice.factor_set.factors
        for kind in kinds
    }


def factor_rows(office: Office, year: int) -> list[dict[str, str]]:
    """The factors behind an office's estimate, for its footnote; empty where none was chosen."""
    choice = FactorChoice.objects.select_related("factor_set").filter(office=office, year=year).first()
    return list(choice.factor_set.factors) if choice else []


def weighed_kinds(office: Office, year: int) -> tuple[str, ...]:
    """The kinds of facts that an office's estimate counts: of what was seized, or of what was destroyed."""
    choice = FactorChoice.objects.select_related("factor_set").filter(office=office, year=year).first()
    return WEIGHED_BY[choice.factor_set.basis] if choice else ()
