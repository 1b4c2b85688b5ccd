"""The first of its kind in the area: derived from the records, confirmed by a person."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import EXHIBITS
from bersinar.programmes.enforcement.models import Case
from bersinar.programmes.enforcement.narrating import cases
from tests.books import posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import opened_case, seize

WHAT = {"substance": "cannabis_liquid", "novelty": "substance", "what": "ganja dalam cairan rokok elektrik"}


def url(name: str, case: Case) -> str:
    return reverse(f"enforcement:{name}", args=[case.pk])


def liquid(cast: Cast, **values: object) -> Case:
    case = opened_case(cast, **values)
    seize(cast, case, substance="cannabis_liquid", form="liquid", unit="ml", net=12)
    return case


def kinds(case: Case) -> list[str]:
    return [kind for (kind,) in posted(case, "kind")]


def test_it_counts_only_when_a_person_has_confirmed_it(cast: Cast) -> None:
    opened_case(cast, lkn_on=date(2019, 5, 2))
    opened_case(cast, place="35.08")  # another area
    case, client = liquid(cast), cast.client(cast.citra)
    assert kinds(case) == ["enforcement.case_opened"]
    assert url("case_first", case) in client.get(url("case", case)).text
    page = client.get(url("case_first", case)).text
    assert "dikenal sejak 2019 menurut 2 kasus tercatat, termasuk kasus ini" in page
    assert send(client, url("case_first", case), **WHAT).url == url("case", case)
    case.refresh_from_db()
    assert posted(case, "kind", "substance", "place")[1] == ("enforcement.first_in_area", "cannabis_liquid", "16.02")
    assert case.first_confirmed_by == cast.citra
    detail = client.get(url("case", case)).text
    assert "pertama sejak 2019 menurut 2 kasus tercatat" in detail
    assert "Citra Rekaan" in detail
    lines = [line.text for line in cases(cast.oki, 2023)]
    assert lines == [
        "Kasus pertama di Kabupaten Ogan Komering Ilir: Ganja cair, ganja dalam cairan rokok elektrik "
        "(pertama sejak 2019 menurut 2 kasus tercatat)"
    ]
    assert verify() == []


def test_an_earlier_case_with_the_same_substance_refuses_it(cast: Cast) -> None:
    earlier, later = liquid(cast, lkn_on=date(2022, 1, 5)), liquid(cast)
    client = cast.client(cast.citra)
    assert f"Sudah tercatat di wilayah ini pada {earlier.number}" in sentences(
        send(client, url("case_first", later), **WHAT)
    )
    as_form = {**WHAT, "novelty": "form"}
    assert "Sudah tercatat" in sentences(send(client, url("case_first", later), **as_form))
    # The earlier one itself was the first; and a new way of doing it is what only a person can know.
    assert send(client, url("case_first", earlier), **WHAT).status_code == 302
    assert (
        send(
            client, url("case_first", later), **{**WHAT, "novelty": "modus", "what": "lewat pesawat nirawak"}
        ).status_code
        == 302
    )
    assert verify() == []


def test_what_the_case_does_not_hold_is_no_first(cast: Cast) -> None:
    case, client = liquid(cast), cast.client(cast.citra)
    assert "Pilihan ini tidak ada pada daftar" in sentences(
        send(client, url("case_first", case), **{**WHAT, "substance": "heroin"})
    )
    assert "tidak boleh kosong" in sentences(send(client, url("case_first", case), **{**WHAT, "what": ""}))
    assert kinds(case) == ["enforcement.case_opened"]


def test_what_it_rests_on_stays_until_it_is_taken_back(cast: Cast) -> None:
    case, client = liquid(cast), cast.client(cast.citra)
    send(client, url("case_first", case), **WHAT)
    exhibit = case.exhibits.get()
    cancel = reverse("enforcement:exhibit_cancel", args=[exhibit.pk])
    assert "bertumpu pada barang bukti ini" in client.post(cancel, {"reason": "salah"}).text
    assert "bertumpu" in sentences(
        send(client, reverse("enforcement:exhibit_change", args=[exhibit.pk]), substance="precursor")
    )
    assert "Cabut kepastiannya dahulu" in sentences(send(client, url("case_change", case), place_elsewhere="Lumajang"))
    withdraw = url("case_first_withdraw", case)
    assert client.post(withdraw, {"reason": ""}).status_code == 422
    assert client.post(withdraw, {"reason": "laboratorium berkata lain"})["Location"] == url("case", case)
    assert kinds(case) == ["enforcement.case_opened"]
    EXHIBITS.cancel(exhibit, by=cast.citra, reason="salah")
    assert verify() == []


def test_a_prominent_case_says_why_in_the_report(cast: Cast) -> None:
    case = opened_case(cast, prominent=True, prominent_reason="jumlahnya terbesar tahun ini")
    assert kinds(case) == ["enforcement.case_opened", "enforcement.case_prominent"]
    assert [line.text for line in cases(cast.oki, 2023)] == ["Kasus menonjol: jumlahnya terbesar tahun ini"]
    assert list(cases(cast.oki, 2022)) == []
