"""How a year will probably end: a median and a range, from the months so far and the years before.

Counts of what an office does are few, uneven and seasonal. So the level of the year is taken from its own months and,
weighed by how much each is to be trusted, from the years before; the season from the office's own years, shrunk to
those of all offices; the spread from how far months and years really strayed. Nothing here asks the database.

The parts are textbook: counts whose variance is a multiple of their mean (McCullagh and Nelder 1989, 6.2), shares of a
year that vary as a Dirichlet's do, precision-weighted means on the logarithmic scale, and a gamma distribution's quantiles
(Wilson and Hilferty 1931). The constants were set on made-up offices; `bersinar bench forecast` scores them on others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

LEAST_EVENTS = 10  # expected in the year; below, a forecast would say more than anybody can know (users.md 4j)
RANGE = 80  # per cent of the years that should end inside the range

_MONTHS = 12
_EDGE = NormalDist().inv_cdf(0.5 + RANGE / 200)
_EVEN, _OTHERS, _OWN = 6.0, 30.0, 14.0  # what even months, all offices' years, and each own year weigh in the season
_SHAPE, _SHAPE_OF_EACH = 60.0, 40.0  # how firmly a year keeps to its season: at first, and with each own year known
_STRAY, _STRAY_WEIGHT = 1.3, 4.0  # variance over mean before anything was seen, and how many months that is worth
_DRIFT = 0.1  # how far a level moves within a year, as a share
_APART, _APART_WEIGHT = 0.2, 3.0  # how far years lie apart before anything was seen, and how many years that is worth
_BACK_WEIGHT = 6.0  # how many years' hindsight the shape's own spread is worth
_FADING = 0.6  # what each year further back weighs of the one after it


@dataclass(frozen=True)
class Year:
    """One year of an office: for each month how many events there were and what they summed to (people, pieces)."""

    events: Sequence[int]
    amounts: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.events) != len(self.amounts) or len(self.events) > _MONTHS:
            raise ValueError("Events and amounts must be as many, and at most one for each month.")
        if min((*self.events, *self.amounts), default=0) < 0:
            raise ValueError("Neither events nor amounts can be negative.")

    @property
    def total(self) -> int:
        return sum(self.amounts)


@dataclass(frozen=True)
class Forecast:
    """Where the year will probably end: eight of ten such years end from `low` to `high`, half below `median`."""

    so_far: int
    low: int
    median: int
    high: int


def forecast(
    so_far: Year, before: Sequence[Year], others: Iterable[Year] = (), *, passed: float = 1.0
) -> Forecast | None:
    """How this year will end; None where no forecast can be drawn.

    `so_far` holds the months until now, `passed` is the part of the last of them that is over (0 to 1). `before` are the
    office's own full years, the latest last; `others` full years of other offices, for the season only. There is no
    forecast without a month, at the year's end, and below `LEAST_EVENTS` expected events.
    """
    season = _season(before, others)
    weights = [*season[: len(so_far.events)]]
    if not weights or not 0 < passed <= 1:
        return None
    weights[-1] *= passed
    over = sum(weights)
    rest = 1 - over
    if rest <= 1e-9 or _expected_events(so_far, before, over) < LEAST_EVENTS:
        return None
    stray = _stray(so_far, before, season, weights)
    level, doubt = _level(so_far.total, over, before, stray)
    mean = level * rest
    doubt += _hindsight(before, len(weights), passed, over, stray)
    variance = stray * mean + mean**2 * doubt
    low, median, high = (_gamma_quantile(mean, variance, z) for z in (-_EDGE, 0.0, _EDGE))
    done = so_far.total
    return Forecast(done, done + math.floor(low), done + round(median), done + math.ceil(high))


def _season(before: Sequence[Year], others: Iterable[Year]) -> list[float]:
    """What part of a year each month is: adds up to 1, and no month is nothing."""
    weights = [_EVEN / _MONTHS] * _MONTHS
    known = [year for year in others if year.total]
    for years, worth in ((known, _OTHERS / max(1, len(known))), ([one for one in before if one.total], _OWN)):
        for year in years:
            for month, amount in enumerate(year.amounts):
                weights[month] += worth * amount / year.total
    whole = sum(weights)
    return [weight / whole for weight in weights]


def _expected_events(so_far: Year, before: Sequence[Year], over: float) -> float:
    """Events in a year, by the months so far and the last year, each as far as it is over."""
    last = sum(before[-1].events) if before else 0.0
    return sum(so_far.events) + (1 - over) * (last if before else sum(so_far.events) / over)


def _stray(so_far: Year, before: Sequence[Year], season: Sequence[float], weights: Sequence[float]) -> float:
    """The months' variance as a multiple of their mean. One event's usual size is where it starts."""
    years = [so_far, *before]
    size = sum(year.total for year in years) / max(1, sum(sum(year.events) for year in years))
    squares, free = _STRAY * _STRAY_WEIGHT * size, _STRAY_WEIGHT
    for year, shares in ((so_far, weights), *((year, season) for year in before)):
        if not year.total:
            continue
        whole = sum(shares)
        expected = [year.total * share / whole for share in shares]
        squares += sum((amount - mean) ** 2 / mean for amount, mean in zip(year.amounts, expected, strict=False))
        free += len(shares) - 1
    return max(squares / free, 0.8 * size)


def _level(done: int, over: float, before: Sequence[Year], stray: float) -> tuple[float, float]:
    """The year's expected total, and the square of how far it may be off, as a share."""
    own = max(done, 0.5) / over
    doubt = stray / max(done, stray) + _DRIFT**2 * (1 - over)
    if not before:
        return own, doubt
    totals = [year.total + 0.5 for year in before]
    steps = [math.log(later / earlier) ** 2 for earlier, later in pairwise(totals)]
    apart = (_APART_WEIGHT * _APART**2 + sum(steps)) / (_APART_WEIGHT + len(steps))
    fading = [_FADING**age for age in reversed(range(len(totals)))]
    usual = sum(weight * total for weight, total in zip(fading, totals, strict=True)) / sum(fading)
    usual_doubt = apart + stray / max(sum(totals), stray)
    trust, usual_trust = 1 / doubt, 1 / usual_doubt
    middle = (trust * math.log(own) + usual_trust * math.log(usual)) / (trust + usual_trust)
    return math.exp(middle), 1 / (trust + usual_trust)


def _hindsight(before: Sequence[Year], months: int, passed: float, over: float, stray: float) -> float:
    """How far the rest of a year strays from its months so far: as a season's shares do, and as past years really did."""
    rest = 1 - over
    squares = _BACK_WEIGHT / ((_SHAPE + _SHAPE_OF_EACH * len(before)) * over * rest)
    years = _BACK_WEIGHT
    for year in before:
        begun = sum(year.amounts[: months - 1]) + year.amounts[months - 1] * passed
        left = year.total - begun
        if begun > 0 and left > 0:
            strayed = math.log((left + 0.5) / (begun * rest / over + 0.5)) ** 2
            squares += max(0.0, strayed - stray / max(begun, stray) - stray / max(left, stray))
            years += 1
    return squares / years


def _gamma_quantile(mean: float, variance: float, z: float) -> float:
    """The quantile of a gamma distribution at a normal deviate z."""
    spread = variance / (9 * mean**2)
    return mean * max(0.0, 1 - spread + z * math.sqrt(spread)) ** 3
