"""What stands beside an index of satisfaction, so that it is not read for more than it is: spread, quality, x 25."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import Sum

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.declaring import How, Indicator
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.ui.numbers import write_number

from .evaluate import Coverage, Figure
from .explain import matching

HIGH, FEW = Fraction(39, 10), 30
ROUNDING = "Indeks kepuasan dihitung menurut PermenPAN-RB 14/2017; nilai x 25 diambil sebelum pembulatan."


@dataclass(frozen=True)
class Spread:
    """How far the answers of an index lie apart."""

    deviation: Decimal
    lowest: int
    highest: int

    @property
    def words(self) -> str:
        """ "simpangan baku 0,24; jawaban 3 sampai 4"."""
        reach = (
            f"semua jawaban {self.lowest}"
            if self.lowest == self.highest
            else f"jawaban {self.lowest} sampai {self.highest}"
        )
        return f"simpangan baku {write_number(self.deviation, 2)}; {reach}"


def is_satisfaction(indicator: Indicator) -> bool:
    return indicator.how is How.MEAN_OF_MEANS


def needs_spread(figure: Figure) -> bool:
    """Whether an index is so high, or of so few, that it is never printed without its spread."""
    if figure.exact is None or not is_satisfaction(figure.indicator):
        return False
    return figure.exact > HIGH or (figure.n or 0) < FEW


def spread_of(coverage: Coverage, year: int, figure: Figure) -> Spread:
    """The spread of all standing answers behind an index. A correction takes its old answer back."""
    counts: Counter[int] = Counter()
    rows = matching(coverage, year, figure).order_by().values_list("kind", "quantity").annotate(signs=Sum("sign"))
    for kind, quantity, signs in rows:
        counts[abs(quantity) // KINDS[kind].scale] += signs
    standing = {worth: many for worth, many in counts.items() if many > 0}
    total = sum(standing.values())
    mean = Fraction(sum(worth * many for worth, many in standing.items()), total)
    variance = sum((many * (worth - mean) ** 2 for worth, many in standing.items()), Fraction(0)) / total
    root = (Decimal(variance.numerator) / variance.denominator).sqrt()
    return Spread(root.quantize(Decimal("0.01"), ROUND_HALF_UP), min(standing), max(standing))


def spread_words(coverage: Coverage, year: int, figure: Figure) -> str:
    """The spread in words, where an index needs it beside itself; else nothing."""
    return spread_of(coverage, year, figure).words if needs_spread(figure) else ""


def on_hundred(figure: Figure) -> Decimal | None:
    """The index on the scale to 100: times 25 before anything is rounded."""
    return None if figure.exact is None else rounded(figure.exact * 25, 2)


def quality(figure: Figure) -> str:
    """The band of the rule, "A (sangat baik)": by the index on the scale to 100 as it is printed, so that none falls
    between two bands."""
    printed = on_hundred(figure)
    if printed is None:
        return ""
    fitting = [band.label for band in figure.indicator.bands if printed >= rounded(Fraction(band.least) * 25, 2)]
    return fitting[-1] if fitting else ""


def index_of(service: str) -> Indicator:
    """The index that the answers about a service go into. Raises KeyError where there is none."""
    for one in INDICATORS.values():
        if is_satisfaction(one) and service in one.where["aspect"]:
            return one
    raise KeyError(service)
