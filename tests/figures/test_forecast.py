"""A forecast says how a year will probably end, keeps its word eight times in ten, and is silent where nobody can know."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bersinar.figures.forecast import Year, forecast
from bersinar.interfaces.bench.forecasts import score

pytestmark = pytest.mark.one_engine

EVEN = [10] * 12


def counted(*months: int) -> Year:
    """A year whose events are what is counted."""
    return Year(months, months)


def test_the_stated_range_holds_in_eight_of_ten_years_of_offices_it_was_not_set_on() -> None:
    found = score(1200, seed=7)
    asked, held = sum(one.asked for one in found.values()), sum(one.held for one in found.values())
    assert asked >= 3000
    assert 0.75 <= held / asked <= 0.85
    assert {months: 0.70 <= one.share <= 0.90 for months, one in found.items()} == {3: True, 6: True, 9: True}


def test_an_office_that_goes_on_as_ever_ends_where_it_ever_did() -> None:
    said = forecast(counted(*EVEN[:6]), [counted(*EVEN)] * 3)
    assert said is not None
    assert said.so_far == 60
    assert 115 <= said.median <= 125
    assert said.low < 120 < said.high


def test_who_has_always_done_most_in_december_is_not_told_in_june_that_little_will_come() -> None:
    late = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 40, 60]
    said, even = forecast(counted(*late[:6]), [counted(*late)] * 4), forecast(counted(*late[:6]), [])
    assert said is not None
    assert even is not None
    assert said.median > 2 * even.median


def test_the_season_of_other_offices_helps_one_that_has_no_years_of_its_own() -> None:
    late = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 40, 60]
    alone, among = forecast(counted(*late[:6]), []), forecast(counted(*late[:6]), [], [counted(*late)] * 20)
    assert alone is not None
    assert among is not None
    assert among.median > alone.median


def test_the_range_narrows_as_the_year_passes() -> None:
    widths = []
    for months in (3, 6, 9, 11):
        said = forecast(counted(*EVEN[:months]), [counted(*EVEN)] * 2)
        assert said is not None
        widths.append(said.high - said.low)
    assert widths == sorted(widths, reverse=True)


def test_a_month_that_has_just_begun_is_not_read_as_a_month_without_work() -> None:
    begun = forecast(counted(*EVEN[:6], 1), [counted(*EVEN)] * 2, passed=0.1)
    whole = forecast(counted(*EVEN[:6], 1), [counted(*EVEN)] * 2)
    assert begun is not None
    assert whole is not None
    assert begun.median > whole.median


@pytest.mark.parametrize(
    ("so_far", "before"),
    [
        (counted(), [counted(*EVEN)]),
        (counted(*EVEN), [counted(*EVEN)]),
        (counted(1, 0, 0, 1, 0, 0), []),
        (counted(0, 0, 1), [counted(*[0] * 11, 3)]),
        (counted(*[0] * 6), []),
        (Year([0, 0, 1], [0, 0, 4000]), []),
    ],
    ids=["no-month-yet", "year-is-over", "four-a-year", "one-case-a-year", "nothing", "one-great-event"],
)
def test_where_nobody_can_know_nothing_is_forecast(so_far: Year, before: list[Year]) -> None:
    assert forecast(so_far, before) is None


@pytest.mark.parametrize(
    ("events", "amounts"), [([1], [1, 2]), ([1] * 13, [1] * 13), ([-1], [1]), ([1], [-1])], ids=str
)
def test_a_year_that_cannot_be_is_refused(events: list[int], amounts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"must be as many|negative"):
        Year(events, amounts)


MONTHS = st.lists(st.integers(0, 5000), min_size=12, max_size=12)


@settings(max_examples=200, deadline=None)
@given(MONTHS, st.lists(MONTHS, max_size=4), st.integers(1, 11), st.floats(0.01, 1))
def test_a_forecast_never_takes_back_what_was_done(
    now: list[int], before: list[list[int]], months: int, passed: float
) -> None:
    said = forecast(counted(*now[:months]), [counted(*year) for year in before], passed=passed)
    if said is None:
        return
    assert sum(now[:months]) == said.so_far <= said.low <= said.median <= said.high
