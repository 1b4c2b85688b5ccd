"""Goods and money: counted apart from drugs and from one another, and what identifies them stays closed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from bersinar.foundation.audit.models import Reading
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import CASES, GOODS
from bersinar.programmes.enforcement.models import Case, SeizedGood
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import seize

CASH = {"kind": "cash", "count": "1", "worth": "12.500.000", "seized_on": "2023-03-14"}
ACCOUNT = "8800112233445566"


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


def test_money_and_goods_are_recorded_and_counted_apart(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    seize(cast, case)
    new = f"{url('good_new')}?kasus={case.pk}"
    assert new in client.get(url("case", case.pk)).text
    assert send(client, new, **CASH).url == url("case", case.pk)
    send(client, new, kind="motorcycle", count="2", worth="15.000.000", seized_on="2023-03-14")
    send(client, new, kind="mobile_phone", count="3", worth="", seized_on="2023-03-15")
    money, bikes, phones = SeizedGood.objects.order_by("recorded_at")
    assert posted(money, "kind", "quantity", "detail", "basis") == [
        ("enforcement.money_seized", 12_500_000, "cash", "recorded")
    ]
    assert posted(bikes, "kind", "quantity", "basis") == [
        ("enforcement.goods_seized", 2, "recorded"), ("enforcement.goods_valued", 15_000_000, "estimated"),
    ]  # fmt: skip
    assert posted(phones, "kind", "quantity") == [("enforcement.goods_seized", 3)]
    told = [figure(cast.oki, f"enforcement.{code}")[0] for code in ("money", "goods", "goods_value")]
    assert told == ["12500000", "5", "15000000"]
    page = client.get(url("case", case.pk)).text
    assert "Rp 12.500.000" in page
    assert "Rp 15.000.000, 1 catatan belum ditaksir" in page
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"worth": ""}, "Isi jumlah uangnya dalam rupiah."),
        ({"worth": "0"}, "Isi lebih dari nol, atau kosongkan."),
        ({"worth": "-5"}, "Angka tidak boleh negatif."),
        ({"worth": "9.000.000.000.000.000"}, "Angka terlalu besar."),
        ({"count": "0"}, "Isi lebih dari nol."),
        ({"seized_on": "2023-03-13"}, "Mendahului tanggal kejadian kasusnya (14-03-2023)."),
        ({"kind": "uang"}, "Pilihan ini tidak ada pada daftar"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    cast: Cast, case: Case, typed: dict[str, str], sentence: str
) -> None:
    answer = send(cast.client(cast.citra), f"{url('good_new')}?kasus={case.pk}", **{**CASH, **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not SeizedGood.objects.exists()


def test_what_identifies_an_account_opens_for_a_purpose_alone(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    send(client, f"{url('good_new')}?kasus={case.pk}", **{**CASH, "kind": "bank_account"}, identifier=ACCOUNT)
    good = SeizedGood.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT changes FROM audit_auditline")
        assert ACCOUNT not in repr(cursor.fetchall())
    for page in (url("good", good.pk), url("good_change", good.pk), url("good_open", good.pk), url("case", case.pk)):
        assert ACCOUNT not in client.get(page).text
    assert client.post(url("good_open", good.pk), {"purpose": ""}).status_code == 422
    assert ACCOUNT in client.post(url("good_open", good.pk), {"purpose": "surat ke bank"}).text
    assert Reading.objects.filter(record_id=good.pk, purpose="surat ke bank").exists()
    send(client, url("good_change", good.pk), worth="13.000.000")  # left empty, the number stays
    assert SeizedGood.objects.get().compared("identifier") == ACCOUNT
    assert cast.client(cast.indra).post(url("good_open", good.pk), {"purpose": "x"}).status_code == 404
    assert cast.client(cast.budi).post(url("good_open", good.pk), {"purpose": "x"}).status_code == 403


def test_a_case_that_moves_takes_its_goods_along_and_keeps_them(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    good = GOODS.create(
        office=cast.oki, by=cast.citra, case=case, kind="car", count=1, worth=90_000_000, seized_on=date(2023, 3, 14)
    )
    send(client, url("case_change", case.pk), place_elsewhere="Lumajang")
    assert posted(good, "place") == [("35.08",), ("35.08",)]
    assert "Paling lambat 14-03-2023" in sentences(send(client, url("case_change", case.pk), lkn_on="2023-03-20"))
    assert "masih punya barang dan uang" in client.post(url("case_cancel", case.pk), {"reason": "salah"}).text
    client.post(url("good_cancel", good.pk), {"reason": "salah catat"})
    assert posted(good) == []
    assert verify() == []


def test_a_laundering_case_is_counted_as_one(cast: Cast, case: Case) -> None:
    assert figure(cast.oki, "enforcement.cases_laundering")[0] is None
    send(cast.client(cast.citra), url("case_change", case.pk), is_laundering="on")
    assert figure(cast.oki, "enforcement.cases_laundering")[0] == "1"
    CASES.change(case, by=cast.citra, based_on=None, is_laundering=False)
    assert figure(cast.oki, "enforcement.cases_laundering")[0] in (None, "0")
    assert verify() == []
