"""A client's NIK is sealed to the national service with the NIK itself; nobody here can open, compare or read it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from bersinar.foundation.access.wall import set_side
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.secrecy.linkage import LinkageRefused, PrivateKey
from bersinar.foundation.secrecy.sifting import sift
from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import CLIENTS
from bersinar.programmes.rehab.actions import retention as steps
from bersinar.programmes.rehab.actions.linking import fill, ship
from bersinar.programmes.rehab.actions.merging import MERGE, PART
from bersinar.programmes.rehab.models import Client, Facility, Linkage
from tests.cast import Cast
from tests.filling import send

from .conftest import NIK, colleague, register
from .test_retention import proposed, served

OTHER = "1602054507980004"
KEY = PrivateKey.make()
only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's")


@pytest.fixture
def key(settings: Any) -> PrivateKey:
    """The office has the national service's public key."""
    settings.LINKAGE_KEY = KEY.public
    return KEY


def sealed(client: Client) -> bytes:
    return bytes(Linkage.objects.get(client=client).sealed)


def known_as(client: Client) -> bytes:
    return KEY.unseal(sealed(client))


def at_lumajang(cast: Cast, nik: str, **values: Any) -> Client:
    said = {"registered_on": date(2023, 1, 2), "sex": "male", "birth_year": 1998, **values}
    return CLIENTS.create(office=cast.lumajang, by=cast.hadi, nik=nik, **said)


def token(client: Client) -> str:
    return subject_token("treatment", client.subject_id)


def test_without_the_key_nothing_is_sealed_and_nothing_is_shipped(cast: Cast) -> None:
    register(cast, nik=NIK)
    assert not Linkage.objects.exists()
    for step in (lambda: ship([cast.oki]), lambda: fill(cast.oki)):
        with pytest.raises(LinkageRefused, match="belum dimuat"):
            step()


def test_a_client_typed_at_the_form_is_sealed_with_the_nik(cast: Cast, key: PrivateKey) -> None:
    browser = cast.client(cast.budi)
    typed = {"nik": NIK, "name": "Siti Rekaan", "sex": "female", "birth_year": "1998"}
    send(browser, reverse("rehab:client_new"), **typed)
    send(browser, reverse("rehab:client_new"), sex="male", birth_year="1990", name="Tanpa NIK")
    client = Client.objects.exclude(nik_index="").get()
    assert Linkage.objects.get().client == client
    assert known_as(client) == KEY.unseal(KEY.public.seal(NIK))
    assert NIK.encode() not in sealed(client)


def test_a_corrected_nik_is_sealed_anew_and_a_removed_one_goes(cast: Cast, key: PrivateKey) -> None:
    client = register(cast, nik=NIK)
    before, door = known_as(client), reverse("rehab:client_change", args=[client.pk])
    browser = cast.client(cast.budi)
    send(browser, door, phone="081211112222")
    assert known_as(client) == before
    send(browser, door, nik=OTHER)
    assert known_as(client) == KEY.unseal(KEY.public.seal(OTHER)) != before
    send(browser, door, nik="-")
    assert not Linkage.objects.exists()


def test_who_came_before_the_key_is_filled_in_once_and_written_down(cast: Cast, settings: Any) -> None:
    clients = [register(cast, nik=nik) for nik in (NIK, OTHER)]
    register(cast)
    settings.LINKAGE_KEY = KEY.public
    with pytest.raises(LinkageRefused, match=r"belum disegel: bnnk-oki \(2\).*linkage fill"):
        ship([cast.oki])
    assert fill(cast.oki) == 2
    assert fill(cast.oki) == 0
    line = AuditLine.objects.get(action="rehab.seal_linkage")
    assert (line.side, line.changes, line.record_id) == ("treatment", {"nilai tautan": 2}, None)
    assert [one for one, _ in ship([cast.oki]).persons["bnnk-oki"]] == sorted(map(token, clients))
    settings.LINKAGE_KEY = PrivateKey.make().public  # the national service has a new key
    with pytest.raises(LinkageRefused, match="belum disegel"):
        ship([cast.oki])
    assert fill(cast.oki) == 2
    assert Linkage.objects.count() == 2
    assert verify() == []


def test_what_is_shipped_is_a_token_and_a_seal_and_is_written_down(cast: Cast, key: PrivateKey) -> None:
    client, gone = register(cast, nik=NIK), register(cast, nik=OTHER)
    register(cast)
    CLIENTS.cancel(gone, by=cast.budi, reason="salah ketik")
    shipped = ship([cast.oki, cast.lumajang])
    assert shipped.persons == {"bnnk-oki": [(token(client), sealed(client))], "bnnk-lumajang": []}
    assert shipped.key == KEY.public.fingerprint
    lines = AuditLine.objects.filter(action="rehab.ship_linkage")
    assert {(line.office.code, line.changes["nilai tautan"]) for line in lines} == {
        ("bnnk-oki", 1),
        ("bnnk-lumajang", 0),
    }


def test_the_same_person_at_two_offices_is_found_by_the_private_key_alone(cast: Cast, key: PrivateKey) -> None:
    here, there = register(cast, nik=NIK), at_lumajang(cast, NIK)
    at_lumajang(cast, OTHER)
    assert token(here) != token(there)
    assert sealed(here) != sealed(there)
    found = sift([("kiriman", ship([cast.oki, cast.lumajang]))], KEY, shipped_at())
    first, second = sorted((token(here), token(there)))
    assert found.links.pairs == {second: first}


def shipped_at() -> Any:
    from django.utils import timezone

    return timezone.now()


def test_a_double_is_shipped_as_the_person_it_was_merged_into(cast: Cast, key: PrivateKey) -> None:
    """The double may have been transferred before: its token stands in the other office's books."""
    kept, double = register(cast, nik=NIK), register(cast)
    assert not Linkage.objects.filter(client=double).exists()
    MERGE.change(kept, by=cast.budi, based_on=None, duplicate=double)
    found = sift([("kiriman", ship([cast.oki]))], KEY, shipped_at())
    assert set(found.links.pairs) | set(found.links.pairs.values()) == {token(kept), token(double)}
    CLIENTS.change(Client.objects.get(pk=kept.pk), by=cast.budi, based_on=None, nik=OTHER)
    assert known_as(double) == known_as(kept) == KEY.unseal(KEY.public.seal(OTHER))
    PART.change(Client.objects.get(pk=double.pk), by=cast.budi, based_on=None)
    assert not Linkage.objects.filter(client=double).exists()
    assert known_as(kept) == KEY.unseal(KEY.public.seal(OTHER))
    assert verify() == []


def test_what_is_erased_leaves_no_value(cast: Cast, key: PrivateKey, clinic: Facility) -> None:
    old = served(cast, clinic, 1995)
    double = register(cast, registered_on=date(1994, 1, 2), birth_year=1970, sex="male")
    MERGE.change(old, by=cast.budi, based_on=None, duplicate=double)
    assert Linkage.objects.count() == 2
    steps.erase(proposed(cast, old, colleague(cast)), by=cast.budi, based_on=None)
    assert not Linkage.objects.exists()
    assert ship([cast.oki]).persons == {"bnnk-oki": []}


def seen(side: str, actor: Any) -> int:
    set_side(side, actor.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM rehab_linkage")
        return int(cursor.fetchone()[0])


@only_postgresql
def test_on_postgresql_no_other_side_reaches_the_values(cast: Cast, key: PrivateKey) -> None:
    register(cast, nik=NIK)
    assert seen("treatment", cast.budi) == 1
    assert seen("enforcement", cast.citra) == seen("", cast.kiki) == seen("", cast.eko) == 0
    set_side("", cast.kiki.pk)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM rehab_linkage")
        assert cursor.rowcount == 0
    assert seen("treatment", cast.budi) == 1
