"""Vacuum a table that only grows early, on PostgreSQL.

Nothing in it is ever updated or deleted, so only inserts call for a vacuum: by the server's default after a fifth of the
table, which is millions of rows. Until then its newest pages, the ones every figure reads, are not marked as visible to
all, and a walk along an index visits the table for each row.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

AFTER = "0.01"  # of the table


def vacuum_early(*tables: str) -> migrations.RunPython:
    """The operation of a migration, for tables of its app. SQLite has no vacuum of this kind."""

    def change(setting: str) -> Any:
        def run(apps: Any, schema_editor: Any) -> None:
            if schema_editor.connection.vendor == "postgresql":
                for table in tables:
                    schema_editor.execute(f"ALTER TABLE {schema_editor.quote_name(table)} {setting}")

        return run

    name = "autovacuum_vacuum_insert_scale_factor"
    return migrations.RunPython(change(f"SET ({name} = {AFTER})"), change(f"RESET ({name})"))
