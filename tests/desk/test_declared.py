"""Figures told by letter: a sheet is shown before it is kept, stands beside the sum, and steps aside month by month."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.figures.indicators.reporting import reporting_offices
from bersinar.figures.models import DeclaredFigure
from bersinar.figures.monthly.sheet import HEADINGS
from bersinar.foundation.access.models import User
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from tests.cast import Cast

from .conftest import hold

pytestmark = pytest.mark.django_db

PEOPLE = "prevention.people_reached"
ROW = ("bnnk-oki", PEOPLE, 2023, 3, 120, "B/12/IV/2023", date(2023, 4, 5))


def sheet(*rows: Sequence[Any], titles: Sequence[str] = tuple(HEADINGS)) -> SimpleUploadedFile:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, day = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
    for line, row in enumerate([titles, *rows]):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(line, column, value, day)
            else:
                page.write(line, column, value)
    book.close()
    return SimpleUploadedFile("angka.xlsx", out.getvalue())


def load(cast: Cast, user: User, *rows: Sequence[Any], **options: Any) -> Any:
    return cast.client(user).post("/angka-menurut-surat/muat/", {"file": sheet(*rows, **options)})


def keep(cast: Cast, user: User, *rows: Sequence[Any]) -> Any:
    shown = load(cast, user, *rows)
    assert shown.status_code == 200, shown.content.decode()
    return cast.client(user).post("/angka-menurut-surat/muat/", {"seen": shown.context["seen"]}, follow=True)


def people(cast: Cast) -> Any:
    (total,) = (one for one in evaluate(Coverage(cast.sumsel), 2023, [PEOPLE], joint=False) if one.scope == "total")
    return total.value


def test_a_sheet_is_shown_then_kept_beside_the_sum_and_never_in_it(cast: Cast) -> None:
    shown = load(cast, cast.joko, ROW).content.decode()
    assert "Belum ada yang disimpan" in shown and "120" in shown and not DeclaredFigure.objects.exists()
    keep(cast, cast.joko, ROW)
    assert people(cast) is None
    page = (
        cast.client(cast.joko)
        .get(f"/angka/potongan/?kantor=bnnp-sumsel&tahun=2023&indikator={PEOPLE}")
        .content.decode()
    )
    assert "di luar ini 120 menurut surat: BNNK OKI (Mar)" in page
    fact = Fact.objects.get(kind="planning.figure_declared")
    assert (fact.office_id, fact.day, fact.quantity, fact.detail) == (cast.oki.pk, date(2023, 3, 31), 120_000, PEOPLE)
    assert verify() == []


def test_it_steps_aside_month_by_month_when_records_arrive(cast: Cast) -> None:
    keep(cast, cast.joko, ROW, ("bnnk-oki", PEOPLE, 2023, "April", "80", "B/13/V/2023", "05-05-2023"))
    at = f"/angka/potongan/?kantor=bnnp-sumsel&tahun=2023&indikator={PEOPLE}"
    assert "di luar ini 200 menurut surat: BNNK OKI (Mar–Apr)" in cast.client(cast.joko).get(at).content.decode()
    hold(cast, 28, held_on=date(2023, 3, 14))
    assert people(cast) == 28
    assert "di luar ini 80 menurut surat: BNNK OKI (Apr)" in cast.client(cast.joko).get(at).content.decode()


def test_a_later_sheet_corrects_and_takes_back(cast: Cast) -> None:
    keep(cast, cast.joko, ROW)
    shown = load(cast, cast.joko, (*ROW[:4], 125, "B/20/IV/2023", date(2023, 4, 20))).content.decode()
    assert "mengganti yang lama" in shown and "125" in shown
    keep(cast, cast.joko, (*ROW[:4], 125, "B/20/IV/2023", date(2023, 4, 20)))
    assert DeclaredFigure.objects.get().value == 125_000
    assert (
        "Tidak ada yang berubah"
        in keep(cast, cast.joko, (*ROW[:4], 125, "B/20/IV/2023", date(2023, 4, 20))).content.decode()
    )
    keep(cast, cast.joko, (*ROW[:4], "cabut", "B/21/IV/2023", date(2023, 4, 21)))
    assert not DeclaredFigure.objects.standing().exists()
    assert verify() == []


def test_every_wrong_row_is_told_at_once_and_nothing_kept(cast: Cast) -> None:
    told = load(
        cast, cast.joko, ROW, ROW, ("bnnk-lumajang", *ROW[1:]), (*ROW[:1], "rehab.clients", *ROW[2:]), (*ROW[:3], 13, *ROW[4:]),
        (*ROW[:4], "", *ROW[5:]), (*ROW[:4], 1.5, *ROW[5:]), (*ROW[:2], 2099, *ROW[3:]), (*ROW[:5], "", ROW[6]),
    )  # fmt: skip
    said = told.content.decode()
    assert told.status_code == 422
    for number in range(3, 11):
        assert f"Baris {number}:" in said
    assert (
        "sama dengan baris 2" in said
        and "tidak ada di bawah satuan kerja Anda" in said
        and "bukan bilangan bulat" in said
    )
    assert (
        "Judul kolom ini tidak ada: nomor surat"
        in load(cast, cast.joko, ROW, titles=tuple(HEADINGS)[:5]).content.decode()
    )
    broken = {"file": SimpleUploadedFile("a.xlsx", b"bukan excel")}
    assert (
        "tidak terbaca sebagai Excel"
        in cast.client(cast.joko).post("/angka-menurut-surat/muat/", broken).content.decode()
    )
    assert not DeclaredFigure.objects.exists()


def test_what_is_kept_is_what_was_shown(cast: Cast) -> None:
    answer = cast.client(cast.joko).post("/angka-menurut-surat/muat/", {"seen": "lain:sekali"}, follow=True)
    assert "Muat sekali lagi" in answer.content.decode() and not DeclaredFigure.objects.exists()


@pytest.mark.parametrize("person", ["dewi", "eko", "ani", "budi"])
def test_an_office_declares_nothing_of_itself(cast: Cast, person: str) -> None:
    assert load(cast, getattr(cast, person), ROW).status_code == 403


def test_a_statement_is_taken_back_only_from_above(cast: Cast) -> None:
    keep(cast, cast.joko, ROW)
    at = f"/angka-menurut-surat/{DeclaredFigure.objects.get().pk}/"
    assert cast.client(cast.dewi).get(at).status_code == 200
    assert cast.client(cast.dewi).post(f"{at}batalkan/", {"reason": "keliru"}).status_code == 403
    cast.client(cast.joko).post(f"{at}batalkan/", {"reason": "surat dicabut"})
    assert not DeclaredFigure.objects.standing().exists()


def test_the_office_counts_as_told_by_letter(cast: Cast, lila: User) -> None:
    keep(cast, lila, ROW)
    said = reporting_offices(Coverage(cast.bnn), 2023).sentence
    assert said == "0 dari 2 kantor sudah melapor; menurut surat saja: BNNK OKI; belum: BNNK Lumajang"


def test_the_sheet_to_fill_in_names_the_codes(cast: Cast) -> None:
    answer = cast.client(cast.joko).get("/angka-menurut-surat/contoh/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert [str(cell).casefold() for cell in book.get_sheet_by_index(0).to_python()[0]] == list(HEADINGS)
    codes = book.get_sheet_by_index(1).to_python()
    assert codes[1][:2] == ["bnnk-oki", "BNNK OKI"] and PEOPLE in {row[3] for row in codes}
    assert "rehab.clients" not in {row[3] for row in codes}
