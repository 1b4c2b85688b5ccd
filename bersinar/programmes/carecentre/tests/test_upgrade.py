"""An office that already has contacts keeps every word of them, under seal, and finds each at its stage."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from bersinar.foundation.access.wall import side
from bersinar.programmes.carecentre.models import Informant, RehabTicket, ServiceTicket, TipTicket
from tests.cast import assemble
from tests.database import OWNER, Clone, _change_connection

pytestmark = pytest.mark.slow
AT = datetime(2023, 3, 14, 7, tzinfo=UTC)


def _migrate(to: str) -> Any:
    executor = MigrationExecutor(connection)
    return executor.migrate([("carecentre", to)]).apps


def test_what_stood_in_the_clear_is_sealed_and_placed_on_its_way(committed_db: Clone) -> None:
    cast = assemble()
    if connection.vendor == "postgresql":
        _change_connection(USER=OWNER)
    before = _migrate("0002_wall")
    common: dict[str, Any] = {
        "office_id": cast.oki.pk, "recorded_by_id": cast.fitri.pk, "recorded_at": timezone.now(), "received_at": AT, "channel": "phone",
        "caller_kind": "family",
    }  # fmt: skip
    services, rehabs, tips = (before.get_model("carecentre", f"{n}Ticket").objects for n in ("Service", "Rehab", "Tip"))
    told = services.create(**common, purpose="info", caller="Warga Rekaan", phone="0800-1", note="Jam buka?").pk
    silent = services.create(**common, purpose="info", first_answered_at=AT, outcome="answered").pk
    helped = rehabs.create(**common, assigned_to_id=cast.budi.pk, first_answered_at=AT).pk
    tip = tips.create(**common, assigned_to_id=cast.citra.pk)
    before.get_model("carecentre", "Informant").objects.create(
        office_id=cast.oki.pk, recorded_by_id=cast.fitri.pk, recorded_at=timezone.now(), tip=tip
    )
    _migrate("0005_forget_the_plain")
    ticket = ServiceTicket.objects.get(pk=told)
    assert [ticket.compared(name) for name in ("caller", "phone", "note")] == ["Warga Rekaan", "0800-1", "Jam buka?"]
    assert ticket.stage == "new"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM carecentre_serviceticket")
        assert "Warga Rekaan" not in str(cursor.fetchall())
    again = ServiceTicket.objects.get(pk=silent)
    assert (again.stage, again.caller, again.note) == ("closed", None, None)
    with side("treatment"):
        assert RehabTicket.objects.get(pk=helped).stage == "answered"
    with side("enforcement"):
        assert TipTicket.objects.get(pk=tip.pk).stage == "assigned"
        assert Informant.objects.get().caller_kind == "family"
