"""Months are closed and opened again by the head of that very office, never by the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.periods.actions import close_month, closed_months, is_closed, reopen_month
from bersinar.foundation.periods.models import MonthClosing
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from tests.cast import Cast


def test_the_head_closes_a_month_that_has_ended(cast: Cast) -> None:
    closing = close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    assert closing.closed_by == cast.eko.id
    assert closed_months(cast.oki, 2023) == {3}
    days = (date(2023, 3, 1), date(2023, 3, 31), date(2023, 4, 1), date(2022, 3, 1))
    assert [is_closed(cast.oki, day) for day in days] == [True, True, False, False]


def test_another_office_keeps_its_months(cast: Cast) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    assert not is_closed(cast.lumajang, date(2023, 3, 1))
    assert not is_closed(cast.sumsel, date(2023, 3, 1))


@pytest.mark.parametrize("ahead", [0, 31, 400])
def test_a_month_that_still_runs_is_not_closed(cast: Cast, ahead: int) -> None:
    day = cast.oki.local_day() + timedelta(days=ahead)
    with pytest.raises(Refusal, match="belum berakhir"):
        close_month(office=cast.oki, year=day.year, month=day.month, by=cast.eko)
    assert not MonthClosing.objects.exists()


def test_last_month_is_closed(cast: Cast) -> None:
    day = cast.oki.local_day().replace(day=1) - timedelta(days=1)
    close_month(office=cast.oki, year=day.year, month=day.month, by=cast.eko)
    assert is_closed(cast.oki, day)


def test_a_month_is_closed_once(cast: Cast) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    assert MonthClosing.objects.count() == 1


@pytest.mark.parametrize("who", ["ani", "budi", "dewi", "gita", "joko", "kiki"])
def test_nobody_but_the_head_closes_or_opens(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    with pytest.raises(Forbidden, match="Hanya kepala satuan kerja ini"):
        close_month(office=cast.oki, year=2023, month=3, by=by)
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Forbidden):
        reopen_month(office=cast.oki, year=2023, month=3, reason="ingin", by=by)
    assert is_closed(cast.oki, date(2023, 3, 1))


def test_a_head_closes_the_own_office_alone(cast: Cast) -> None:
    for office in (cast.lumajang, cast.sumsel, cast.bnn):
        with pytest.raises(Forbidden):
            close_month(office=office, year=2023, month=3, by=cast.eko)


def test_a_month_is_opened_again_with_a_reason_that_stays(cast: Cast) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Refusal, match="Tuliskan alasan"):
        reopen_month(office=cast.oki, year=2023, month=3, reason="  ", by=cast.eko)
    reopen_month(office=cast.oki, year=2023, month=3, reason="sesi tertinggal", by=cast.eko)
    assert not is_closed(cast.oki, date(2023, 3, 1))
    closing = MonthClosing.objects.get()
    assert (closing.reopen_reason, closing.reopened_by) == ("sesi tertinggal", cast.eko.id)


def test_what_is_open_is_not_opened(cast: Cast) -> None:
    with pytest.raises(Refusal, match="tidak sedang ditutup"):
        reopen_month(office=cast.oki, year=2023, month=3, reason="keliru", by=cast.eko)


def test_a_second_closing_keeps_the_first(cast: Cast) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    reopen_month(office=cast.oki, year=2023, month=3, reason="sesi tertinggal", by=cast.eko)
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    assert MonthClosing.objects.count() == 2
    assert is_closed(cast.oki, date(2023, 3, 1))


def test_closing_and_opening_are_written_down(cast: Cast) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    reopen_month(office=cast.oki, year=2023, month=3, reason="sesi tertinggal", by=cast.eko)
    lines = AuditLine.objects.filter(office=cast.oki, actor=cast.eko.id).order_by("seq")
    assert [(line.action, line.changes["bulan"], line.reason) for line in lines] == [
        ("periods.close_month", "2023-03", ""),
        ("periods.reopen_month", "2023-03", "sesi tertinggal"),
    ]
