"""The publication sheet: its numbers are the figures', it is one page, and it shows nobody in small company."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.figures.indicators.printing import figures_json
from bersinar.figures.indicators.satisfaction import needs_spread, quality, spread_of
from bersinar.programmes.surveys.actions import COLLECTING, SHEETS, SURVEYS
from bersinar.programmes.surveys.models import Sheet, Survey
from tests.cast import Cast

EDUCATIONS = ("primary", "junior", "senior", "diploma", "bachelor", "master", "")


def surveyed(cast: Cast, *answers: str, service: str = "outpatient", **values: Any) -> Survey:
    """A survey of 2023 with these sheets, nine answers each."""
    survey = SURVEYS.create(
        office=cast.oki, by=cast.budi, service=service, period_from=date(2023, 2, 1), period_to=date(2023, 11, 30), population=90,
    )  # fmt: skip
    sheets = [
        {element: int(answer) for element, answer in zip(ELEMENTS, one, strict=True) if answer != "-"}
        | {"sex": "male" if number % 2 else "female", "education": EDUCATIONS[number % 7], **values}
        for number, one in enumerate(answers)
    ]
    COLLECTING.create(office=cast.oki, by=cast.budi, survey=survey, filled_on=date(2023, 3, 24), sheets=sheets)
    return survey


def sheet_of(cast: Cast, service: str = "outpatient") -> str:
    return cast.client(cast.eko).get(f"/ikm/?tahun=2023&layanan={service}").text


def test_the_sheet_says_what_the_figures_say(cast: Cast) -> None:
    surveyed(cast, *["444444443"] * 20, *["334443343"] * 15)
    surveyed(cast, *["222222222"] * 12, service="inpatient")
    told = figures_json(
        Coverage(cast.oki), 2023, evaluate(Coverage(cast.oki), 2023, ["rehab.ikm"], by=["aspect", "detail"])
    )
    elements = {row["by"]["detail"]: row for row in told["figures"] if row["by"].get("aspect") == "outpatient"}
    page = sheet_of(cast)
    for element in ELEMENTS:
        assert f"{elements[element]['value'].replace('.', ',')}" in page and elements[element]["n"] == 35
    split = evaluate(Coverage(cast.oki), 2023, ["rehab.ikm"])
    (one,) = (figure for figure in split if figure.by == {"aspect": "outpatient"})  # a shown split of its own
    assert f"{one.value}".replace(".", ",") in page
    assert "Masa survei 1 Februari 2023 sampai 30 November 2023" in page
    assert "nilai x 25 diambil sebelum pembulatan" in page
    assert ">35<" in page.replace("\n", "")
    assert "50,00" in sheet_of(cast, "inpatient") and "D (tidak baik)" in sheet_of(cast, "inpatient")


def test_it_is_one_page_with_all_there_can_be_on_it(cast: Cast) -> None:
    surveyed(cast, *["444444443"] * 35, *["334443343"] * 35)
    answer = cast.client(cast.eko).get("/ikm/unduh/?tahun=2023&layanan=outpatient")
    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    for words in (
        "Indeks Kepuasan Masyarakat",
        "Rawat jalan",
        "U8 Penanganan pengaduan",
        "Magister",
        "Perempuan",
        "70",
    ):
        assert words in text
    assert answer["Content-Disposition"] == 'attachment; filename="ikm-bnnk-oki-2023-outpatient.pdf"'


def test_a_high_index_or_one_of_few_stands_beside_its_spread(cast: Cast) -> None:
    surveyed(cast, *["444444444"] * 34, "444444443")
    surveyed(cast, *["333333333"] * 6, *["222222222"] * 6, service="inpatient")
    surveyed(cast, *["333333333"] * 30, service="aftercare")
    parts = {
        figure.by["aspect"]: figure
        for figure in evaluate(Coverage(cast.oki), 2023, ["rehab.ikm"], by=["aspect"])
        if figure.by
    }
    assert {service: needs_spread(figure) for service, figure in parts.items()} == {
        "outpatient": True, "inpatient": True, "aftercare": False,
    }  # fmt: skip
    spread = spread_of(Coverage(cast.oki), 2023, parts["inpatient"])
    assert (f"{spread.deviation}", spread.lowest, spread.highest) == ("0.50", 2, 3)
    for service in ("outpatient", "inpatient"):
        assert "simpangan baku" in sheet_of(cast, service)
    assert "simpangan baku 0" not in sheet_of(cast, "aftercare")
    figures = cast.client(cast.eko).get("/angka/?tahun=2023").text
    assert "n = 77 lembar" in figures and "Unsur" in figures and "Layanan" in figures


def test_the_spread_follows_a_correction(cast: Cast) -> None:
    surveyed(cast, *["333333333"] * 10, "111111111")
    wrong = Sheet.objects.get(u1=1)
    mended: dict[str, Any] = dict.fromkeys(ELEMENTS, 3)
    SHEETS.change(wrong, by=cast.budi, based_on=None, **mended)
    (figure,) = (one for one in evaluate(Coverage(cast.oki), 2023, ["rehab.ikm"]) if one.scope == "total")
    assert spread_of(Coverage(cast.oki), 2023, figure).words == "simpangan baku 0,00; semua jawaban 3"


def test_an_element_is_shown_from_ten_answers_on(cast: Cast) -> None:
    surveyed(cast, *["44444444-"] * 9)
    assert "paling sedikit 10 orang" in sheet_of(cast) and "U1 Persyaratan" not in sheet_of(cast)
    assert not [one for one in evaluate(Coverage(cast.oki), 2023, ["rehab.ikm"]) if "detail" in one.by]
    assert cast.client(cast.eko).get("/telusur/rehab.ikm/?tahun=2023&detail=u1").status_code == 200
    surveyed(cast, "444444441")
    shown = [one.by["detail"] for one in evaluate(Coverage(cast.oki), 2023, ["rehab.ikm"]) if "detail" in one.by]
    assert shown == [f"u{number}" for number in range(1, 9)]  # the ninth was answered once


def test_of_fewer_than_five_there_is_no_sheet(cast: Cast) -> None:
    surveyed(cast, *["444444444"] * 4)
    assert "Belum ada jawaban yang cukup" in sheet_of(cast)
    assert cast.client(cast.eko).get("/ikm/unduh/?tahun=2023&layanan=outpatient").status_code == 404


def test_small_groups_of_respondents_are_not_told(cast: Cast) -> None:
    surveyed(cast, *["444444444"] * 12, education="senior")
    surveyed(cast, "333333333", "333333333", education="master")
    page = sheet_of(cast)
    assert "Magister" not in page


@pytest.mark.parametrize(
    ("answers", "band"),
    [
        # 3 + 11/171 = 3.06433; times 25 it is printed as 76.61, and with that the rule's B begins.
        (["433333333"] * 11 + ["333333333"] * 8, "B (baik)"),
        (["333333333"] * 10, "C (kurang baik)"),
        (["444444444"] * 10, "A (sangat baik)"),
    ],
)
def test_the_quality_is_that_of_the_number_as_printed(cast: Cast, answers: list[str], band: str) -> None:
    surveyed(cast, *answers)
    (figure,) = (one for one in evaluate(Coverage(cast.oki), 2023, ["rehab.ikm"]) if one.scope == "total")
    assert quality(figure) == band


def test_who_may_not_read_figures_opens_no_sheet(cast: Cast) -> None:
    surveyed(cast, *["444444444"] * 6)
    assert cast.client(cast.hadi).get("/ikm/?kantor=bnnk-oki&tahun=2023").status_code == 404
    assert cast.client(cast.joko).get("/ikm/?kantor=bnnk-oki&tahun=2023").status_code == 200
    assert cast.client(cast.eko).get("/ikm/?tahun=2023&layanan=bukan").status_code == 404
    assert cast.client(cast.budi).get(reverse("surveys:survey_list")).status_code == 200
