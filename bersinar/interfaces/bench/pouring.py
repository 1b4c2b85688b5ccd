"""Very many rows of one kind, past the model: a million of them would take an hour through the actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any


def pour(pattern: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that differ from a pattern in a few columns; the pattern itself is not saved.

    Ids that the database counts are left to it; others are new unless a row brings its own.
    """
    from django.db import transaction
    from django.db.models import AutoField

    from bersinar.foundation.wire.ids import uuid7
    from bersinar.foundation.wire.rows import insert_rows

    is_counted = isinstance(pattern._meta.pk, AutoField)
    fields = [field for field in pattern._meta.concrete_fields if not (is_counted and field.primary_key)]
    same = {field.column: getattr(pattern, field.attname) for field in fields}
    full = ({**same, **({} if is_counted else {"id": uuid7()}), **row} for row in rows)
    with transaction.atomic():  # one commit, not one for every few rows
        insert_rows(pattern._meta.db_table, list(same), [tuple(row.values()) for row in full])


def chunks(numbers: range, size: int) -> Iterator[list[int]]:
    """Numbers, so many at a time."""
    waiting = iter(numbers)
    while chunk := list(islice(waiting, size)):
        yield chunk
