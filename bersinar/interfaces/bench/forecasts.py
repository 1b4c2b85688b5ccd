"""How often a year really ends inside the range that was forecast, over made-up offices.

The offices here work otherwise than those on which the forecast's constants were set: each year has a plan of lines that
are put off, moved or dropped, and beside it requests by letter that come in waves. Nothing here may be used to set the
constants; where the range holds too rarely or too often, the forecast is to be thought over, not fitted to this.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bersinar.figures.forecast import RANGE, Year, forecast

ASKED_AFTER = (3, 6, 9)  # months
_TOGETHER = 30  # offices that share a season
_QUIET = (0, 3)  # months in which fewer letters come
_LATE, _HOW_OFTEN = (0, 1, 2, 3), (6, 3, 2, 1)  # months by which a planned event is put off


@dataclass
class Score:
    """Of all forecasts that were asked for: how many held, how many years ended above and below, how far the median was off."""

    asked: int = 0
    held: int = 0
    above: int = 0
    below: int = 0
    none: int = 0
    off: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.held / self.asked

    def add(self, so_far: Year, whole: Year, before: Sequence[Year], others: Sequence[Year]) -> None:
        """Forecast one year from its first months, and see how it ended."""
        said = forecast(so_far, before, others)
        if said is None:
            self.none += 1
            return
        self.asked += 1
        self.above += whole.total > said.high
        self.below += whole.total < said.low
        self.held += said.low <= whole.total <= said.high
        self.off.append(abs(said.median - whole.total) / max(1, whole.total))


def score(years: int, seed: int) -> dict[int, Score]:
    """Forecasts of so many office-years, by the months that were known."""
    chance, scores, done = random.Random(seed), defaultdict[int, Score](Score), 0  # noqa: S311
    while done < years:
        offices = list(_offices(chance))
        past = [year for office in offices for year in office[:-1]]
        for *before, whole in offices:
            done += 1
            for months in ASKED_AFTER:
                so_far = Year(whole.events[:months], whole.amounts[:months])
                scores[months].add(so_far, whole, before, past)
    return dict(scores)


def forecasts(years: int = 3000) -> None:
    """Print how the forecast did over so many office-years."""
    for months, one in score(years, seed=20231231).items():
        off = sorted(one.off)[len(one.off) // 2]
        print(
            f"forecast after {months} months, {one.asked:,} office-years: {one.share:.1%} inside the {RANGE} % range, "
            f"{one.below / one.asked:.1%} below, {one.above / one.asked:.1%} above, median off by {off:.1%}, {one.none} not drawn",
            flush=True,
        )


def _offices(chance: random.Random) -> Iterator[list[Year]]:
    """Each with one to five years, the latest last; all plan along the same quarters."""
    quarters = [chance.uniform(0.5, 1.5) for _ in range(4)]
    for _ in range(_TOGETHER):
        lines, each, letters = chance.randrange(8, 60), chance.randrange(1, 8), math.exp(chance.uniform(1.6, 6.0))
        people = chance.uniform(20, 60) if chance.random() < 0.5 else None
        grown, years = 1.0, list[Year]()
        for _ in range(chance.randrange(1, 6)):
            grown *= math.exp(chance.gauss(0.03, 0.18))
            events = _planned(chance, round(lines * grown), each, quarters)
            for month, came in enumerate(_letters(chance, letters * grown)):
                events[month] += came
            years.append(Year(events, [_amount(chance, count, people) for count in events]))
        yield years


def _planned(chance: random.Random, lines: int, each: int, quarters: Sequence[float]) -> list[int]:
    """Events of a plan by month: part of its lines dropped, the others often late, none later than December."""
    carried_out, months = chance.uniform(0.75, 1), [0] * 12
    for _ in range(lines):
        if chance.random() > carried_out:
            continue
        begins = 3 * chance.choices(range(4), quarters)[0] + chance.choices(_LATE, _HOW_OFTEN)[0]
        for _ in range(_poisson(chance, each)):
            months[min(11, begins + chance.randrange(3))] += 1
    return months


def _letters(chance: random.Random, in_a_year: float) -> Iterator[int]:
    """Requests by month; a wave dies away over some months."""
    wave = 1.0
    for month in range(12):
        wave = max(0.2, 1 + 0.5 * (wave - 1) + chance.gauss(0, 0.25))
        yield _poisson(chance, in_a_year / 12 * wave * (0.6 if month in _QUIET else 1.1))


def _amount(chance: random.Random, events: int, people: float | None) -> int:
    if people is None:
        return events
    return sum(max(1, round(people * math.exp(chance.gauss(0, 0.7)))) for _ in range(events))


def _poisson(chance: random.Random, mean: float) -> int:
    if mean > 50:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    least, count, product = math.exp(-mean), 0, chance.random()
    while product > least:
        count, product = count + 1, product * chance.random()
    return count
