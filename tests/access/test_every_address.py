"""Promises that hold for every page there is: who is a stranger, who lacks the right, whose record it is."""

from __future__ import annotations

import pytest
from django.test import Client

from bersinar.foundation.access.permissions import Permission
from tests.access.addresses import addresses
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_engine]

PUBLIC = {
    "oneform:link",
    "oneform:slip",
    "oneform:thanks",
    "skhpn:check",
    "skhpn:check_code",
}  # answered without log-in, by whoever holds a key
WITHOUT_DOOR = {"desk:login", "desk:log_in_code", "desk:logout", "desk:switch_user", *PUBLIC}
PEOPLE = ("ani", "budi", "citra", "dewi", "eko", "fitri", "kiki", "gita", "hadi", "indra", "joko")


def test_every_page_has_a_door() -> None:
    assert {address.name for address in addresses() if address.door is None} == WITHOUT_DOOR


def test_a_stranger_is_sent_to_the_log_in() -> None:
    for address in addresses():
        if address.name not in WITHOUT_DOOR:
            answer = Client().get(address.url())
            assert answer.status_code == 405 or (
                answer.status_code == 302 and answer["Location"].startswith("/masuk/")
            ), address.name


@pytest.mark.parametrize("person", PEOPLE)
def test_without_the_right_every_id_gives_the_same_403(cast: Cast, person: str) -> None:
    user = getattr(cast, person)
    client = cast.client(user)
    for address in addresses():
        if address.door and not any(user.may(permission) for permission in address.door):
            answers = {client.get(address.url()).status_code, client.post(address.url()).status_code}
            assert answers <= {403, 405}, (address.name, answers)


@pytest.mark.parametrize("person", PEOPLE)
def test_with_the_right_an_unknown_id_gives_404(cast: Cast, person: str) -> None:
    user = getattr(cast, person)
    client = cast.client(user)
    for address in addresses():
        if address.has_id and address.door and any(user.may(permission) for permission in address.door):
            status = client.get(address.url()).status_code
            assert status in (403, 404, 405), (address.name, status)


def test_the_two_sides_have_no_page_in_common() -> None:
    for address in addresses():
        sides = {
            permission.side
            for permission in address.door or ()
            if isinstance(permission, Permission) and permission.side.is_closed
        }
        opens = {permission for permission in address.door or () if not permission.side.is_closed}
        assert len(sides) < 2 or address.name.startswith("desk:audit") or opens, address.name
