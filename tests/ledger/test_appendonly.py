"""The ledger refuses raw SQL: what is posted can only be added to."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from bersinar.foundation.codelists.models import Code
from bersinar.ledger.models import Fact
from bersinar.programmes.cooperation.actions import AWARDS
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(cast: Cast) -> Fact:
    AWARDS.create(
        office=cast.oki,
        by=cast.ani,
        received_on=date(2023, 5, 2),
        name="Contoh",
        giver="Lembaga Contoh",
        level="province",
    )
    return Fact.objects.get()


STATEMENTS = [
    f"{verb} {table}{rest}"
    for table in ("ledger_fact", "ledger_posting", "audit_auditline")
    for verb, rest in (("UPDATE", " SET seq = 9"), ("DELETE FROM", ""))
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_update_and_delete_are_refused(posted: Fact, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Fact.objects.get().seq == 1


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.parametrize("table", ["ledger_fact", "ledger_posting", "audit_auditline"])
@pytest.mark.parametrize("identified_by", ["id", "natural key"])
def test_replace_is_refused_on_sqlite(posted: Fact, table: str, identified_by: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        row = list(cursor.fetchone())
        names = [column[0] for column in cursor.description]
    if identified_by == "natural key":
        row[names.index("id")] += 1000
    marks = ", ".join(["%s"] * len(row))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.parametrize("table", ["ledger_fact", "ledger_posting", "audit_auditline"])
def test_truncate_is_refused_on_postgresql(posted: Fact, table: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_other_tables_stay_changeable(posted: Fact) -> None:
    code = Code.objects.filter(list="sex").first()
    assert code is not None
    code.label = "Laki-laki (contoh)"
    code.save()
    assert Code.objects.get(pk=code.pk).label == "Laki-laki (contoh)"
