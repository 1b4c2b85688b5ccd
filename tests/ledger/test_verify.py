"""Whoever changes the ledger behind its back is found."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection

from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.audit.models import Reading
from bersinar.foundation.wire.ids import uuid7
from bersinar.ledger.anchors import anchor_all
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import AWARDS
from tests.cast import Cast, assemble
from tests.database import Clone
from tests.ledger.tampering import tamper


@pytest.fixture
def written(committed_db: Clone) -> Cast:
    cast = assemble()
    for day in (2, 3, 4):
        AWARDS.create(
            office=cast.oki,
            by=cast.ani,
            received_on=date(2023, 5, day),
            name=f"Contoh {day}",
            giver="Lembaga",
            level="province",
        )
    assert verify() == []
    return cast


SWAP = (
    "CREATE TABLE kept AS SELECT seq, hash FROM ledger_posting",
    "UPDATE ledger_posting SET hash = (SELECT hash FROM kept WHERE kept.seq = 3 - ledger_posting.seq) WHERE seq IN (1, 2)",
    "DROP TABLE kept",
)


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (("UPDATE ledger_fact SET quantity = 2 WHERE seq = 2",), "isi pembukuan 2 tidak cocok"),
        (("UPDATE ledger_fact SET detail = 'provincf' WHERE seq = 2",), "isi pembukuan 2 tidak cocok"),
        (("DELETE FROM ledger_fact WHERE seq = 2",), "memuat 0 fakta, seharusnya 1"),
        (
            ("DELETE FROM ledger_fact WHERE seq = 3", "DELETE FROM ledger_posting WHERE seq = 3"),
            "kepala rantai pembukuan",
        ),
        (SWAP, "tidak cocok dengan hash-nya"),
        (("UPDATE audit_auditline SET action = 'lain' WHERE seq = 2",), "isi baris audit 2 tidak cocok"),
        (("DELETE FROM audit_auditline WHERE seq = 2",), "rantai audit putus sebelum posisi 3"),
        (("UPDATE cooperation_award SET level = 'national' WHERE name = 'Contoh 3'",), "berbeda dari hitung ulang"),
    ],
)
def test_tampering_is_found(written: Cast, statements: tuple[str, ...], says: str) -> None:
    tamper(*statements)
    assert any(says in finding for finding in verify()), verify()


def test_a_swapped_pair_of_facts_is_found(written: Cast) -> None:
    tamper(*(f"UPDATE ledger_fact SET seq = {new} WHERE seq = {old}" for old, new in ((1, 99), (2, 1), (99, 2))))
    assert any("tidak cocok" in finding for finding in verify())


CUT_OFF = (
    "DELETE FROM ledger_fact WHERE seq = 3",
    "UPDATE audit_head SET ledger_seq = 2, ledger_hash = (SELECT prev_hash FROM ledger_posting WHERE seq = 3) WHERE ledger_seq = 3",
    "DELETE FROM ledger_posting WHERE seq = 3",
    "UPDATE cooperation_award SET cancelled_at = recorded_at WHERE name = 'Contoh 4'",
)


def test_a_chain_cut_off_together_with_its_head_is_found_by_its_anchor(written: Cast) -> None:
    anchor_all("test")
    tamper(*CUT_OFF)
    assert any("tidak lagi memuat posisi 3" in finding for finding in verify())


def test_the_copy_beside_the_keys_remembers_an_anchor_removed_from_the_database(written: Cast) -> None:
    anchor_all("test")
    tamper(*CUT_OFF, "DELETE FROM ledger_anchor")
    assert any("hilang dari basis data" in finding for finding in verify())


def test_a_forged_anchor_is_found(written: Cast) -> None:
    anchor_all("test")
    zero = "zeroblob(64)" if connection.vendor == "sqlite" else "decode(repeat('00', 64), 'hex')"
    tamper(f"UPDATE ledger_anchor SET signature = {zero}")
    assert any("tidak sah" in finding for finding in verify())


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the serving role may not drop triggers on PostgreSQL")
def test_a_missing_guard_is_found(written: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_fact_append_update")
    assert any("ledger_fact_append_update" in finding for finding in verify())


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL alters tables in place")
def test_the_guards_survive_a_rebuild_of_their_table(written: Cast) -> None:
    """SQLite alters a table by making it anew, which drops its triggers."""
    with connection.schema_editor() as editor:
        editor._remake_table(Fact)  # type: ignore[attr-defined]
    assert verify() == []
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_fact SET quantity = 9")


def test_a_long_list_of_readings_keeps_its_chain(cast: Cast) -> None:
    """One page may open more records than one statement holds."""
    opened = [("rehab.client", uuid7()) for _ in range(90)]
    for part in (opened[:1], opened[1:]):
        note_readings(office=cast.oki, by=cast.budi, side="treatment", purpose="membuka daftar", records=part)
    read = list(Reading.objects.filter(office=cast.oki).order_by("seq").values_list("seq", "record_id"))
    assert read == [(seq, key) for seq, (_, key) in enumerate(opened, start=1)]
    assert verify() == []
