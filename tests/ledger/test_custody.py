"""Whoever changes the custody of evidence behind its back is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.regions.models import Region
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import CASES, EXHIBITS
from bersinar.programmes.enforcement.models import Exhibit, MovementLine
from bersinar.programmes.enforcement.tests.evidence import Store
from tests.cast import Cast, assemble
from tests.database import Clone
from tests.ledger.tampering import tamper

LINE = "enforcement_movementline"


def seized(cast: Cast, net: str = "100") -> Exhibit:
    """Sabu of a case of BNNK OKI."""
    said: dict[str, Any] = {"office": cast.oki, "by": cast.citra}
    case = CASES.create(**said, lkn_on=date(2023, 3, 14), place=Region.objects.get(pk="16.02"))
    return EXHIBITS.create(
        **said, case=case, substance="methamphetamine", unit="g", net=Decimal(net), seized_on=date(2023, 3, 14)
    )


@pytest.fixture
def written(committed_db: Clone) -> Iterator[Store]:
    """A container that came in and moved twice, and one that only came in."""
    with side(Side.ENFORCEMENT):
        cast = assemble()
        store = Store(cast)
        first, _ = store.pack(seized(cast), "60", "40")
        store.move("lab", (first, "1"))
        store.move("court", (first, "2"))
        assert verify() == []
        yield store


SWAP = (
    f"CREATE TABLE kept AS SELECT id, hash FROM {LINE}",
    f"UPDATE {LINE} SET hash = (SELECT k.hash FROM kept k WHERE k.id = 7 - {LINE}.id) WHERE id IN (3, 4)",
    "DROP TABLE kept",
)
HOLDS = f"(SELECT container_id FROM {LINE} WHERE seq = 2)"


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        ((f"UPDATE {LINE} SET quantity = -1, balance = 59999999 WHERE seq = 2",), "isi baris 2 tidak cocok"),
        ((f"UPDATE {LINE} SET balance = 1 WHERE seq = 3",), "sisa pada baris 3 tidak sesuai"),
        ((f"UPDATE {LINE} SET seq = 9 WHERE seq = 3",), "rantai penguasaan putus sebelum baris 9"),
        ((f"DELETE FROM {LINE} WHERE seq = 2",), "rantai penguasaan putus sebelum baris 3"),
        ((f"DELETE FROM {LINE} WHERE seq = 3",), "tidak cocok dengan baris terakhirnya"),
        (SWAP, "tidak cocok dengan hash-nya"),
        (("UPDATE enforcement_container SET balance = 999 WHERE seq = 3",), "tidak cocok dengan baris terakhirnya"),
        (("UPDATE enforcement_container SET place_id = NULL WHERE seq = 3",), "tidak cocok dengan baris terakhirnya"),
        (("UPDATE enforcement_movement SET number = 'BA-X' WHERE kind = 'lab'",), "tidak cocok dengan hash-nya"),
        (
            ("UPDATE enforcement_movement SET moved_at = '2023-04-01 00:00:00+00' WHERE kind = 'lab'",),
            "tidak cocok dengan hash-nya",
        ),
        (("UPDATE enforcement_movement SET digest = 'x' WHERE kind = 'lab'",), "tidak lagi seperti saat disahkan"),
    ],
)
def test_a_break_is_found(written: Store, statements: tuple[str, ...], says: str) -> None:
    if statements is SWAP:
        assert sorted(MovementLine.objects.values_list("id", flat=True)) == [1, 2, 3, 4]
    tamper(*statements)
    assert any(says in finding for finding in verify()), verify()


def test_a_last_line_removed_with_all_that_spoke_of_it_is_missed_by_the_audit(written: Store) -> None:
    """The line, the container's and the movement's own words, and the facts: only the office's anchored chain is left."""
    tamper(
        f"CREATE TABLE gone AS SELECT movement_id AS id FROM {LINE} WHERE seq = 3",
        "DELETE FROM ledger_fact WHERE source_kind = 'enforcement.movement' AND source_id IN (SELECT id FROM gone)",
        f"DELETE FROM {LINE} WHERE seq = 3",
        f"UPDATE enforcement_container SET seq = 2, balance = 59000000 WHERE id = {HOLDS}",
        "DELETE FROM enforcement_plannedline WHERE movement_id IN (SELECT id FROM gone)",
        "DELETE FROM enforcement_movement WHERE id IN (SELECT id FROM gone)",
        "DROP TABLE gone",
    )
    assert any("tidak lagi seperti tercatat dalam jejak audit" in finding for finding in verify())


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the serving role may not drop triggers on PostgreSQL")
def test_a_missing_guard_of_the_balance_is_found(written: Store) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER custody_line_runs_next")
    assert verify() == [f"Pengaman custody_line_runs_next pada tabel {LINE} tidak ada."]


def test_another_side_reads_no_line_on_postgresql(written: Store) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite the scope stands alone.")
    with side(Side.TREATMENT):
        assert not MovementLine.objects.exists()
    with side(""):
        assert not MovementLine.objects.exists()
    assert MovementLine.objects.count() == 4
