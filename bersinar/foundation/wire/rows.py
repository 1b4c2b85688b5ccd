"""Writing many rows in one statement. For append-only tables on the hot path: the ORM's insert costs more than the insert."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

_AT_ONCE = 40  # rows a statement: some twenty columns each stay under SQLite's 999 variables


def insert_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, unless_there: bool = False
) -> int:
    """Insert rows; how many were written. Table and columns are names of ours, never user text.

    With `unless_there` a row that would break a unique constraint is passed over instead of refused.
    """
    waiting = [[_adapted(value) for value in row] for row in rows]
    names = ", ".join(f'"{column}"' for column in columns)
    marks = "(" + ", ".join(["%s"] * len(columns)) + ")"
    conflict = " ON CONFLICT DO NOTHING" if unless_there else ""
    written = 0
    with connection.cursor() as cursor:
        for start in range(0, len(waiting), _AT_ONCE):
            chunk = waiting[start : start + _AT_ONCE]
            values = [value for row in chunk for value in row]
            insert = f'INSERT INTO "{table}" ({names}) VALUES {", ".join([marks] * len(chunk))}{conflict}'  # noqa: S608
            cursor.execute(insert, values)
            written += cursor.rowcount
    return written


def _adapted(value: Any) -> Any:
    """As Django keeps it: SQLite holds UUIDs as 32 hex digits; JSON is text until the database reads it."""
    if isinstance(value, UUID):
        return value.hex if connection.vendor == "sqlite" else value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return json.dumps(value) if isinstance(value, dict) else value
