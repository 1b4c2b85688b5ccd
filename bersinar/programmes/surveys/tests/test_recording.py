"""A survey is opened, sheets are entered one by one or many at once, and corrected."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from django.db.models import Sum
from django.urls import reverse

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.ledger.models import Fact, Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.surveys.models import Sheet, Survey
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import fill_in

NEW = {"service": "inpatient", "period_from": "2023-01-01", "period_to": "2023-12-31", "population": "60"}
SHEET = {"filled_on": "2023-03-24", **dict.fromkeys(ELEMENTS, "3")}


def ikm(cast: Cast) -> str:
    """The mean of the nine elements' means, from the facts, half-up to two decimals."""
    facts = Fact.objects.filter(office=cast.oki, kind="surveys.element_answered")
    sums = list(facts.values("detail").annotate(points=Sum("quantity"), answers=Sum("sign")).order_by())
    exact = sum((Fraction(one["points"], 1000 * one["answers"]) for one in sums), Fraction(0)) / len(sums)
    return f"{(Decimal(exact.numerator) / exact.denominator).quantize(Decimal('0.01'), ROUND_HALF_UP)}"


def test_a_survey_is_opened_changed_and_cancelled_at_the_desk(cast: Cast) -> None:
    client = cast.client(cast.budi)
    page = send(client, reverse("surveys:survey_new"), **NEW).url
    survey = Survey.objects.get()
    assert "52 lembar dari 60 penerima layanan" in client.get(page).text
    send(client, reverse("surveys:survey_change", args=[survey.pk]), population="1.000")
    shown = client.get(page).text
    assert "278 lembar dari 1.000 penerima layanan" in shown
    assert "Masih kurang 278 lembar" in shown
    assert "Lebih mudah bila semuanya ditanya" not in shown
    client.post(reverse("surveys:survey_cancel", args=[survey.pk]), {"reason": "ganda"})
    survey.refresh_from_db()
    assert survey.is_cancelled


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("population", "0", "Paling sedikit 1 orang"),
        ("population", "banyak", "bukan angka"),
        ("period_to", "2022-12-31", "berakhir sebelum mulai"),
        ("service", "", "Isian ini"),
    ],
)
def test_a_wrong_survey_is_not_saved(cast: Cast, name: str, typed: str, sentence: str) -> None:
    answer = send(cast.client(cast.budi), reverse("surveys:survey_new"), **{**NEW, name: typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not Survey.objects.exists()


def test_a_sheet_posts_itself_and_every_answer(cast: Cast, survey: Survey) -> None:
    client = cast.client(cast.budi)
    new = f"{reverse('surveys:sheet_new')}?survei={survey.pk}"
    page = send(client, new, **{**SHEET, "u4": ""}, sex="female", comment="Ramah").url
    sheet = Sheet.objects.get()
    facts = posted(sheet, "kind", "detail", "quantity", "aspect", "sex")
    assert facts[-1] == ("surveys.sheet_collected", "", 1, "outpatient", "female")
    assert facts[:-1] == [
        ("surveys.element_answered", element, 3000, "outpatient", "") for element in ELEMENTS if element != "u4"
    ]
    assert {fact.day for fact in posted(sheet)} == {date(2023, 3, 1)}  # by month: a day would show a face
    assert "Ramah" not in client.get(page).text

    send(client, reverse("surveys:sheet_change", args=[sheet.pk]), u1="4", u4="2")
    assert dict(posted(sheet, "detail", "quantity"))["u1"] == 4000
    client.post(reverse("surveys:sheet_cancel", args=[sheet.pk]), {"reason": "ganda"})
    assert posted(sheet) == []
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"u1": "5"}, "Pilihan"),
        ({"filled_on": "2022-12-31"}, "di luar masa survei"),
        ({"filled_on": "2099-01-01"}, "belum terjadi"),
        (dict.fromkeys(ELEMENTS, ""), "tanpa satu pun jawaban"),
    ],
)
def test_a_wrong_sheet_is_not_saved(cast: Cast, survey: Survey, typed: dict[str, str], sentence: str) -> None:
    url = f"{reverse('surveys:sheet_new')}?survei={survey.pk}"
    answer = send(cast.client(cast.budi), url, **{**SHEET, **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not Sheet.objects.exists()


def test_many_sheets_are_one_deed(cast: Cast, survey: Survey) -> None:
    client = cast.client(cast.budi)
    new = f"{reverse('surveys:sheets_new')}?survei={survey.pk}"
    filled = {
        **opened(client, new), "filled_on": "2023-03-24",
        "sheets": "333333333\nL 4 4 4 4 4 4 4 4 4\np\t3\t3\t3\t\t3\t3\t3\t3\t3\n\n34-343434",
    }  # fmt: skip
    assert client.post(new, filled)["Location"] == reverse("surveys:sheet_list")
    client.post(new, filled)  # sent twice
    # In no order: the ids of one moment are chance.
    assert sorted(str(sheet.answers.get("u4")) for sheet in Sheet.objects.all()) == ["3", "3", "4", "None"]
    assert sorted(sheet.sex for sheet in Sheet.objects.all()) == ["", "", "female", "male"]
    assert Posting.objects.filter(action="surveys.collect_sheets").count() == 1
    assert "Terjawab" in client.get(reverse("surveys:sheet_list"), {"survei": str(survey.pk)}).text
    assert verify() == []


def test_an_unclear_grid_is_refused_line_by_line_and_nothing_is_saved(cast: Cast, survey: Survey) -> None:
    new = f"{reverse('surveys:sheets_new')}?survei={survey.pk}"
    grid = "333333333\n33333\n\n333533333\n---------"
    answer = send(cast.client(cast.budi), new, filled_on="2023-03-24", sheets=grid)
    said = sentences(answer)
    assert "Baris 2: ada 5 jawaban, seharusnya 9." in said
    assert "Baris 4: “5” bukan jawaban." in said
    assert "Baris 5: tidak ada jawaban." in said
    assert "333533333" in answer.text
    assert not Sheet.objects.exists()


def test_the_index_is_the_mean_of_the_elements_means(cast: Cast, survey: Survey) -> None:
    fill_in(cast, survey, "444444444")
    fill_in(cast, survey, "2--------")
    assert ikm(cast) == "3.89"  # u1 = 3, the others 4: 35 / 9


def test_the_articles_index_comes_from_fifty_sheets(cast: Cast, survey: Survey) -> None:
    client = cast.client(cast.budi)
    new = f"{reverse('surveys:sheets_new')}?survei={survey.pk}"
    send(client, new, filled_on="2023-03-24", sheets="\n".join(["333333333"] * 3 + ["444444444"] * 47))
    assert ikm(cast) == "3.94"
    shown = client.get(reverse("surveys:survey", args=[survey.pk])).text
    assert "Jumlah lembar sudah cukup" in shown
    assert "indikator=rehab.ikm" in shown  # the index itself is the desk's to compute
