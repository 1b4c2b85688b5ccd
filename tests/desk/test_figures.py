"""The page of all figures: in words, with targets and traces; own and tree; nothing that would single a person out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.programmes.rehab.actions import EPISODES
from bersinar.programmes.rehab.models import Episode
from tests.cast import Cast
from tests.desk.conftest import admit, hold, open_case, promise, questions

pytestmark = pytest.mark.django_db
AtMost = Callable[..., AbstractContextManager[Any]]


def rows(answer: Any) -> dict[str, Any]:
    return {row.code: row for group in answer.context["groups"] for row in group.rows}


def figures(cast: Cast, user: User, **query: Any) -> Any:
    return cast.client(user).get("/angka/", {"tahun": "2023", **query})


def close(cast: Cast, episodes: list[Episode]) -> None:
    """Close these as completed."""
    with side(Side.TREATMENT, cast.budi.pk):
        for episode in episodes:
            EPISODES.change(
                episode, by=cast.budi, based_on=None, closed_on=date(2023, 6, 1), closing_reason="completed"
            )


def test_a_figure_is_said_in_words_with_its_target_and_leads_to_its_trace(cast: Cast) -> None:
    hold(cast, 30)
    promise(cast, "prevention.people_reached", 20)
    row = rows(figures(cast, cast.ani))["prevention.people_reached"]
    assert (row.words, row.target, row.achievement) == ("30 orang", "20 orang", "150,00%")
    assert row.url == "/telusur/prevention.people_reached/?kantor=bnnk-oki&tahun=2023&cakupan=tree"


def test_what_nobody_recorded_is_not_zero(cast: Cast) -> None:
    hold(cast, 30)
    answer = figures(cast, cast.ani)
    assert "enforcement.cases" not in rows(answer)
    assert "enforcement.cases" in {row.code for group in answer.context["groups"] for row in group.unknown}


def test_an_empty_year_says_what_to_do(cast: Cast) -> None:
    assert "Belum ada catatan untuk BNNK OKI pada 2023" in figures(cast, cast.ani).content.decode()


def test_own_and_tree_are_two_figures_and_the_page_says_which(cast: Cast) -> None:
    hold(cast, 30)
    tree, own = figures(cast, cast.joko), figures(cast, cast.joko, cakupan="own")
    assert "BNNP Sumsel beserta jajaran" in tree.content.decode()
    assert rows(tree)["prevention.people_reached"].words == "30 orang"
    assert rows(own) == {}


def test_a_sum_over_offices_says_who_is_missing(cast: Cast, lila: User) -> None:
    hold(cast, 30)
    assert "1 dari 2 kantor sudah melapor; belum: BNNK Lumajang" in figures(cast, lila).content.decode()


def test_a_target_alone_is_no_report(cast: Cast, lila: User) -> None:
    promise(cast, "enforcement.cases", 1)
    assert "0 dari 2 kantor sudah melapor" in figures(cast, lila).content.decode()


def test_a_superior_chooses_an_office_beneath_and_nobody_else_does(cast: Cast) -> None:
    hold(cast, 30)
    assert rows(figures(cast, cast.joko, kantor="bnnk-oki"))["prevention.people_reached"].words == "30 orang"
    for code in ("bnnk-lumajang", "bnn", "tidak-ada"):
        assert figures(cast, cast.joko, kantor=code).status_code == 404
    assert figures(cast, cast.gita, kantor="bnnk-oki").status_code == 404


@pytest.mark.parametrize("year", ["abc", "1999", "99999", "²⁰²³", "-1"])
def test_a_year_that_is_none_is_not_found(cast: Cast, year: str) -> None:
    assert figures(cast, cast.ani, tahun=year).status_code == 404


def test_a_split_below_five_is_whole_for_its_own_side_and_merged_for_others(cast: Cast) -> None:
    admit(cast, 20, 2)
    inside = dict(rows(figures(cast, cast.budi))["rehab.clients"].splits)["Jenis kelamin"]
    assert {(part.label, part.words) for part in inside} == {("Laki-laki", "20 orang"), ("Perempuan", "2 orang")}
    for person in (cast.eko, cast.ani, cast.citra, cast.joko):
        row = rows(figures(cast, person))["rehab.clients"]
        assert (row.words, row.is_closed) == ("22 orang", True)
        assert "Jenis kelamin" not in dict(row.splits)


def test_whose_records_are_closed_is_said(cast: Cast) -> None:
    open_case(cast)
    assert "rekamnya tertutup bagi Anda" in figures(cast, cast.eko).content.decode()
    assert "rekamnya tertutup bagi Anda" not in figures(cast, cast.citra).content.decode()


def test_a_room_shows_a_figure_by_the_fragment(cast: Cast) -> None:
    hold(cast, 30)
    promise(cast, "prevention.people_reached", 20)
    client = cast.client(cast.ani)
    address = "/angka/potongan/?kantor=bnnk-oki&tahun=2023"
    one = client.get(f"{address}&indikator=prevention.people_reached").content.decode()
    assert ">30 orang</a>" in one and "dari target 20 orang (150,00%)" in one and "<html" not in one
    assert "Orang yang dijangkau pencegahan" in client.get(address).content.decode()  # all that have a target
    assert client.get(f"{address}&indikator=tidak.ada").status_code == 404
    assert cast.client(cast.gita).get(address).status_code == 404


def test_without_targets_the_fragment_says_so(cast: Cast) -> None:
    assert "Belum ada target" in cast.client(cast.ani).get("/angka/potongan/?tahun=2023").content.decode()


def test_the_page_asks_few_questions(cast: Cast, lila: User, django_assert_max_num_queries: AtMost) -> None:
    hold(cast, 30)
    admit(cast, 6, 5)
    for user in (cast.ani, cast.budi, lila):
        client = cast.client(user)
        client.get("/angka/?tahun=2023")
        with django_assert_max_num_queries(questions(17)):
            client.get("/angka/?tahun=2023")


def test_every_mean_and_share_has_its_n_beside_it(cast: Cast) -> None:
    episodes = admit(cast, 12, 0)
    close(cast, episodes[:6])
    for person in (cast.budi, cast.eko):
        row = rows(figures(cast, person))["rehab.completion_rate"]
        assert (row.words, row.n) == ("100,00 persen", "n = 6")
    several = "indikator=rehab.completion_rate&indikator=rehab.clients&indikator=rehab.relapses"
    fragment = cast.client(cast.budi).get(f"/angka/potongan/?tahun=2023&{several}").content.decode()
    assert "n = 6" in fragment and "Jalan masuk: Datang sendiri 12 orang" in fragment
    assert "Belum ada catatan pada 2023: Diterima kembali karena kambuh." in fragment
    report = cast.client(cast.eko).get("/laporan/pratinjau/?tahun=2023").content.decode()
    assert "Persentase selesai (n = 6)" in report


def test_none_of_those_counted_is_nil_and_not_unknown(cast: Cast) -> None:
    close(cast, admit(cast, 12, 0)[:6])
    shown = rows(figures(cast, cast.budi))
    assert (shown["rehab.dropout_rate"].words, shown["rehab.dropout_rate"].n) == ("0,00 persen", "n = 6")
    assert (shown["rehab.tdi_complete"].words, shown["rehab.tdi_complete"].n) == ("0,00 persen", "n = 12")
    assert "screening.positive_rate" not in shown


def test_of_fewer_than_five_a_share_is_told_to_its_own_side_alone(cast: Cast) -> None:
    close(cast, admit(cast, 12, 0)[:2])
    assert rows(figures(cast, cast.budi))["rehab.completion_rate"].words == "100,00 persen"
    outside = rows(figures(cast, cast.eko))["rehab.completion_rate"]
    assert (outside.words, outside.number, outside.n) == ("tidak ditampilkan, n di bawah lima", "", "")
    report = cast.client(cast.eko).get("/laporan/pratinjau/?tahun=2023").content.decode()
    assert "Persentase selesai" not in report
