"""An investigator records, changes and cancels through the forms of the desk."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.foundation.numbering.models import NumberTemplate
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import CASES, EXHIBITS, SUSPECTS
from bersinar.programmes.enforcement.models import Case, Exhibit, Network, Suspect
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import OKI, name_suspect, opened_case, seize

NEW_CASE = {"lkn_on": "2023-03-14", "place": OKI, "summary": "Penangkapan di jalan lintas."}
NEW_SUSPECT = {
    "name": "Budi Rekaan", "sex": "male", "birth_year": "1990", "status": "named", "named_on": "2023-03-14",
    "role": "courier",
    "nationality": "ID",
}  # fmt: skip
NEW_EXHIBIT = {"substance": "methamphetamine", "unit": "g", "net": "307,527", "seized_on": "2023-03-14"}


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


def test_a_case_gets_the_next_number_and_lands_on_its_page(cast: Cast) -> None:
    client = cast.client(cast.citra)
    answer = send(client, url("case_new"), **NEW_CASE)
    case = Case.objects.get()
    assert answer.url == url("case", case.pk)
    assert case.number == "LKN/001/III/2023/BNNK-OKI"
    assert "Penangkapan di jalan lintas." in client.get(answer.url).text


def test_an_lkn_number_is_never_given_twice(cast: Cast) -> None:
    client = cast.client(cast.citra)
    send(client, url("case_new"), **NEW_CASE, number="LKN/002/III/2023/BNNK-OKI")  # typed by hand before its turn
    send(client, url("case_new"), **NEW_CASE)
    send(client, url("case_new"), **NEW_CASE)
    first, second, third = Case.objects.order_by("recorded_at")
    assert [first.number[:7], second.number[:7], third.number[:7]] == ["LKN/002", "LKN/001", "LKN/003"]
    CASES.cancel(second, by=cast.citra, reason="salah catat")
    again = send(client, url("case_new"), **NEW_CASE, number=second.number)
    assert "sudah dipakai" in sentences(again)
    assert Case.objects.count() == 3


def test_the_office_writes_its_numbers_its_own_way(cast: Cast) -> None:
    NumberTemplate.objects.create(office=cast.oki, kind="lkn", template="LKN/{n:02}/{year}")
    assert opened_case(cast).number == "LKN/01/2023"
    assert opened_case(cast, number="LKN bekas 7").number == "LKN bekas 7"


def test_a_form_sent_twice_makes_one_case(cast: Cast) -> None:
    client = cast.client(cast.citra)
    filled = {**opened(client, url("case_new")), **NEW_CASE}
    first, second = (client.post(url("case_new"), filled) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"lkn_on": "2099-01-01"}, "Tanggal belum terjadi."),
        ({"began_on": "2023-03-15"}, "Tanggal kejadian sesudah tanggal LKN."),
        ({"prominent": "on"}, "Tuliskan mengapa kasus ini menonjol."),
        ({"place": ""}, "Pilih wilayah kejadian"),
        ({"place_elsewhere": "Kabupaten Antah"}, "tidak dikenal"),
        ({"place_elsewhere": "Jawa Timur"}, "Tulis kabupaten atau kota."),
    ],
)
def test_what_is_wrong_with_a_case_is_said_and_nothing_is_saved(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    answer = send(cast.client(cast.citra), url("case_new"), **{**NEW_CASE, **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not Case.objects.exists()
    assert not Fact.objects.exists()


def test_a_case_may_have_happened_in_another_province(cast: Cast) -> None:
    send(cast.client(cast.citra), url("case_new"), **{**NEW_CASE, "place": "", "place_elsewhere": "Lumajang"})
    assert Case.objects.get().place_id == "35.08"


def test_suspects_and_exhibits_begin_at_their_case(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    page = client.get(url("case", case.pk)).text
    for kind in ("suspect", "exhibit", "invitation"):
        link = f"{url(f'{kind}_new')}?kasus={case.pk}"
        assert link in page
        assert opened(client, link)["case"] == str(case.pk)
    assert f'href="{url("case", case.pk)}"' in client.get(f"{url('exhibit_new')}?kasus={case.pk}").text


def test_a_suspect_is_recorded_and_counted(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    send(client, url("suspect_new"), case=case.pk, **NEW_SUSPECT)
    suspect = Suspect.objects.get()
    assert suspect.code == "T-1"
    assert posted(suspect, "kind", "day", "sex", "age_band", "detail", "quantity") == [
        ("enforcement.suspect_named", date(2023, 3, 14), "male", "25_59", "courier", 1)
    ]
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Isi nama atau alias."),
        ({"nik": "123"}, "NIK terdiri dari 16 angka."),
        ({"named_on": ""}, "Isi tanggal penetapan"),
        ({"named_on": "2023-03-13"}, "Mendahului tanggal kejadian kasusnya (14-03-2023)."),
        ({"birth_year": "2010"}, "pilih anak yang berkonflik dengan hukum"),
        ({"status": "child", "birth_year": "1990"}, "sudah dewasa"),
        ({"status": "child", "birth_year": ""}, "Isi tahun lahir anak."),
        ({"birth_year": "1850"}, "Tahun lahir tidak mungkin."),
    ],
)
def test_what_is_wrong_with_a_suspect_is_said(cast: Cast, case: Case, typed: dict[str, str], sentence: str) -> None:
    answer = send(cast.client(cast.citra), url("suspect_new"), case=case.pk, **{**NEW_SUSPECT, **typed})
    assert sentence in sentences(answer)
    assert not Suspect.objects.exists()


def test_who_is_only_sought_is_not_counted_until_named(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case, status="wanted", named_on=None)
    assert posted(suspect) == []
    change = url("suspect_change", suspect.pk)
    send(cast.client(cast.citra), change, status="named", named_on="2023-04-02")
    assert posted(suspect, "day") == [(date(2023, 4, 2),)]
    assert verify() == []


def test_a_change_is_posted_as_a_correction_and_cancelling_takes_it_back(cast: Cast, case: Case) -> None:
    client, exhibit = cast.client(cast.citra), seize(cast, case)
    send(client, url("exhibit_change", exhibit.pk), net="310")
    assert posted(exhibit, "quantity") == [(310_000_000,)]
    assert sorted(Fact.objects.filter(source_id=exhibit.pk).values_list("quantity", flat=True)) == [
        -307_527_000, 307_527_000, 310_000_000,
    ]  # fmt: skip
    assert "307,527 → 310" in client.get(url("exhibit", exhibit.pk)).text
    assert client.post(url("exhibit_cancel", exhibit.pk), {"reason": ""}).status_code == 422
    client.post(url("exhibit_cancel", exhibit.pk), {"reason": "tercatat dua kali"})
    assert posted(exhibit) == []
    assert verify() == []


def test_a_case_that_moves_takes_its_exhibits_along(cast: Cast, case: Case) -> None:
    exhibit = seize(cast, case)
    send(
        cast.client(cast.citra),
        url("case_change", case.pk),
        place_elsewhere="Lumajang",
        lkn_on="2023-03-15",
        began_on="2023-03-14",
    )
    case.refresh_from_db()
    assert posted(case, "place", "day") == [("35.08", date(2023, 3, 15))]
    assert posted(exhibit, "place", "day") == [("35.08", date(2023, 3, 14))]
    assert verify() == []


def test_a_case_does_not_begin_after_its_first_arrest(cast: Cast, case: Case) -> None:
    name_suspect(cast, case)
    answer = send(cast.client(cast.citra), url("case_change", case.pk), lkn_on="2023-03-20")
    assert "Paling lambat 14-03-2023" in sentences(answer)


def test_a_case_with_suspects_or_exhibits_is_not_cancelled(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    suspect, exhibit = name_suspect(cast, case), seize(cast, case)
    refused = client.post(url("case_cancel", case.pk), {"reason": "salah"})
    assert "masih punya tersangka dan barang bukti" in refused.text
    SUSPECTS.cancel(suspect, by=cast.citra, reason="salah")
    EXHIBITS.cancel(exhibit, by=cast.citra, reason="salah")
    assert client.post(url("case_cancel", case.pk), {"reason": "salah"}).status_code == 302
    assert posted(case) == []
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        seize(cast, case)
    assert verify() == []


def test_nothing_is_added_to_the_case_of_another_office(cast: Cast, case: Case) -> None:
    with pytest.raises(Refusal, match="Pilih kasus satuan kerja ini"):
        EXHIBITS.create(
            office=cast.lumajang, by=cast.indra, case=case, substance="heroin", unit="g", net=1, seized_on=case.lkn_on
        )
    answer = send(cast.client(cast.indra), url("exhibit_new"), case=case.pk, **NEW_EXHIBIT)
    assert answer.status_code == 422
    assert not Exhibit.objects.exists()


def test_a_closed_month_asks_for_a_reason(cast: Cast, case: Case) -> None:
    exhibit = seize(cast, case, seized_on=date(2023, 4, 3))
    close_month(office=cast.oki, year=2023, month=4, by=cast.eko)
    client = cast.client(cast.citra)
    refused = send(client, url("exhibit_change", exhibit.pk), net="1")
    assert "bulannya sudah ditutup" in sentences(refused)
    # The case is of March, which is open; but what it says of April's exhibit would change with it.
    moved = {"place_elsewhere": "Lumajang"}
    assert "bulannya sudah ditutup" in sentences(send(client, url("case_change", case.pk), **moved))
    assert send(client, url("case_change", case.pk), **moved, reason="salah wilayah").status_code == 302
    assert posted(exhibit, "place") == [("35.08",)]
    assert verify() == []


def test_two_people_at_one_case_lose_nothing_unseen(cast: Cast, case: Case) -> None:
    change = url("case_change", case.pk)
    one, two = cast.client(cast.citra), cast.client(cast.citra)
    of_one = opened(one, change)
    send(two, change, summary="Dari meja sebelah")
    refused = one.post(change, {**of_one, "summary": "Dari meja ini"})
    assert refused.status_code == 422
    assert "Dari meja sebelah" in sentences(refused)
    case.refresh_from_db()
    assert case.summary == "Dari meja sebelah"


def test_a_network_names_its_countries_and_its_cases(cast: Cast) -> None:
    client = cast.client(cast.citra)
    new = {"name": "Jalur laut", "scope": "international", "disclosed_on": "2023-03-14"}
    assert "sedikitnya satu negara lain" in sentences(send(client, url("network_new"), **new, countries=["ID"]))
    local = {**new, "scope": "local"}
    assert "pilih internasional" in sentences(send(client, url("network_new"), **local, countries=["MY"]))
    assert not Network.objects.exists()
    send(client, url("network_new"), **new, countries=["ID", "MY"])
    network = Network.objects.get()
    assert posted(network, "kind", "detail", "quantity") == [("enforcement.network_disclosed", "international", 1)]
    case = opened_case(cast, network=network)
    page = client.get(url("network", network.pk)).text
    assert "Indonesia, Malaysia" in page
    assert case.number in page
    assert "masih disebut dalam kasus" in client.post(url("network_cancel", network.pk), {"reason": "salah"}).text
    send(client, url("case_change", case.pk), network="")
    assert client.post(url("network_cancel", network.pk), {"reason": "salah"}).status_code == 302
    assert verify() == []


def test_the_network_of_another_office_is_refused(cast: Cast, case: Case) -> None:
    client = cast.client(cast.indra)
    send(client, url("network_new"), name="Lain", scope="local", disclosed_on="2023-03-14")
    network = Network.objects.get()
    answer = send(cast.client(cast.citra), url("case_change", case.pk), network=network.pk)
    assert answer.status_code == 422
    with pytest.raises(Refusal, match="Pilih jaringan satuan kerja ini"):
        CASES.change(case, by=cast.citra, based_on=None, network=network)
