"""What the database itself must hold, whatever the code forgets."""

from __future__ import annotations

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from bersinar.foundation.access.postgres import append_only_tables, role_is_safe
from bersinar.foundation.audit.appendonly import AppendOnly

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="roles exist on PostgreSQL only")


def test_every_append_only_table_has_its_triggers() -> None:
    catalogue = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        standing = {name for (name,) in cursor.fetchall()}
    constraints = [c for model in apps.get_models() for c in model._meta.constraints if isinstance(c, AppendOnly)]
    wanted = {name for constraint in constraints for name in constraint.trigger_names(connection.vendor)}
    assert wanted
    assert wanted <= standing


@only_postgresql
def test_the_tests_run_as_a_role_that_may_serve() -> None:
    with connection.cursor() as cursor:
        assert role_is_safe(cursor) == []


@only_postgresql
def test_the_owner_would_not_pass_for_a_role_that_may_serve() -> None:
    with psycopg.connect(settings.DATABASE_OWNER_URL) as as_owner, as_owner.cursor() as cursor:
        assert "peran ini memiliki tabel audit_auditline" in role_is_safe(cursor)


@only_postgresql
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_serving_role_only_adds_to_append_only_tables(right: str) -> None:
    tables = append_only_tables()
    assert tables
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t FROM unnest(%s::text[]) t WHERE has_table_privilege(quote_ident(t), %s)", [tables, right]
        )
        assert cursor.fetchall() == []
