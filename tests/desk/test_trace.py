"""The trace: every fact to whoever may see it, sums to the others, and the reading of closed ones written down first."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.models import Reading
from bersinar.programmes.activities.actions import MEETINGS
from bersinar.programmes.enforcement.actions import EXHIBITS
from tests.cast import Cast
from tests.desk.conftest import admit, hold, open_case, questions

pytestmark = pytest.mark.django_db
AtMost = Callable[..., AbstractContextManager[Any]]


def trace(cast: Cast, user: User, code: str, **query: Any) -> Any:
    return cast.client(user).get(f"/telusur/{code}/", {"tahun": "2023", **query})


def test_an_open_figure_shows_its_facts_with_their_records(cast: Cast) -> None:
    meeting = hold(cast, 30)
    answer = trace(cast, cast.ani, "prevention.people_reached")
    main = answer.context["main"]
    (row,) = main.rows
    assert (main.figure.words, row.day, row.quantity) == ("30 orang", "24-08-2023", "30 orang")
    assert row.source is not None and row.source.title == str(meeting)
    assert cast.client(cast.ani).get(row.source.url).status_code == 200
    assert "Kayu Agung" in row.details


def test_a_correction_is_marked_and_takes_back(cast: Cast) -> None:
    meeting = hold(cast, 30)
    MEETINGS.change(meeting, by=cast.ani, based_on=None, total=25)
    main = trace(cast, cast.ani, "prevention.people_reached").context["main"]
    assert main.figure.words == "25 orang"
    assert [(row.quantity, row.is_correction) for row in main.rows] == [
        ("30 orang", False),
        ("-30 orang", True),
        ("25 orang", False),
    ]


def test_a_superior_sees_the_facts_with_their_office(cast: Cast) -> None:
    hold(cast, 30)
    answer = trace(cast, cast.joko, "prevention.people_reached")
    assert answer.context["main"].rows[0].office == "BNNK OKI"
    assert "Satuan kerja" in answer.content.decode()


def test_who_may_not_see_the_record_sees_the_fact_without_it(cast: Cast) -> None:
    hold(cast, 30)
    (row,) = trace(cast, cast.kiki, "prevention.people_reached").context["main"].rows
    assert row.source is None and row.source_words == "pelaksanaan"


@pytest.mark.parametrize(
    ("person", "status"),
    [("ani", 200), ("joko", 200), ("gita", 404), ("hadi", 404)],
)
def test_another_offices_figure_is_not_found(cast: Cast, person: str, status: int) -> None:
    answer = trace(cast, getattr(cast, person), "prevention.people_reached", kantor="bnnk-oki")
    assert answer.status_code == status


def test_an_unknown_figure_or_part_is_not_found(cast: Cast) -> None:
    assert trace(cast, cast.ani, "tidak.ada").status_code == 404
    assert trace(cast, cast.ani, "prevention.people_reached", substance="cannabis").status_code == 404
    assert trace(cast, cast.ani, "prevention.people_reached", month="13").status_code == 404


def test_a_part_shows_its_own_facts(cast: Cast) -> None:
    hold(cast, 30)
    hold(cast, 12, environment="community", held_on=date(2023, 9, 1))
    main = trace(cast, cast.ani, "prevention.people_reached", environment="community").context["main"]
    assert main.figure.words == "12 orang" and len(main.rows) == 1
    assert trace(cast, cast.ani, "prevention.people_reached", month="09").context["main"].figure.words == "12 orang"


def test_an_empty_figure_says_what_would_fill_it(cast: Cast) -> None:
    assert "Begitu rekam yang sesuai disimpan" in trace(cast, cast.ani, "ibm.units").content.decode()


# The wall -----------------------------------------------------------------------------------------------------------


def test_its_own_side_sees_single_facts_and_the_reading_is_written_down(cast: Cast) -> None:
    episodes = admit(cast, 6, 5)
    before = Reading.objects.count()
    main = trace(cast, cast.budi, "rehab.clients").context["main"]
    assert not main.is_grouped and len(main.rows) == 11
    assert {row.source.url.split("/")[-2] for row in main.rows if row.source} == {
        str(episode.client_id) for episode in episodes
    }
    lines = Reading.objects.order_by("-id")[: Reading.objects.count() - before]
    assert len(lines) == 11
    assert {(line.actor, line.purpose, line.side) for line in lines} == {
        (cast.budi.pk, "menelusuri angka", "treatment")
    }


def test_without_the_line_there_is_no_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    admit(cast, 6, 5)

    def fails(**_: Any) -> None:
        raise RuntimeError("no line")

    monkeypatch.setattr("bersinar.interfaces.desk.trace.note_readings", fails)
    with pytest.raises(RuntimeError, match="no line"):
        trace(cast, cast.budi, "rehab.clients")


@pytest.mark.parametrize("person", ["ani", "citra", "dewi", "eko", "fitri", "kiki", "joko"])
def test_others_see_sums_by_month_without_source_and_nothing_is_noted(cast: Cast, person: str) -> None:
    episodes = admit(cast, 6, 5)
    before = Reading.objects.count()
    answer = trace(cast, getattr(cast, person), "rehab.clients", kantor="bnnk-oki")
    main = answer.context["main"]
    assert main.is_grouped and [(row.day, row.quantity, row.source) for row in main.rows] == [
        ("Februari 2023", "11 orang", None)
    ]
    page = answer.content.decode()
    assert not any(str(episode.client_id) in page or str(episode.pk) in page for episode in episodes)
    assert "tertutup bagi Anda" in page
    assert Reading.objects.count() == before


def test_the_other_offices_clinic_is_an_outsider_too(cast: Cast) -> None:
    admit(cast, 6, 5)
    assert trace(cast, cast.hadi, "rehab.clients", kantor="bnnk-oki").status_code == 404


def test_fewer_than_five_persons_have_no_lines(cast: Cast) -> None:
    admit(cast, 3, 1)
    answer = trace(cast, cast.eko, "rehab.clients")
    assert answer.context["main"].figure.words == "4 orang" and not answer.context["main"].rows
    assert "kurang dari lima" in answer.content.decode()


@pytest.mark.parametrize("person", ["eko", "citra", "joko"])
@pytest.mark.parametrize(
    "part", [{"sex": "female"}, {"place": "16.02"}, {"month": "02"}, {"sex": "male", "age_band": "25_59"}]
)
def test_a_part_asked_for_by_itself_tells_others_nothing(cast: Cast, person: str, part: dict[str, str]) -> None:
    admit(cast, 20, 2)
    answer = trace(cast, getattr(cast, person), "rehab.clients", kantor="bnnk-oki", **part)
    page = answer.content.decode()
    assert "Bagian ini tidak ditampilkan" in page and "main" not in answer.context
    assert "2 orang" not in page and "20 orang" not in page


def test_the_same_part_is_open_to_its_own_side(cast: Cast) -> None:
    admit(cast, 20, 2)
    assert trace(cast, cast.budi, "rehab.clients", sex="female").context["main"].figure.words == "2 orang"


def test_a_large_shown_part_is_told_to_all(cast: Cast) -> None:
    admit(cast, 20, 7)
    assert trace(cast, cast.eko, "rehab.clients", sex="female").context["main"].figure.words == "7 orang"


@pytest.mark.parametrize("code", [one.code for one in INDICATORS.values() if one.publication != "terbuka"])
def test_no_line_for_an_investigator_describes_fewer_than_five(cast: Cast, code: str) -> None:
    """An enforcement officer's session on every trace of a restricted figure: the year, the months of which it tells, and another."""
    admit(cast, 4, 2, date(2023, 2, 6))
    admit(cast, 1, 0, date(2023, 5, 8))
    for month in ("", "02", "05", "06"):
        answer = trace(cast, cast.citra, code, **({"month": month} if month else {}))
        traced = (answer.context or {}).get("main") if answer.status_code == 200 else None
        for row in traced.rows if traced else ():
            assert row.source is None
            assert int(row.quantity.split()[0]) >= 5, (code, month, row)


def test_a_case_is_traced_by_its_section_and_counted_for_the_head(cast: Cast) -> None:
    case = open_case(cast)
    (row,) = trace(cast, cast.citra, "enforcement.cases").context["main"].rows
    assert row.source is not None and row.source.title == str(case)
    (grouped,) = trace(cast, cast.eko, "enforcement.cases").context["main"].rows
    assert (grouped.day, grouped.quantity, grouped.source) == ("Maret 2023", "1 kasus", None)
    assert str(case) not in trace(cast, cast.budi, "enforcement.cases").content.decode()


# Several figures, two parts, many facts ------------------------------------------------------------------------------


def test_what_cannot_be_totalled_leads_on_by_substance(cast: Cast) -> None:
    case = open_case(cast)
    with side(Side.ENFORCEMENT, cast.citra.pk):
        for substance, unit, net in (("methamphetamine", "g", "307.527"), ("cannabis", "g", "4890")):
            EXHIBITS.create(
                office=cast.oki,
                by=cast.citra,
                case=case,
                substance=substance,
                unit=unit,
                net=Decimal(net),
                seized_on=case.lkn_on,
            )
    several = trace(cast, cast.citra, "enforcement.seizure").context["several"]
    assert [one.figure.words for one in several] == ["4.890 gram", "307,527 gram"]
    one = cast.client(cast.citra).get(several[1].figure.url).context["main"]
    assert one.figure.words == "307,527 gram" and len(one.rows) == 1
    assert trace(cast, cast.eko, "enforcement.seizure", substance="cannabis").context["main"].is_grouped


def test_a_ratio_shows_its_two_parts(cast: Cast) -> None:
    admit(cast, 6, 5)
    parts = trace(cast, cast.eko, "rehab.completion_rate").context["parts"]
    assert [part.code for part in parts] == ["rehab.completed", "rehab.closed"]


def test_many_facts_come_in_pages(cast: Cast, django_assert_max_num_queries: AtMost) -> None:
    admit(cast, 40, 20)
    first = trace(cast, cast.budi, "rehab.clients").context["main"]
    second = trace(cast, cast.budi, "rehab.clients", hal="2").context["main"]
    assert (len(first.rows), len(second.rows)) == (50, 10)
    client = cast.client(cast.budi)
    client.get("/telusur/rehab.clients/?tahun=2023")
    with django_assert_max_num_queries(questions(22)):
        client.get("/telusur/rehab.clients/?tahun=2023")
