"""What the tests of this room begin with: one contact in each queue of BNNK OKI, taken by Fitri."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bersinar.foundation.access.models import User
from bersinar.foundation.access.wall import side
from bersinar.programmes.carecentre.actions import take_rehab, take_service, take_tip
from bersinar.programmes.carecentre.models import RehabTicket, ServiceTicket, TipTicket
from tests.cast import Cast

AT = datetime(2023, 3, 14, 7, 25, 31, tzinfo=UTC)  # 14.25 in Kayuagung
CALL: dict[str, Any] = {"received_at": AT, "channel": "phone", "caller_kind": "family", "urgency": "normal"}


@contextmanager
def seen_by(user: User) -> Iterator[None]:
    """Looking into a queue as this user's session would: on PostgreSQL the wall asks."""
    with side(user.side, user.id):
        yield


@pytest.fixture
def service(cast: Cast) -> ServiceTicket:
    return take_service(office=cast.oki, by=cast.fitri, purpose="info", caller="Warga Rekaan", **CALL)


@pytest.fixture
def rehab(cast: Cast) -> RehabTicket:
    take_rehab(
        office=cast.oki, by=cast.fitri, caller="Ibu Rekaan", phone="0800-1", note="Anaknya perlu tolong.", **CALL
    )
    with seen_by(cast.budi):
        return RehabTicket.objects.get()


@pytest.fixture
def tip(cast: Cast) -> TipTicket:
    take_tip(
        office=cast.oki, by=cast.fitri, caller="Pelapor Rekaan", phone="0800-2", note="Rumah di ujung gang.", **CALL
    )
    with seen_by(cast.citra):
        return TipTicket.objects.get()
