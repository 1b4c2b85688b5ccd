"""Vacuum a table that only grows early, on PostgreSQL.

Nothing in it is ever updated or deleted, so only inserts call for a vacuum: by the server's default after a fifth of the
table, which is millions of rows. Until then its newest pages, the ones every figure reads, are not marked as visible to
all, and a walk along an index visits the table for each row.
"""

from __future__ import annotations

from bersinar.foundation.wire.steps_of_sql import OnPostgreSQL

AFTER = "0.01"  # of the table


def vacuum_early(*tables: str) -> OnPostgreSQL:
    """The operation of a migration, for tables of its app. SQLite has no vacuum of this kind."""

    def each(setting: str) -> str:
        return "; ".join(f'ALTER TABLE "{table}" {setting}' for table in tables)

    name = "autovacuum_vacuum_insert_scale_factor"
    return OnPostgreSQL(each(f"SET ({name} = {AFTER})"), each(f"RESET ({name})"))
