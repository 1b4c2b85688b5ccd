"""The year on one page and the offices side by side: the same figures as everywhere, on screen, paper, picture and in a message."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from bersinar.catalogue.declaring import Publication, Section
from bersinar.catalogue.indicators import INDICATORS
from tests.cast import Cast
from tests.desk.conftest import hold, promise

pytestmark = pytest.mark.django_db

PEOPLE, MEETINGS = "prevention.people_reached", "prevention.meetings"


def test_the_head_sees_the_year_on_one_page_with_what_is_missing(cast: Cast) -> None:
    hold(cast, 30)
    promise(cast, "enforcement.cases", 2)
    page = cast.client(cast.eko).get("/ringkasan/", {"tahun": "2023"}).text
    assert "Target dan hasil 2023" in page
    assert "Target tanpa hasil: Kasus." in page
    assert "Bulan yang belum ditutup: Januari" in page


def test_the_text_for_a_message_holds_sums_and_nobody(cast: Cast) -> None:
    hold(cast, 30)
    promise(cast, MEETINGS, 2)
    answer = cast.client(cast.eko).get("/ringkasan/", {"tahun": "2023"})
    message = answer.context["message"]
    assert message.splitlines()[:2] == ["*BNNK OKI*", "Keadaan per 31 Desember 2023"]
    assert "- Orang yang dijangkau pencegahan: 30 orang" in message
    assert "- Pelaksanaan pencegahan: 1 pelaksanaan (target 2 pelaksanaan, capaian 50,00%)" in message
    assert "Rekaan" not in message


def test_an_empty_year_says_so(cast: Cast) -> None:
    answer = cast.client(cast.eko).get("/ringkasan/", {"tahun": "2019"})
    assert "Belum ada catatan untuk 2019." in answer.text
    assert "Belum ada catatan untuk 2019." in answer.context["message"]


@pytest.mark.parametrize("address", ["/ringkasan/", "/perbandingan/"])
def test_it_is_handed_out_as_paper_picture_and_sheet(cast: Cast, address: str) -> None:
    hold(cast, 30)
    client = cast.client(cast.joko)
    for form, begins in (("pdf", b"%PDF"), ("png", b"\x89PNG"), ("xlsx", b"PK")):
        answer = client.get(address, {"tahun": "2023", "bentuk": form})
        assert answer.content.startswith(begins)
        assert answer["Content-Disposition"].endswith(f'bnnp-sumsel-2023.{form}"')
    assert client.get(address, {"tahun": "2023", "bentuk": "exe"}).status_code == 404


def test_offices_stand_side_by_side_in_the_order_of_the_tree(cast: Cast) -> None:
    hold(cast, 30)
    answer = cast.client(cast.joko).get("/perbandingan/", {"tahun": "2023", "bentuk": "xlsx"})
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    head = next(row for row in rows if row and row[0] == "Satuan kerja")
    of_oki = next(row for row in rows if row and row[0] == "BNNK OKI")
    assert of_oki[head.index("Orang yang dijangkau pencegahan (orang)")] == 30


def test_one_figure_stands_with_its_target_and_last_year(cast: Cast) -> None:
    hold(cast, 30)
    promise(cast, MEETINGS, 2)
    page = cast.client(cast.joko).get("/perbandingan/", {"tahun": "2023", "indikator": MEETINGS})
    assert page.context["one"].code == MEETINGS
    assert "50,00%" in page.text
    assert "2022" in page.text
    assert "/telusur/prevention.meetings/?kantor=bnnk-oki" in page.text


def test_an_office_without_others_beneath_compares_nothing(cast: Cast) -> None:
    page = cast.client(cast.eko).get("/perbandingan/", {"tahun": "2023"})
    assert "tidak punya satuan kerja di bawahnya" in page.text
    assert cast.client(cast.eko).get("/perbandingan/", {"kantor": "bnnk-lumajang"}).status_code == 404
    assert cast.client(cast.joko).get("/perbandingan/", {"kantor": "bnnk-lumajang"}).status_code == 404


def test_what_is_closed_to_a_reader_is_not_offered_for_comparison(cast: Cast) -> None:
    closed = {one.code for one in INDICATORS.values() if one.publication is Publication.CLOSED}
    assert closed
    for section in Section:
        offered = cast.client(cast.joko).get("/perbandingan/", {"tahun": "2023", "bidang": section.value})
        assert not closed & {code for code, _ in offered.context["indicators"]}
    assert cast.client(cast.joko).get("/perbandingan/", {"indikator": "tidak.ada"}).status_code == 404
    assert cast.client(cast.joko).get("/perbandingan/", {"bidang": "tidak-ada"}).status_code == 404
