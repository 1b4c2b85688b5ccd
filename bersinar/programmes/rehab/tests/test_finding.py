"""A client is found by code, NIK or a part of the name, within the own office; whoever may be known already is asked about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import Reading
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.actions import CLIENTS
from bersinar.programmes.rehab.models import Client, NamePart
from tests.cast import Cast

from .conftest import NIK, register

DOOR = "rehab:client_find"


@pytest.fixture
def soebardjo(cast: Cast) -> Client:
    return register(cast, name="Moch. Soebardjo Rekaan", nik=NIK)


def search(cast: Cast, text: str, by: str = "budi") -> Any:
    return cast.client(getattr(cast, by)).post(reverse(DOOR), {"who": text}, follow=True)


@pytest.mark.parametrize("text", ["subarjo", "Rekaan Mohammad", "SOEBARDJO", NIK, "{code}", "h. moh. subarjo"])
def test_a_client_is_found(cast: Cast, soebardjo: Client, text: str) -> None:
    answer = search(cast, text.format(code=soebardjo.code.lower()))
    assert answer.redirect_chain[-1][0] == reverse("rehab:client", args=[soebardjo.pk])
    assert Reading.objects.filter(purpose="mencari klien", record_id=soebardjo.pk).count() == 1
    assert not any("subarjo" in url or NIK in url for url, _ in answer.redirect_chain)


@pytest.mark.parametrize("text", ["Subarjo Lain", "Bardjo", "1602054507980004", "K-1999-001"])
def test_another_is_not_and_the_search_is_written_down(cast: Cast, soebardjo: Client, text: str) -> None:
    assert "Tidak ada klien dengan kode, NIK, atau nama itu" in search(cast, text).text
    assert Reading.objects.filter(purpose="mencari klien", record_id=None).count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Tulis kode, NIK, atau nama"), (NIK[:10], "16 angka"), ("H. Dr.", "bukan hanya gelar")],
)
def test_what_cannot_be_searched_for_is_said(cast: Cast, soebardjo: Client, text: str, sentence: str) -> None:
    assert sentence in search(cast, text).text
    assert not Reading.objects.filter(purpose="mencari klien").exists()


def test_the_list_has_one_box_and_what_was_typed_stays_in_it(cast: Cast, soebardjo: Client) -> None:
    browser = cast.client(cast.budi)
    page = browser.get(reverse("rehab:client_list")).text
    assert page.count("data-list-search") == 1 and 'name="q"' not in page and 'name="who"' in page
    missed = browser.post(reverse(DOOR), {"who": "Subarjo Lain"})
    assert 'value="Subarjo Lain"' in missed.text and soebardjo.code in missed.text
    assert 'value="H. Dr."' in browser.post(reverse(DOOR), {"who": "H. Dr."}).text


def test_a_word_in_the_address_of_the_list_searches_nothing(cast: Cast, soebardjo: Client) -> None:
    for word in ("Soebardjo", "Siti", NIK):
        assert len(cast.client(cast.budi).get(reverse("rehab:client_list"), {"q": word}).context["table"]) == 1


def test_sorting_below_a_search_without_a_find_leads_to_the_list(cast: Cast, soebardjo: Client) -> None:
    led = cast.client(cast.budi).get(reverse(DOOR), {"urut": "code"})
    assert led.headers["Location"] == f"{reverse('rehab:client_list')}?urut=code"


def test_nobody_finds_the_clients_of_another_office_or_side(cast: Cast, soebardjo: Client) -> None:
    assert "Tidak ada klien" in search(cast, "Subarjo", by="hadi").text
    assert "Tidak ada klien" in search(cast, soebardjo.code, by="hadi").text
    for person in ("citra", "ani", "eko", "kiki"):
        assert search(cast, "Subarjo", by=person).status_code == 403


def test_several_are_listed_by_code_without_a_name(cast: Cast, soebardjo: Client) -> None:
    second = register(cast, name="Siti Rekaan", sex="female", birth_year=1990)
    answer = search(cast, "rekaan")
    assert answer.status_code == 200
    assert soebardjo.code in answer.text and second.code in answer.text
    assert "Siti" not in answer.text and "Soebardjo" not in answer.text
    assert Reading.objects.filter(purpose="mencari klien").count() == 2


def test_a_changed_name_is_found_and_the_former_is_not(cast: Cast, soebardjo: Client) -> None:
    CLIENTS.change(soebardjo, by=cast.budi, based_on=soebardjo.version, name="Bambang Rekaan")
    assert "Tidak ada klien" in search(cast, "Subarjo").text
    assert search(cast, "Bambang").redirect_chain[-1][0] == reverse("rehab:client", args=[soebardjo.pk])
    CLIENTS.change(soebardjo, by=cast.budi, based_on=None, name="")
    assert not NamePart.objects.filter(client=soebardjo).exists()


def test_one_name_is_another_index_at_another_office(cast: Cast, soebardjo: Client) -> None:
    theirs = CLIENTS.create(
        office=cast.lumajang, by=cast.hadi, registered_on=date(2023, 1, 2), sex="male", birth_year=1998, name="Moch. Soebardjo Rekaan",
    )  # fmt: skip
    parts = [set(NamePart.objects.filter(client=one).values_list("part", flat=True)) for one in (soebardjo, theirs)]
    assert len(parts[0]) == len(parts[1]) == 3 and not parts[0] & parts[1]


@pytest.mark.parametrize("name", ["Mohammad Subarjo", "Subarjo Rekaan Contoh"])
def test_who_may_be_registered_already_is_asked_about_once(cast: Cast, soebardjo: Client, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        register(cast, name=name)
    assert "Mungkin orang ini sudah terdaftar" in refused.value.fields["somebody_else"]
    assert soebardjo.code not in refused.value.sentence
    assert register(cast, name=name, somebody_else=True).code != soebardjo.code


@pytest.mark.parametrize(
    "other",
    [{"name": "Moh. Contoh"}, {"name": "Moh. Subarjo", "birth_year": 1997}, {"name": "Moh. Subarjo", "sex": "female"}],
)
def test_who_is_not_alike_is_not_asked_about(cast: Cast, soebardjo: Client, other: dict[str, Any]) -> None:
    assert register(cast, **other).pk


def test_the_box_shows_itself_only_with_the_question(cast: Cast, soebardjo: Client) -> None:
    browser, door = cast.client(cast.budi), reverse("rehab:client_new")
    assert "ini orang lain" not in browser.get(door).text
    typed = {"registered_on": "02-01-2023", "sex": "male", "birth_year": "1998", "name": "Moh. Subarjo"}
    asked = browser.post(door, typed)
    assert (
        asked.status_code == 422
        and "ini orang lain" in asked.text
        and "Mungkin orang ini sudah terdaftar" in asked.text
    )
    assert browser.post(door, {**typed, "somebody_else": "on"}).status_code == 302
    assert Client.objects.count() == 2
