"""The figures of a monthly report as data: one office, one month, and the year up to its end.

A row is what is frozen when the report is handed in, and what is compared later. Of persons on a closed side a report
tells a running total only, and moves it only when five or more came in since the last report: month beside month would
else tell of one person. Their means and shares are left to the year.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

from bersinar.catalogue.declaring import How, Indicator, Measured, Publication
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import month_bounds

from ..indicators.disclosure import LEAST, is_restricted, side_of
from ..indicators.evaluate import Coverage, Figure, evaluate

Key = tuple[str, tuple[tuple[str, str], ...], str]


@dataclass(frozen=True)
class Row:
    """One figure of a report. `total` runs from January (of a stock: stands at the month's end); `month` is the month's own.

    Numbers are exact, in display units, as text ("1/3" where they have no end). `told` is what may be printed of a
    total that is held back, "" where fewer than five are told of. `as_declared` marks how the indicator was declared.
    """

    code: str
    by: Mapping[str, str]
    unit: str
    total: str
    month: str = ""
    target: str = ""
    bound: str = ""
    basis: str = "recorded"
    n: int | None = None
    held: bool = False
    told: str = ""
    as_declared: str = field(default="")

    @property
    def key(self) -> Key:
        """What it is a figure of."""
        return self.code, tuple(sorted(self.by.items())), self.unit

    @property
    def indicator(self) -> Indicator | None:
        """The indicator as it is declared today; None where it was taken out of the catalogue."""
        return INDICATORS.get(self.code)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Row:
        """A row that was kept."""
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def is_told(one: Indicator) -> bool:
    """Whether a monthly report tells of an indicator at all."""
    if one.publication is Publication.CLOSED or one.how is How.WEIGHTED:
        return False  # an estimate changes with the set that somebody chooses: it belongs to the year
    return not is_held(one) or (adds_up(one) and one.has_total)


def is_held(one: Indicator) -> bool:
    """Whether its total moves only by five and more."""
    return is_restricted(one) and side_of(one) != "open"


def adds_up(one: Indicator) -> bool:
    """Whether months add up to the year: then a month has a figure of its own."""
    return one.measured is Measured.FLOW and one.how in (How.SUM, How.DISTINCT)


def declaration_of(one: Indicator) -> str:
    """A short mark of how an indicator counts: figures of two declarations are not compared."""
    where = sorted((dimension, sorted(values)) for dimension, values in one.where.items())
    parts = [declaration_of(INDICATORS[code]) for code in (one.numerator, one.denominator) if code]
    said = (one.code, one.counts, one.how, one.measured, where, one.over, parts)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


MonthEnds = dict[int, dict[Key, Figure]]


def read_rows(
    office: Office, year: int, month: int, *, as_of: int | None = None, told_before: Mapping[Key, str] | None = None,
    ends: MonthEnds | None = None,
) -> list[Row]:  # fmt: skip
    """The figures of an office's month, up to a position of its chain. `told_before` are totals that were told already.

    `ends` keeps what each month's end came to, for a caller that reads several months of a year at one position.
    """
    ends = {} if ends is None else ends
    codes = [one.code for one in INDICATORS.values() if is_told(one)]
    for end in (month - 1, month):
        if end not in ends:
            ends[end] = _figures(office, year, end, codes, as_of) if end else {}
    now, before = ends[month], ends[month - 1]
    return [_row(key, figure, before.get(key), told_before or {}) for key, figure in now.items()]


def _figures(office: Office, year: int, month: int, codes: Sequence[str], as_of: int | None) -> dict[Key, Figure]:
    coverage = Coverage(office, tree=False, as_of=as_of, until=month_bounds(year, month)[1])
    found: dict[Key, Figure] = {}
    for figure in evaluate(coverage, year, codes, joint=False):
        one = figure.indicator
        wanted = figure.scope == "total" if one.has_total else figure.scope == "part"
        if wanted and (figure.exact is not None or figure.target is not None):
            found[one.code, tuple(sorted(figure.by.items())), figure.unit] = figure
    return found


def _row(key: Key, figure: Figure, before: Figure | None, told_before: Mapping[Key, str]) -> Row:
    one = figure.indicator
    held = is_held(one)
    month = ""
    if adds_up(one) and not held and figure.exact is not None:
        month = text_of(figure.exact - ((before.exact if before else None) or Fraction(0)))
    told = _told(figure.exact, told_before.get(key, "")) if held else ""
    return Row(
        one.code, dict(figure.by), figure.unit, text_of(figure.exact), month, text_of(figure.target), figure.bound or "",
        figure.basis, figure.n, held, told, declaration_of(one),
    )  # fmt: skip


def _told(now: Fraction | None, before: str) -> str:
    """The running total that may be told: the one told before, until five more or fewer stand."""
    base = number_of(before) or Fraction(0)
    if now is not None and abs(now - base) >= LEAST:
        return text_of(now) if now >= LEAST else ""
    return before


def text_of(number: Fraction | None) -> str:
    """An exact number as text; nothing for None."""
    return "" if number is None else str(number)


def number_of(text: str) -> Fraction | None:
    """The number of a text that `text_of` made."""
    return Fraction(text) if text else None


def totals_of(rows: Iterable[Row]) -> dict[Key, str]:
    """What each held row told."""
    return {row.key: row.told for row in rows if row.held and row.told}
