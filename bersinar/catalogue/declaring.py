"""The words in which an indicator is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from .kinds import DIMENSIONS, KINDS, Family, Kind


class How(StrEnum):
    """How facts become a value. Sums are SUM(quantity); distinct counts are subjects HAVING SUM(sign) > 0."""

    SUM = "sum"
    DISTINCT = "distinct"
    MEAN = "mean"
    MEAN_OF_MEANS = "mean_of_means"
    RATIO = "ratio"
    WEIGHTED = "weighted"


class Measured(StrEnum):
    FLOW = "flow"  # facts of the period
    STOCK = "stock"  # all facts up to the period's last day
    OPENING = "opening"  # all facts up to the day before the period


class Publication(StrEnum):
    """Publication class: always shown; shown with care for small counts; never published."""

    OPEN = "terbuka"
    RESTRICTED = "terbatas"
    CLOSED = "tertutup"


class Section(StrEnum):
    ENFORCEMENT = "enforcement"
    PREVENTION = "prevention"
    EMPOWERMENT = "empowerment"
    REHABILITATION = "rehabilitation"
    COOPERATION = "cooperation"
    GENERAL = "general"


class Strategy(StrEnum):
    SOFT = "soft"
    HARD = "hard"
    SMART = "smart"
    COOPERATION = "cooperation"


@dataclass(frozen=True)
class Band:
    """One band of a scale: from `least` (in display units) upward."""

    least: str
    label: str


@dataclass(frozen=True)
class Indicator:
    """A declared figure.

    `counts` are the kinds whose facts it reads; `where` narrows them by dimension; `splits` are the dimensions it
    may be split by, `shown` those printed without being asked; `has_total` is False where a total would add what
    cannot be added (grams and tablets). A ratio names two indicators instead of kinds.
    """

    code: str
    title: str
    title_en: str
    definition: str
    unit: str
    section: Section
    strategy: Strategy
    counts: tuple[str, ...] = ()
    how: How = How.SUM
    measured: Measured = Measured.FLOW
    where: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    splits: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    over: str = ""  # mean_of_means: the dimension whose means are averaged
    numerator: str = ""
    denominator: str = ""
    nil_counts: bool = False  # a ratio: of what its denominator counts, nothing in the numerator is none, not unknown
    decimals: int = 0
    publication: Publication = Publication.OPEN
    has_total: bool = True
    higher_is_better: bool = True
    scale: str = ""
    bands: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        for code in self.counts:
            if KINDS[code].family is not Family.EVENT:
                raise ValueError(f"{self.code} counts a statement")
        if not set(self.shown) <= set(self.splits):
            raise ValueError(f"{self.code} shows a split it does not have")
        for dimension in (*self.splits, *self.where, *([self.over] if self.over else [])):
            if dimension not in DIMENSIONS and dimension not in ("unit", "month", "office"):
                raise ValueError(f"{self.code}: unknown dimension {dimension}")

    @property
    def area(self) -> str:
        return self.code.split(".")[0]

    @property
    def adds_over_offices(self) -> bool:
        """Whether what offices have comes to what their superior has: counts do, means and shares do not."""
        return self.has_total and self.how in (How.SUM, How.DISTINCT) and not self.decimals

    @property
    def adds_up(self) -> bool:
        """Whether its months come to its year."""
        return self.adds_over_offices and self.measured is Measured.FLOW

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(KINDS[code] for code in self.counts)

    @property
    def side(self) -> str:
        """The closed side whose records lie behind this figure, or "open"."""
        sides = {kind.side for kind in self.kinds} - {"open"}
        return sides.pop() if sides else "open"


def only(**dimensions: str) -> Mapping[str, frozenset[str]]:
    """A `where`: each dimension with the values that count, separated by spaces."""
    return MappingProxyType({name: frozenset(values.split()) for name, values in dimensions.items()})
