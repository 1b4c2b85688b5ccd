"""What the tests of this room begin with: one contact in each queue of BNNK OKI, taken by Fitri."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.wall import side
from bersinar.foundation.reaching.messages import NEUTRAL
from bersinar.programmes.carecentre.actions import set_up, take_rehab, take_service, take_tip
from bersinar.programmes.carecentre.models import CareSettings, RehabTicket, ServiceTicket, TipTicket
from tests.cast import Cast
from tests.filling import send

AT = datetime(2023, 3, 14, 7, 25, 31, tzinfo=UTC)  # 14.25 in Kayuagung
CALL: dict[str, Any] = {"received_at": AT, "channel": "phone", "caller_kind": "family", "urgency": "normal"}


@contextmanager
def seen_by(user: User) -> Iterator[None]:
    """Looking into a queue as this user's session would: on PostgreSQL the wall asks."""
    with side(user.side, user.id):
        yield


@pytest.fixture
def service(cast: Cast) -> ServiceTicket:
    return take_service(office=cast.oki, by=cast.fitri, purpose="info", caller="Warga Rekaan", note="Jam buka?", **CALL)


@pytest.fixture
def rehab(cast: Cast) -> RehabTicket:
    take_rehab(
        office=cast.oki,
        by=cast.fitri,
        caller="Ibu Rekaan",
        phone="0812-3456-7890",
        may_contact=True,
        contact_channel="whatsapp",
        note="Anaknya perlu tolong.",
        **CALL,
    )
    with seen_by(cast.budi):
        return RehabTicket.objects.get()


@pytest.fixture
def tip(cast: Cast) -> TipTicket:
    take_tip(
        office=cast.oki,
        by=cast.fitri,
        caller="Pelapor Rekaan",
        phone="0812-0000-0002",
        may_contact=True,
        note="Rumah di ujung gang.",
        **CALL,
    )
    with seen_by(cast.citra):
        return TipTicket.objects.get()


@pytest.fixture
def standards(cast: Cast) -> CareSettings:
    """A day for what can wait, an hour for what is soon, a quarter of an hour in an emergency."""
    return set_up(
        office=cast.oki, by=cast.eko, based_on=None, answer_minutes={"normal": 1440, "soon": 60, "emergency": 15},
        emergency_numbers="Ambulans: 0711-000000", reminder_words=NEUTRAL,
    )  # fmt: skip


def step(client: Client, ticket: Any, code: str, **typed: Any) -> Any:
    """Take a step of a contact on its page."""
    name = {ServiceTicket: "service", RehabTicket: "rehab", TipTicket: "tip"}[type(ticket)]
    return send(client, reverse(f"carecentre:{name}_step", args=[ticket.pk, code]), **typed)
