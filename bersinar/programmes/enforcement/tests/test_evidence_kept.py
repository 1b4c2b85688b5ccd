"""What holds the evidence ledger when people do not: the database, closed months, sealed names."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.models import Exhibit, Movement, MovementLine
from tests.cast import Cast

from .evidence import Store


def test_a_closed_month_asks_why(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        store.propose("handed_over", (container, "1"), why="")
    store.move("handed_over", (container, "1"), why="Terlambat dicatat")
    assert verify() == []


@pytest.mark.parametrize(
    "wrong", [{"seq": 3}, {"seq": 1}, {"balance": 0}, {"quantity": -11, "balance": -1}, {"prev_hash": bytes(32)}]
)
def test_the_database_refuses_a_line_that_does_not_continue(
    store: Store, exhibit: Exhibit, wrong: dict[str, Any]
) -> None:
    (container,) = store.pack(exhibit, "10")
    last = MovementLine.objects.get()
    movement = store.propose("lab", (container, "1"))
    right: dict[str, Any] = {
        "movement": movement, "container": container, "seq": 2, "quantity": -1_000_000, "balance": 9_000_000,
        "prev_hash": bytes(last.hash), "hash": bytes(32),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        MovementLine.objects.create(**(right | wrong))
    with transaction.atomic():
        MovementLine.objects.create(**right)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE enforcement_movementline SET balance = 0, quantity = 0",
        "DELETE FROM enforcement_movementline",
        "INSERT INTO enforcement_movementline SELECT * FROM enforcement_movementline",
    ],
)
def test_lines_are_only_added(store: Store, exhibit: Exhibit, statement: str) -> None:
    store.pack(exhibit, "10")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_names_of_witnesses_are_sealed(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    store.pack(exhibit, "10", weigher="Penimbang Rekaan")
    movement = Movement.objects.get()
    assert [one.agency for one in movement.witnessed(by=cast.citra, purpose="berita acara")] == [
        "Kejari",
        "Dinas Kesehatan",
    ]
    assert (
        AuditLine.objects.get(record_id=movement.pk, action="enforcement.propose_movement").changes["witnesses"]
        == "terkunci"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM enforcement_movement")
        rows = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()])
    assert "Rekaan" not in rows
