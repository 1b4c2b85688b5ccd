"""The budget: lines, numbered revisions, months; figures of it; a year's sheet taken in whole or not at all."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.planning.actions import BUDGET, REVISING, SPENDING
from bersinar.programmes.planning.models import BudgetLine, Spending
from tests.books import figure
from tests.cast import Cast
from tests.filling import send, sentences


def line(cast: Cast, **values: Any) -> BudgetLine:
    said = {"year": 2023, "activity": "3247 Advokasi", "section": "prevention", "amount": 10_000_000, **values}
    return BUDGET.create(office=cast.oki, by=cast.dewi, **said)


def spend(cast: Cast, budget: BudgetLine, month: int, amount: int, **values: Any) -> Spending:
    return SPENDING.create(office=cast.oki, by=cast.dewi, line=budget, month=month, amount=amount, **values)


def revise(cast: Cast, budget: BudgetLine, amount: int, day: date = date(2023, 6, 5)) -> Any:
    return REVISING.create(office=cast.oki, by=cast.dewi, line=budget, decided_on=day, amount=amount, why="Efisiensi.")


def test_a_budget_its_revision_and_its_months_come_to_figures(cast: Cast) -> None:
    budget = line(cast)
    revise(cast, budget, 8_000_000)
    spend(cast, budget, 1, 1_500_000)
    spend(cast, budget, 2, 500_000)
    assert figure(cast.oki, "planning.budget") == ("8000000", None)
    assert figure(cast.oki, "planning.spent") == ("2000000", None)
    assert figure(cast.oki, "planning.absorption") == ("25.00", None)
    page = cast.client(cast.dewi).get(reverse("planning:budget", args=[budget.pk])).text
    for told in ("Rp 8.000.000", "25,00%", "Revisi 1", "10.000.000", "Efisiensi."):
        assert told in page
    assert verify() == []


def test_money_that_comes_back_is_said_and_nothing_falls_below_nothing(cast: Cast) -> None:
    budget = line(cast)
    spend(cast, budget, 1, 1_000_000)
    with pytest.raises(Refusal, match="pengembalian belanja"):
        spend(cast, budget, 2, -200_000)
    spend(cast, budget, 2, -200_000, returned="Honor dikembalikan.")
    assert figure(cast.oki, "planning.spent") == ("800000", None)
    with pytest.raises(Refusal, match="lebih besar daripada"):
        spend(cast, budget, 3, -900_000, returned="Salah bayar.")
    assert verify() == []


def test_no_line_spends_more_than_its_ceiling_nor_is_cut_below_what_is_spent(cast: Cast) -> None:
    budget = line(cast)
    with pytest.raises(Refusal, match=r"melebihi pagu Rp 10\.000\.000"):
        spend(cast, budget, 1, 10_000_001)
    spend(cast, budget, 1, 6_000_000)
    with pytest.raises(Refusal, match=r"Sudah dibelanjakan Rp 6\.000\.000"):
        revise(cast, budget, 5_000_000)
    first = revise(cast, budget, 7_000_000)
    revise(cast, budget, 9_000_000, date(2023, 9, 4))
    with pytest.raises(Refusal, match="Hanya revisi terakhir"):
        REVISING.change(first, by=cast.dewi, based_on=1, amount=8_000_000)
    with pytest.raises(Refusal, match="lewat revisi anggaran"):
        BUDGET.change(budget, by=cast.dewi, based_on=1, amount=1)


def test_a_month_of_all_lines_is_filled_in_on_one_page_or_not_at_all(cast: Cast) -> None:
    first, second = line(cast), line(cast, activity="3250 Rehabilitasi", section="rehabilitation", amount=1_000_000)
    client, url = cast.client(cast.dewi), f"{reverse('planning:budget_month', args=[2023])}?bulan=3"
    typed = {f"amount_{first.pk.hex}": "2.000.000", f"amount_{second.pk.hex}": "5.000.000"}
    refused = client.post(url, {"month": "3", **typed})
    assert "melebihi pagu" in refused.text
    assert "2.000.000" in refused.text
    assert not Spending.objects.exists()
    assert client.post(url, {"month": "3", **typed, f"amount_{second.pk.hex}": "500.000"}).status_code == 302
    assert figure(cast.oki, "planning.spent") == ("2500000", None)
    assert cast.client(cast.joko).get(url).status_code == 403


def test_a_year_is_taken_in_from_excel(cast: Cast) -> None:
    told = io.BytesIO()
    with xlsxwriter.Workbook(told) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Kegiatan", "Bidang", "Pagu", "Januari"])
        sheet.write_row(1, 0, ["3247 Advokasi", "Pencegahan", 5000000, 250000])
        sheet.write_row(2, 0, ["3250 Rehabilitasi", "Rehabilitasi", 4000000, ""])
    upload = SimpleUploadedFile("anggaran.xlsx", told.getvalue())
    answer = cast.client(cast.dewi).post(reverse("planning:budget_load"), {"year": "2023", "file": upload})
    assert answer.status_code == 302
    assert list(BudgetLine.objects.values_list("activity", "section", "fund", "amount").order_by("amount")) == [
        ("3250 Rehabilitasi", "rehabilitation", "dipa", 4_000_000),
        ("3247 Advokasi", "prevention", "dipa", 5_000_000),
    ]
    assert figure(cast.oki, "planning.spent") == ("250000", None)
    assert verify() == []


def test_every_row_that_cannot_be_read_is_told_and_none_is_kept(cast: Cast) -> None:
    pasted = "Kegiatan\tBidang\tPagu\nAdvokasi\tPencegahan\t5.000.000\nX\tDapur\t1\n\tUmum\t2\nY\tUmum\tbanyak"
    answer = send(cast.client(cast.dewi), reverse("planning:budget_load"), year="2023", text=pasted)
    told = sentences(answer)
    for said in ("Baris 3: Bidang “Dapur” tidak dikenal", "Baris 4: tidak menyebut program", "Baris 5: Pagu “banyak”"):
        assert said in told
    assert not BudgetLine.objects.exists()
    twice = "Kegiatan\tPagu\nAdvokasi\t5\nAdvokasi\t6"
    assert "sudah ada" in sentences(
        send(cast.client(cast.dewi), reverse("planning:budget_load"), year="2023", text=twice)
    )
    assert not BudgetLine.objects.exists()
