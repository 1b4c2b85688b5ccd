"""The tables that only grow are vacuumed after a hundredth of inserts, so that figures keep to their indexes."""

from __future__ import annotations

import pytest
from django.db import connection

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.ledger.models import Fact, Posting

pytestmark = pytest.mark.django_db


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="autovacuum is PostgreSQL's")
@pytest.mark.parametrize("model", [Posting, Fact, AuditLine, Reading])
def test_a_growing_table_is_vacuumed_early(
    model: type[Posting] | type[Fact] | type[AuditLine] | type[Reading],
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = %s", [model._meta.db_table])
        (options,) = cursor.fetchone()
    assert "autovacuum_vacuum_insert_scale_factor=0.01" in (options or [])
