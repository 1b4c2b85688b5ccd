"""What is read with clients in plain SQL is what Django would read, in the same order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext

from bersinar.foundation.secrecy.sealed import Sealed
from bersinar.foundation.wire.related import fetch_related
from bersinar.programmes.rehab.actions import EPISODES
from bersinar.programmes.rehab.models import Client, Facility, Referral
from tests.cast import Cast

from .conftest import admit, register
from .handing import agree, refer

PATHS = (
    "office",
    "recorded_by",
    "merged_into",
    "episodes__decisions",
    "episodes__facility",
    "aftercares",
    "referrals__parcel",
)


def _clients(cast: Cast, clinic: Facility, count: int) -> None:
    for n in range(count):
        client = register(cast)
        for year in (2021, 2022):
            episode = admit(cast, client, clinic, date(year, 1, 4) + timedelta(days=n))
            EPISODES.change(
                episode, by=cast.budi, based_on=None, closed_on=episode.admitted_on + timedelta(days=90),
                closing_reason="completed",
            )  # fmt: skip


def _told(clients: list[Client]) -> list[Any]:
    """Everything that the paths lead to, field by field, sealed bytes too."""

    def kept(value: Any) -> Any:
        return value.ciphertext if isinstance(value, Sealed) else value

    def row(one: Any) -> dict[str, Any]:
        return {field.attname: kept(getattr(one, field.attname)) for field in one._meta.concrete_fields}

    return [
        (
            row(client), row(client.office), row(client.recorded_by), client.merged_into,
            [(row(one), [row(part) for part in one.decisions.all()], row(one.facility)) for one in client.episodes.all()],
            [row(one) for one in client.aftercares.all()], [(row(one), row(one.parcel)) for one in client.referrals.all()],
        )
        for client in clients
    ]  # fmt: skip


def test_relations_read_in_plain_sql_are_those_that_django_reads(cast: Cast, clinic: Facility) -> None:
    _clients(cast, clinic, 3)
    client = Client.objects.order_by("code")[0]
    agree(cast, client, ["identity", "contact"])
    refer(cast, client)
    plain, usual = list(Client.objects.order_by("code")), list(Client.objects.order_by("code"))

    fetch_related(plain, *PATHS)
    prefetch_related_objects(usual, *PATHS)

    with CaptureQueriesContext(connection) as asked:
        assert _told(plain) == _told(usual)
    assert len(asked) == 0
    assert plain[0].episodes.all()[0].client is plain[0]


def test_what_is_asked_beyond_them_is_asked_of_the_database(cast: Cast, clinic: Facility) -> None:
    _clients(cast, clinic, 2)
    clients = list(Client.objects.order_by("code"))
    fetch_related(clients, "episodes")
    assert clients[0].episodes.count() == 2
    found = clients[0].episodes.filter(admitted_on__year=2022)
    assert [one.client_id for one in found] == [clients[0].pk]
    assert clients[0].episodes.order_by("admitted_on").first().admitted_on == date(2021, 1, 4)
    assert len(clients[0].episodes.all()) == 2


def test_it_asks_as_often_for_many_as_for_one(cast: Cast, clinic: Facility) -> None:
    _clients(cast, clinic, 4)

    def questions(count: int) -> int:
        clients = list(Client.objects.order_by("code")[:count])
        with CaptureQueriesContext(connection) as asked:
            fetch_related(clients, "office", "episodes__decisions", "aftercares")
        return len(asked)

    assert questions(1) == questions(4) == 4


def test_what_was_read_is_not_asked_for_again(cast: Cast, clinic: Facility) -> None:
    _clients(cast, clinic, 1)
    clients = list(Client.objects.all())
    fetch_related(clients, "episodes__decisions")
    with CaptureQueriesContext(connection) as asked:
        fetch_related(clients, "episodes__decisions", "episodes__client")
    assert len(asked) == 0


def test_without_records_nothing_is_asked() -> None:
    fetch_related([], "office", "episodes__decisions")


def test_a_reverse_one_that_is_missing_stays_missing(cast: Cast, clinic: Facility) -> None:
    client = register(cast)
    agree(cast, client, ["identity", "contact"])
    refer(cast, client, to_office=None, facility=clinic)
    referrals = list(Referral.objects.all())
    fetch_related(referrals, "parcel", "to_office", "facility")
    assert not hasattr(referrals[0], "parcel")
    assert referrals[0].to_office is None
    assert referrals[0].facility == clinic
