"""Who a client is stands nowhere in the clear, and whoever opens it is written down first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.programmes.rehab.actions import CLIENTS, EPISODES
from bersinar.programmes.rehab.models import Client, Facility
from tests.cast import Cast
from tests.filling import opened, send

from .conftest import NIK, admit, register

SECRETS = {
    "name": "Siti Rekaan Rahasia",
    "nik": NIK,
    "birth_date": date(1998, 7, 5),
    "phone": "081298765432",
    "address": "Jalan Rekaan Nomor 77",
}
SPELLED = (
    SECRETS["name"],
    NIK,
    "1998-07-05",
    "05-07-1998",
    SECRETS["phone"],
    SECRETS["address"],
    "bicara dengan ibunya",
)


@pytest.fixture
def known(cast: Cast, clinic: Facility) -> Client:
    """A client with an identity and a note, both changed once, sent with receipts as the forms do."""
    browser = cast.client(cast.budi)
    typed: dict[str, Any] = {**SECRETS, "birth_date": "05-07-1998", "sex": "female", "birth_year": "1998"}
    send(browser, reverse("rehab:client_new"), **typed)
    client: Client = Client.objects.get()
    send(browser, reverse("rehab:client_change", args=[client.pk]), phone="081211112222")
    send(browser, reverse("rehab:client_change", args=[client.pk]), phone=SECRETS["phone"])
    admit(cast, client, clinic, date(2023, 2, 1), note="bicara dengan ibunya")
    client.refresh_from_db()
    return client


def test_no_table_holds_a_secret_in_the_clear(known: Client) -> None:
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                held = " ".join(
                    bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in row
                )
                assert not [word for word in SPELLED if str(word) in held], model._meta.label


def test_audit_lines_name_the_fields_and_hide_the_values(known: Client) -> None:
    lines = list(AuditLine.objects.filter(record_kind="rehab.client").order_by("seq"))
    assert lines[0].changes["name"] == lines[0].changes["birth_year"] == "terkunci"
    assert lines[1].changes == {"phone": ["terkunci", "terkunci"]}
    episode = AuditLine.objects.filter(record_kind="rehab.episode").get()
    assert episode.changes["note"] == "terkunci"


def test_why_an_episode_ended_stands_in_no_audit_line(cast: Cast, known: Client) -> None:
    episode = known.standing_episodes()[0]
    EPISODES.change(episode, by=cast.budi, based_on=1, closed_on=date(2023, 4, 1), closing_reason="legal_process")
    assert "legal_process" not in " ".join(str(line.changes) for line in AuditLine.objects.all())


def test_no_page_shows_a_secret_unasked(cast: Cast, known: Client) -> None:
    browser, episode = cast.client(cast.budi), known.standing_episodes()[0]
    pages = [
        reverse("rehab:client_list"),
        reverse("rehab:client", args=[known.pk]),
        reverse("rehab:client_change", args=[known.pk]),
        reverse("rehab:client_cancel", args=[known.pk]),
        reverse("rehab:episode", args=[episode.pk]),
        reverse("rehab:episode_change", args=[episode.pk]),
        reverse("rehab:decision", args=[episode.standing_decisions()[0].pk]),
    ]
    for page in pages:
        text = browser.get(page).text
        assert not [word for word in SPELLED if str(word) in text], page
    assert "••••••" in browser.get(pages[1]).text


def test_titles_and_addresses_name_nobody(cast: Cast, known: Client) -> None:
    answer = cast.client(cast.budi).get(reverse("rehab:client", args=[known.pk]))
    assert "<title>Rekam · Bersinar</title>" in answer.text  # not even what sort of record
    assert answer["Cache-Control"] == "no-store"


def test_opening_the_identity_writes_down_who_and_why_and_shows_it(cast: Cast, known: Client) -> None:
    browser, door = cast.client(cast.budi), reverse("rehab:client_open", args=[known.pk])
    before = Reading.objects.count()
    answer = browser.post(door, {"purpose": "letter"})
    for word in (SECRETS["name"], NIK, "05-07-1998", SECRETS["phone"], SECRETS["address"]):
        assert str(word) in answer.text
    readings = list(Reading.objects.order_by("id")[before:])
    assert {(one.actor, one.purpose, one.side) for one in readings} == {
        (cast.budi.pk, "Membuat surat atau rujukan", "treatment")
    }
    assert {(one.record_kind, one.record_id) for one in readings} == {("rehab.client", known.pk)}


@pytest.mark.parametrize("purpose", ["", "iseng"])
def test_without_a_purpose_nothing_opens(cast: Cast, known: Client, purpose: str) -> None:
    browser, door = cast.client(cast.budi), reverse("rehab:client_open", args=[known.pk])
    answer = browser.post(door, {"purpose": purpose}, follow=True)
    assert "Pilih untuk apa isinya dibuka" in answer.text
    assert str(SECRETS["name"]) not in answer.text
    assert str(SECRETS["name"]) not in browser.get(door, follow=True).text  # an address alone opens nothing


def test_a_note_is_opened_in_the_same_way(cast: Cast, known: Client) -> None:
    episode = known.standing_episodes()[0]
    answer = cast.client(cast.budi).post(reverse("rehab:episode_open", args=[episode.pk]), {"purpose": "match"})
    assert "bicara dengan ibunya" in answer.text
    assert Reading.objects.filter(record_kind="rehab.episode", purpose="Mencocokkan identitas").count() == 1


def test_lists_and_pages_are_written_down_before_they_are_shown(cast: Cast, known: Client) -> None:
    browser = cast.client(cast.budi)
    for url, purpose in (
        (reverse("rehab:client_list"), "membuka daftar"),
        (reverse("rehab:client", args=[known.pk]), "membuka rekam"),
        (reverse("rehab:client_change", args=[known.pk]), "membuka formulir"),
    ):
        before = Reading.objects.filter(purpose=purpose, record_id=known.pk).count()
        browser.get(url)
        assert Reading.objects.filter(purpose=purpose, record_id=known.pk).count() == before + 1


def test_a_client_is_found_by_the_whole_nik_only(cast: Cast, known: Client) -> None:
    browser, door = cast.client(cast.budi), reverse("rehab:client_find")
    found = browser.post(door, {"who": f"{NIK[:6]} {NIK[6:]}"})
    assert found["Location"] == reverse("rehab:client", args=[known.pk])
    assert NIK not in found["Location"]
    assert Reading.objects.filter(purpose="mencari klien", record_id=known.pk).count() == 1
    unknown = browser.post(door, {"who": "1602054507980004"}, follow=True)
    assert "Tidak ada klien dengan kode, NIK, atau nama itu" in unknown.text
    part = browser.post(door, {"who": NIK[:10]}, follow=True)
    assert "16 angka" in part.text
    theirs = cast.client(cast.hadi).post(door, {"who": NIK}, follow=True)
    assert "Tidak ada klien dengan kode, NIK, atau nama itu" in theirs.text


def test_an_empty_field_keeps_what_lies_sealed_and_a_dash_removes_it(cast: Cast, known: Client) -> None:
    browser, url = cast.client(cast.budi), reverse("rehab:client_change", args=[known.pk])
    assert not {name for name in SECRETS if opened(browser, url).get(name)}
    send(browser, url, sex="male")
    known.refresh_from_db()
    assert known.compared("name") == SECRETS["name"]
    send(browser, url, phone="-", nik="-", birth_date="-")
    known.refresh_from_db()
    assert (known.phone, known.nik, known.birth_date, known.nik_index) == (None, None, None, "")
    assert known.compared("name") == SECRETS["name"]


def test_a_value_moved_to_another_client_does_not_open(cast: Cast, known: Client) -> None:
    from bersinar.foundation.secrecy.sealed import CannotOpen

    other = register(cast, name="Orang Lain")
    Client.objects.filter(pk=other.pk).update(name=known.name, data_key=known.data_key)
    with pytest.raises(CannotOpen):
        Client.objects.get(pk=other.pk).compared("name")


def test_a_lost_update_of_a_secret_tells_neither_value(cast: Cast, known: Client) -> None:
    browser, url = cast.client(cast.budi), reverse("rehab:client_change", args=[known.pk])
    seen = opened(browser, url)
    CLIENTS.change(known, by=cast.budi, based_on=None, phone="081233334444")
    answer = browser.post(url, {**seen, "phone": "081255556666"})
    assert answer.status_code == 422
    assert "sudah diubah orang lain" in answer.text
    assert "081233334444" not in answer.text
