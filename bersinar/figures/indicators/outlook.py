"""How the year of an indicator will probably end: what the ledger knows of its months, given to the forecast.

A forecast is drawn of what adds up over a year: events, people, places reached. Means, shares and stocks have none, and
neither has what happens a few times a year: there the page says what is missing, in words.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bersinar.catalogue.declaring import How, Indicator
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import year_bounds

from ..forecast import LEAST_EVENTS, Forecast, Year, forecast
from .cells import Window, first_months, load
from .evaluate import Books, Coverage, Figure, evaluate
from .statements import quarter_targets

_BACK = 4  # years before that are looked at


class Light(StrEnum):
    """Where a target stands. Which one it is, the range says, never a share of the target."""

    REACHED = "reached"
    LIKELY = "likely"  # nine of ten such years reach it
    OPEN = "open"  # some reach it, some do not
    AT_RISK = "at_risk"  # one of ten such years reaches it
    MISSED = "missed"  # the year is over
    BEHIND = "behind"  # nothing can be forecast, and less is done than the last quarter promised
    ON_TIME = "on_time"  # nothing can be forecast, and what the last quarter promised is done
    UNTOLD = "untold"  # nothing can be said


@dataclass(frozen=True)
class Promise:
    """What was promised until the end of a quarter, and what was done by then."""

    day: date
    target: Fraction
    done: Fraction | None
    higher_is_better: bool = True

    @property
    def number(self) -> int:
        """Which quarter: 1 to 3."""
        return self.day.month // 3

    @property
    def is_kept(self) -> bool:
        done = self.done or Fraction(0)
        return done >= self.target if self.higher_is_better else done <= self.target


@dataclass(frozen=True)
class Outlook:
    """A target, what was done until a day, and how the year will probably end."""

    figure: Figure
    until: date
    forecast: Forecast | None
    adds_up: bool
    promise: Promise | None = None  # of the last quarter that has ended

    @property
    def is_over(self) -> bool:
        """Whether the year has ended by that day."""
        return self.until == year_bounds(self.until.year)[1]

    @property
    def missing(self) -> Fraction:
        """What is missing to the target; nothing where it is reached."""
        return max(Fraction(0), (self.figure.target or Fraction(0)) - (self.figure.exact or Fraction(0)))

    @property
    def light(self) -> Light:
        """Where the target stands: by the range where there is one, else by what the last quarter promised."""
        light = self._light_of_the_year
        if light is Light.UNTOLD and self.promise is not None and self.figure.exact is not None:
            return Light.ON_TIME if self.promise.is_kept else Light.BEHIND
        return light

    @property
    def _light_of_the_year(self) -> Light:
        target, done = self.figure.target, self.figure.exact or Fraction(0)
        if target is None or (self.figure.exact is None and not self.adds_up):
            return Light.UNTOLD
        if not self.figure.indicator.higher_is_better:
            return self._light_of_a_limit(target, done)
        if done >= target and (self.adds_up or self.is_over):
            return Light.REACHED
        if self.is_over:
            return Light.MISSED
        if self.forecast is None:
            return Light.UNTOLD
        if self.forecast.low >= target:
            return Light.LIKELY
        return Light.AT_RISK if self.forecast.high < target else Light.OPEN

    def _light_of_a_limit(self, target: Fraction, done: Fraction) -> Light:
        """Of what should stay below: passed is missed, and nothing is reached before the year is over."""
        if self.adds_up and done > target:
            return Light.MISSED
        if self.is_over:
            return Light.REACHED if done <= target else Light.MISSED
        if self.forecast is None:
            return Light.UNTOLD
        if self.forecast.high <= target:
            return Light.LIKELY
        return Light.AT_RISK if self.forecast.low > target else Light.OPEN


def outlooks(coverage: Coverage, codes: Sequence[str], until: date) -> list[Outlook]:
    """The outlook of each indicator at the end of a day; the year is the day's."""
    as_it_stood = Coverage(coverage.office, coverage.tree, until=until)
    figures = evaluate(as_it_stood, until.year, codes, joint=False) if codes else []
    totals = [figure for figure in figures if figure.scope == "total"]
    promises = _promises(coverage, codes, until)
    return [
        Outlook(
            figure, until, _forecast(coverage, figure.indicator, until), figure.indicator.adds_up,
            promises.get(figure.indicator.code),
        )
        for figure in totals
    ]  # fmt: skip


def _promises(coverage: Coverage, codes: Sequence[str], until: date) -> dict[str, Promise]:
    """What each indicator was to have reached by the last quarter that has ended, and had. A whole year has no quarter."""
    if until == year_bounds(until.year)[1]:
        return {}
    promised = {code: days for code, days in quarter_targets(coverage.office.pk, until.year).items() if code in codes}
    ended = {day for days in promised.values() for day in days if day <= until}
    if not ended:
        return {}
    last = max(ended)
    wanted = [code for code, days in promised.items() if last in days]
    then = evaluate(Coverage(coverage.office, coverage.tree, until=last), until.year, wanted, joint=False)
    done = {figure.indicator.code: figure for figure in then if figure.scope == "total"}
    return {
        code: Promise(last, promised[code][last], done[code].exact, done[code].indicator.higher_is_better)
        for code in wanted
    }  # fmt: skip


def _forecast(coverage: Coverage, one: Indicator, until: date) -> Forecast | None:
    if not one.adds_up or until == year_bounds(until.year)[1]:
        return None
    offices = tuple(coverage.offices)
    so_far = _year(Window(offices, until.year, until=until), one, until.month)
    years = [_year(Window(offices, year), one) for year in range(until.year - _BACK, until.year)]
    before = _since_it_began(years)
    others = [] if before else _elsewhere(one, until.year - 1)
    return forecast(so_far, before, others, passed=until.day / monthrange(until.year, until.month)[1])


def _since_it_began(years: Sequence[Year]) -> list[Year]:
    """The years in which the office really recorded, without gaps: the later ones."""
    known: list[Year] = []
    for year in reversed(years):
        if sum(year.events) < LEAST_EVENTS:
            break
        known.insert(0, year)
    return known


def _elsewhere(one: Indicator, year: int) -> list[Year]:
    """Last year of all offices together, for its season: of an office that has no year of its own to learn from."""
    everywhere = tuple(Office.objects.values_list("pk", flat=True))
    return [_year(Window(everywhere, year), one)]


def _year(window: Window, one: Indicator, months: int = 12) -> Year:
    """An indicator's months: events and amounts, of whoever is counted once in the month of the first time."""
    if one.how is How.DISTINCT:
        found = first_months(window, one)
        heads = [found.get(month, 0) for month in range(1, months + 1)]
        return Year(heads, heads)
    events, amounts = [0] * months, [0] * months
    for cell in Books(load(window, [one], ("month",)), {}, {}).cells_of(one, "own"):
        month = int(cell.dims["month"]) - 1
        events[month] += cell.signs
        amounts[month] += int(cell.quantity)
    return Year([max(0, count) for count in events], [max(0, amount) for amount in amounts])
