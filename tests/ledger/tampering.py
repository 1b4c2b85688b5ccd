"""What somebody with the database in hand could do: triggers off, change, triggers on again."""

from __future__ import annotations

import psycopg
from django.conf import settings
from django.db import connection

from bersinar.foundation.access.postgres import append_only_tables


def tamper(*statements: str) -> None:
    """Run SQL past the append-only guards, which stand again afterwards. Needs a committed_db."""
    if connection.vendor == "postgresql":
        tables = append_only_tables()
        database = connection.settings_dict["NAME"]
        with psycopg.connect(settings.DATABASE_OWNER_URL, dbname=database, autocommit=True) as owner:
            for table in tables:
                owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for statement in statements:
                owner.execute(statement)
            for table in tables:
                owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            cursor.execute(statement)
        for _, sql in triggers:
            cursor.execute(sql)
