"""The wall: the treatment side of the office and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse

from bersinar.foundation.access.wall import set_side
from bersinar.foundation.wire.refusals import Forbidden
from bersinar.ledger.sources import source_of
from bersinar.programmes.rehab.actions import AFTERCARES, EPISODES
from bersinar.programmes.rehab.models import Aftercare, Client, Episode, Facility, PathwayDecision
from tests.cast import Cast

from .conftest import admit

CLOSED = ("client", "episode", "decision", "aftercare")
TABLES = (Client, Episode, PathwayDecision, Aftercare)


@pytest.fixture
def records(cast: Cast, client_of_oki: Client, clinic: Facility) -> dict[str, UUID]:
    """One record of every closed kind."""
    episode = admit(cast, client_of_oki, clinic, date(2023, 2, 1), note="rahasia")
    said: dict[str, Any] = {"client": client_of_oki, "kind": "follow_up", "started_on": date(2023, 5, 1)}
    aftercare = AFTERCARES.create(office=cast.oki, by=cast.budi, **said)
    decision = episode.standing_decisions()[0]
    return {"client": client_of_oki.pk, "episode": episode.pk, "decision": decision.pk, "aftercare": aftercare.pk}


def doors_of(kind: str, key: UUID) -> list[str]:
    doors = [reverse(f"rehab:{kind}{part}", args=[key]) for part in ("", "_change", "_cancel")]
    return [*doors, reverse(f"rehab:{kind}_open", args=[key])] if kind in ("client", "episode") else doors


@pytest.mark.parametrize("name", ["citra", "indra", "ani", "eko", "kiki", "joko", "dewi", "fitri"])
def test_nobody_but_the_treatment_side_opens_any_door(cast: Cast, records: dict[str, UUID], name: str) -> None:
    browser = cast.client(getattr(cast, name))
    for kind in CLOSED:
        for key in (records[kind], uuid4()):
            for door in doors_of(kind, key):
                assert browser.get(door).status_code == 403, door
                assert browser.post(door, {"purpose": "match", "reason": "iseng"}).status_code == 403, door
        assert browser.get(reverse(f"rehab:{kind}_new")).status_code == 403
    for part in ("list", "export", "find"):
        assert browser.get(reverse(f"rehab:client_{part}")).status_code == 403
    assert browser.post(reverse("rehab:client_find"), {"who": "1602054507980003"}).status_code == 403


def test_another_offices_clinic_finds_nothing(
    cast: Cast, records: dict[str, UUID], treatment_side: Callable[[], None]
) -> None:
    browser = cast.client(cast.hadi)
    for kind in CLOSED:
        for key in (records[kind], uuid4()):
            for door in doors_of(kind, key):
                assert browser.get(door).status_code == 404, door
                assert browser.post(door, {"purpose": "match", "reason": "iseng"}).status_code == 404, door
    assert not browser.get(reverse("rehab:client_list")).context["table"]
    treatment_side()
    assert not Client.objects.get(pk=records["client"]).is_cancelled


def test_actions_ask_before_they_look(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    said: dict[str, Any] = {
        "client": client_of_oki,
        "facility": clinic,
        "admitted_on": date(2023, 2, 1),
        "pathway": "outpatient",
    }
    for person in (cast.citra, cast.eko, cast.hadi):
        with pytest.raises(Forbidden):
            EPISODES.create(office=cast.oki, by=person, entry_path="voluntary", substance="cannabis", **said)
    assert not Episode.objects.exists()


def test_the_trace_names_a_client_to_its_own_side_only_and_by_code(cast: Cast, records: dict[str, UUID]) -> None:
    source, key = source_of("rehab.client"), records["client"]
    assert source.describe([key], cast.budi)[key].title == "K-2023-001"
    for person in (cast.citra, cast.eko, cast.joko, cast.hadi):
        assert source.describe([key], person) == {}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security exists on PostgreSQL only")
@pytest.mark.parametrize("side", ["", "enforcement"])
def test_the_database_shows_other_sides_nothing(cast: Cast, records: dict[str, UUID], side: str) -> None:
    assert all(model._default_manager.exists() for model in TABLES)
    set_side(side)
    assert not any(model._default_manager.exists() for model in TABLES)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rehab_client SET sex = 'female'")
        assert cursor.rowcount == 0
