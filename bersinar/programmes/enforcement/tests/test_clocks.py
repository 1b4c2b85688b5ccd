"""Terms of law, reckoned by hand: both codes of procedure, three time zones, nights, holidays, children, extensions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from bersinar.foundation.deadlines.counting import Holidays, last_moment
from bersinar.foundation.deadlines.models import DeadlineRule
from bersinar.foundation.deadlines.shipping import shipped_holidays, shipped_rules
from bersinar.programmes.enforcement.clocks import Clock, Happening, State, clocks_of

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
FIXED = Holidays.of((one.day, one.yearly) for one in shipped_holidays())


def at(day: int, month: int, year: int, hour: int = 9, minute: int = 0, zone: ZoneInfo = WIB) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=zone)


def happened(kind: str, when: datetime, **said: Any) -> Happening:
    return Happening(uuid4(), kind, when, **said)


def clocks(*told: Happening, zone: ZoneInfo = WIB, rules: list[DeadlineRule] | None = None, **more: Any) -> list[Clock]:
    return clocks_of(told, shipped_rules() if rules is None else rules, zone=zone, holidays=FIXED, **more)


def only(key: str, found: list[Clock]) -> Clock:
    (one,) = [clock for clock in found if clock.key == key]
    return one


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_three_times_twenty_four_hours_run_from_the_minute_through_night_and_holiday(zone: ZoneInfo) -> None:
    # Arrested on a Saturday, 29 April 2023 at 02.00; Monday is Labour Day. The hour is the same wherever one is.
    arrested = happened("arrest", at(29, 4, 2023, 2, 0, zone))
    clock = only("arrest", clocks(arrested, zone=zone))
    assert clock.due == datetime(2023, 5, 2, 2, 0, tzinfo=zone)
    assert clock.state(datetime(2023, 5, 2, 2, 0, tzinfo=zone)) is State.OPEN
    assert clock.state(datetime(2023, 5, 2, 2, 1, tzinfo=zone)) is State.OVERDUE


@pytest.mark.parametrize(
    ("zone", "last"),
    [
        # 31 December 2025, 23.30 in Jakarta: there the term begins on the 31st, further east it is 2026 already.
        (WIB, datetime(2026, 1, 7, 16, 59, 59, 999_999, tzinfo=UTC)),
        (WITA, datetime(2026, 1, 8, 15, 59, 59, 999_999, tzinfo=UTC)),
        (WIT, datetime(2026, 1, 8, 14, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_days_are_those_of_the_office_and_end_with_the_last_of_them(zone: ZoneInfo, last: datetime) -> None:
    begun = happened("investigation", at(31, 12, 2025, 23, 30))
    assert only("spdp", clocks(begun, zone=zone)).due == last


@pytest.mark.parametrize(
    ("begun", "law", "due"),
    [
        (at(1, 1, 2026, 23, 59), "KUHAP (UU 8/1981) pasal 109, putusan MK 130/PUU-XIII/2015", date(2026, 1, 8)),
        (at(2, 1, 2026, 0, 0), "KUHAP (UU 20/2025)", date(2026, 1, 9)),
    ],
)
def test_the_code_of_procedure_is_that_of_the_day_on_which_the_term_begins(
    begun: datetime, law: str, due: date
) -> None:
    clock = only("spdp", clocks(happened("investigation", begun)))
    assert (clock.law, clock.due.astimezone(WIB).date()) == (law, due)


@pytest.mark.parametrize("year", [2025, 2026])
def test_detention_counts_its_first_day_under_both_codes(year: int) -> None:
    # 3 March is the first of twenty days: the last is the 22nd. With forty more it is 1 May.
    held = happened("detention", at(3, 3, year, 15))
    assert only("detention", clocks(held)).due.astimezone(WIB).date() == date(year, 3, 22)
    extended = happened("detention_extended", at(22, 3, year, 10))
    longer = only("detention", clocks(held, extended))
    assert (longer.due.astimezone(WIB).date(), longer.is_extended) == (date(year, 5, 1), True)
    too_late = happened("detention_extended", at(23, 3, year, 0))
    assert not only("detention", clocks(held, too_late)).is_extended


def test_the_copy_of_questioning_is_owed_under_the_new_code_alone() -> None:
    assert clocks(happened("questioning", at(1, 1, 2026))) == []
    assert only("minutes_copied", clocks(happened("questioning", at(2, 1, 2026)))).due.astimezone(WIB) == datetime(
        2026, 1, 3, 23, 59, 59, 999_999, tzinfo=WIB
    )


def test_a_returned_file_has_fourteen_days_under_the_old_code() -> None:
    file, other = uuid4(), uuid4()
    returned = happened("p19", at(10, 2, 2025), file=file)
    sent_other = happened("stage_one", at(12, 2, 2025), file=other)
    sent = happened("stage_one", at(24, 2, 2025, 23, 59), file=file)
    assert only("file_completed", clocks(returned, sent_other)).is_open
    clock = only("file_completed", clocks(returned, sent_other, sent))
    assert clock.due.astimezone(WIB).date() == date(2025, 2, 24)
    assert clock.state(sent.at) is State.KEPT
    assert clocks(happened("p19", at(10, 2, 2026), file=file)) == []


@pytest.mark.parametrize(
    ("zone", "last"), [(WIB, date(2026, 8, 20)), (WITA, date(2026, 8, 21)), (WIT, date(2026, 8, 21))]
)
def test_working_days_leave_out_weekends_and_holidays_where_the_office_is(zone: ZoneInfo, last: date) -> None:
    # Wednesday 12 August 2026, 23.30 in Jakarta; Thursday further east. Five working days: 13, 14, 18, 19, 20
    # (15 and 16 weekend, 17 Independence Day), from Thursday on: 14, 18, 19, 20, 21.
    begun = at(12, 8, 2026, 23, 30)
    due = last_moment(begun, 5, "working_days", zone=zone, holidays=FIXED)
    assert due == datetime(last.year, last.month, last.day, 23, 59, 59, 999_999, tzinfo=zone)


def test_a_decreed_holiday_moves_a_term_of_working_days_and_no_other() -> None:
    begun = at(16, 3, 2026)  # a Monday
    eid = Holidays.of([(date(2026, 3, 19), False), (date(2026, 3, 20), False)])
    plain = last_moment(begun, 3, "working_days", zone=WIB, holidays=FIXED)
    moved = last_moment(begun, 3, "working_days", zone=WIB, holidays=eid)
    assert (plain.astimezone(WIB).date(), moved.astimezone(WIB).date()) == (date(2026, 3, 19), date(2026, 3, 23))
    days = {last_moment(begun, 3, "days", zone=WIB, holidays=one).astimezone(WIB).date() for one in (FIXED, eid)}
    assert days == {date(2026, 3, 19)}
    first = last_moment(at(17, 8, 2026), 1, "working_days", zone=WIB, holidays=FIXED, first_day_counts=True)
    assert first.astimezone(WIB).date() == date(2026, 8, 18)  # the day itself would count, were it no holiday


def test_a_child_is_held_for_shorter_terms_than_the_adult_beside_it() -> None:
    child, adult = uuid4(), uuid4()
    both = frozenset({child, adult})
    found = clocks(happened("arrest", at(4, 5, 2026, 2), suspects=both), children={child})
    assert {clock.suspect: clock.due for clock in found} == {child: at(5, 5, 2026, 2), adult: at(7, 5, 2026, 2)}
    held = clocks(happened("detention", at(4, 5, 2026), suspects=both), children={child})
    assert {clock.suspect: clock.due.astimezone(WIB).date() for clock in held} == {
        child: date(2026, 5, 10),
        adult: date(2026, 5, 23),
    }


def test_what_concerns_one_suspect_stops_no_other_clock() -> None:
    one, two = uuid4(), uuid4()
    arrested = happened("arrest", at(4, 5, 2026, 2), suspects=frozenset({one, two}))
    held = happened("detention", at(5, 5, 2026, 8), suspects=frozenset({one}))
    found = {clock.suspect: clock for clock in clocks(arrested, held) if clock.key == "arrest"}
    assert (found[one].stopped_by, found[two].is_open) == (held.id, True)


def test_arrest_is_extended_once_by_another_three_days() -> None:
    arrested, longer = happened("arrest", at(4, 5, 2026, 2)), happened("arrest_extended", at(7, 5, 2026, 2))
    assert only("arrest", clocks(arrested, longer)).due == at(10, 5, 2026, 2)
    again = happened("arrest_extended", at(9, 5, 2026, 2))
    assert only("arrest", clocks(arrested, longer, again)).due == at(10, 5, 2026, 2)


def test_a_remote_place_gives_fourteen_days_for_the_notice_and_still_three_for_the_lab() -> None:
    near, far = happened("seizure", at(1, 6, 2026, 5)), happened("seizure", at(1, 6, 2026, 5), is_remote=True)
    assert only("seizure_notice", clocks(near)).due == at(4, 6, 2026, 5)
    assert only("seizure_notice", clocks(far)).due.astimezone(WIB).date() == date(2026, 6, 15)
    assert only("lab", clocks(far)).due == at(4, 6, 2026, 5)
    plants = [happened("plants_found", at(1, 6, 2026, 5), is_remote=remote) for remote in (False, True)]
    assert [only("plants", clocks(one)).due.astimezone(WIB).date() for one in plants] == [
        date(2026, 6, 3),
        date(2026, 6, 15),
    ]


def test_evidence_goes_its_way_from_notice_to_minutes() -> None:
    told = [
        happened("seizure", at(1, 6, 2026, 5)),
        happened("seizure_notice", at(4, 6, 2026, 5)),  # to the minute: kept
        happened("status_set", at(11, 6, 2026, 23, 59)),  # the seventh day: kept
        happened("science_share", at(11, 6, 2026, 23, 59)),
        happened("destroyed", at(19, 6, 2026, 0, 0)),  # due on the 18th: late
        happened("destruction_minutes", at(20, 6, 2026, 0, 1)),  # a minute more than 24 hours: late
        happened("science_handed", at(16, 6, 2026, 12)),  # the fifth day: kept
    ]
    now = at(1, 7, 2026)
    states = {clock.key: clock.state(now) for clock in clocks(*told)}
    assert states == {
        "seizure_notice": State.KEPT, "lab": State.OVERDUE, "status": State.KEPT, "destruction": State.LATE,
        "destruction_minutes": State.LATE, "science": State.KEPT,
    }  # fmt: skip
    longer = happened("destruction_extended", at(17, 6, 2026))
    extended = only("destruction", clocks(*told, longer))
    assert (extended.due.astimezone(WIB).date(), extended.state(now)) == (date(2026, 6, 25), State.KEPT)


def test_the_recommendation_of_the_assessment_team_is_due_on_the_sixth_day() -> None:
    asked = happened("tat_requested", at(27, 2, 2024, 23))
    assert only("tat", clocks(asked)).due.astimezone(WIB).date() == date(2024, 3, 4)  # a leap year


def test_a_case_handed_over_in_time_owes_nothing_more_and_too_late_it_still_does() -> None:
    begun = happened("investigation", at(1, 6, 2026))
    assert clocks(begun, happened("handed_over", at(8, 6, 2026))) == []
    assert only("spdp", clocks(begun, happened("handed_over", at(9, 6, 2026)))).is_open


def test_each_beginning_is_a_term_of_its_own() -> None:
    first, second = happened("seizure", at(1, 6, 2026, 5)), happened("seizure", at(2, 6, 2026, 5))
    told = happened("seizure_notice", at(4, 6, 2026, 6))
    found = [clock for clock in clocks(first, second, told) if clock.key == "seizure_notice"]
    assert [clock.state(told.at) for clock in found] == [State.LATE, State.KEPT]


def test_what_lies_before_the_beginning_stops_nothing() -> None:
    sent: UUID | None = only(
        "spdp", clocks(happened("spdp", at(1, 6, 2026)), happened("investigation", at(2, 6, 2026)))
    ).stopped_by
    assert sent is None
