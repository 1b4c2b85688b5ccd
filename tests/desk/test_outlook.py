"""Targets on the way: what is done, how the year will probably end, what is missing; nothing that tells of few persons."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.access.models import User
from tests.cast import Cast
from tests.desk.conftest import admit, hold, open_case, promise

pytestmark = pytest.mark.django_db

PEOPLE, MEETINGS = "prevention.people_reached", "prevention.meetings"


def months(cast: Cast, *talks: int) -> None:
    """So many talks of thirty people in January, February and on, on the tenth of each month of 2023."""
    for month, count in enumerate(talks, 1):
        for _ in range(count):
            hold(cast, 30, held_on=date(2023, month, 10))


def page(cast: Cast, user: User, **query: Any) -> Any:
    return cast.client(user).get("/target/", {"tahun": "2023", **query})


def row(answer: Any, code: str) -> Any:
    return next(one for one in answer.context["rows"] if one.said.code == code)


def test_a_year_on_the_way_is_forecast_from_its_months(cast: Cast) -> None:
    months(cast, 2, 2, 2, 2, 2, 2, 9)
    promise(cast, MEETINGS, 24)
    june = row(page(cast, cast.dewi, bulan="6"), MEETINGS)
    assert (june.said.words, june.said.target, june.said.achievement) == ("12 pelaksanaan", "24 pelaksanaan", "50,00%")
    assert june.range.startswith("sekitar 2")
    assert (june.light, june.mark) == ("Belum pasti", "warn")
    assert "Kurang 12 pelaksanaan sampai 31 Desember, atau 2 pelaksanaan tiap bulan." in june.sentence


def test_a_target_far_off_is_at_risk_and_one_near_by_is_not(cast: Cast) -> None:
    months(cast, 3, 3, 3, 3, 3, 3, 3, 3, 3)
    promise(cast, MEETINGS, 28)
    assert row(page(cast, cast.dewi, bulan="9"), MEETINGS).light in ("Kemungkinan besar tercapai", "Belum pasti")
    assert row(page(cast, cast.dewi, bulan="3"), MEETINGS).light in ("Kemungkinan besar tercapai", "Belum pasti")


def test_a_target_that_no_such_year_reaches_says_by_how_much(cast: Cast) -> None:
    months(cast, 2, 2, 2, 2, 2, 2, 2, 2, 2)
    promise(cast, MEETINGS, 200)
    found = row(page(cast, cast.dewi, bulan="9"), MEETINGS)
    assert (found.light, found.mark) == ("Berisiko", "bad")
    assert "Kurang 182 pelaksanaan sampai 31 Desember, atau 61 pelaksanaan tiap bulan." in found.sentence


def test_what_is_reached_is_reached(cast: Cast) -> None:
    months(cast, 1)
    promise(cast, PEOPLE, 20)
    assert row(page(cast, cast.dewi, bulan="1"), PEOPLE).light == "Tercapai"


def test_a_year_that_is_over_is_not_forecast(cast: Cast) -> None:
    months(cast, 1)
    promise(cast, PEOPLE, 50)
    found = row(page(cast, cast.dewi), PEOPLE)
    assert (found.light, found.range) == ("Tidak tercapai", "")
    assert found.sentence == "Tahun berakhir, kurang 20 orang."


def test_a_target_of_one_case_is_told_in_words_without_a_forecast(cast: Cast) -> None:
    open_case(cast)
    promise(cast, "enforcement.cases", 3)
    found = row(page(cast, cast.citra, bulan="6"), "enforcement.cases")
    assert (found.light, found.range) == ("", "")
    assert "Kurang dari 10 kejadian setahun" in found.sentence
    assert "Kurang 2 kasus sampai 31 Desember." in found.sentence


def test_an_index_is_no_sum_and_has_no_forecast(cast: Cast) -> None:
    promise(cast, "rehab.ikm", 4)
    found = row(page(cast, cast.dewi, bulan="6"), "rehab.ikm")
    assert found.range == ""
    assert "tidak dijumlahkan" in found.sentence


def test_who_may_not_see_the_records_learns_no_month_of_persons_in_treatment(cast: Cast) -> None:
    admit(cast, 8, 6)
    promise(cast, "rehab.clients", 20)
    now, back = row(page(cast, cast.dewi), "rehab.clients"), row(page(cast, cast.dewi, bulan="6"), "rehab.clients")
    assert now.said.words == "14 orang"
    assert (back.said.words, back.said.achievement, back.range) == ("", "", "")
    assert "hanya tampil sampai keadaan terakhir" in back.sentence


def test_without_a_target_the_page_says_where_targets_are_set(cast: Cast) -> None:
    assert "Belum ada target untuk BNNK OKI pada 2023" in page(cast, cast.dewi).content.decode()


@pytest.mark.parametrize("month", ["0", "13", "juni", "-1", "1.5"])
def test_a_month_that_is_none_is_not_found(cast: Cast, month: str) -> None:
    assert page(cast, cast.dewi, bulan=month).status_code == 404


def test_another_office_is_not_found_and_without_the_right_nothing_is(cast: Cast) -> None:
    assert page(cast, cast.dewi, kantor="bnnk-lumajang").status_code == 404
