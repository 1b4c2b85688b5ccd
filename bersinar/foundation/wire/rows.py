"""Plain SQL for the hot path: the few questions and inserts that stand in every request.

Composing and compiling a query costs the ORM ten times what the database needs to answer it. Tables and columns are
names of ours; values are always parameters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.base import ModelState

_AT_ONCE = 40  # rows a statement: some twenty columns each stay under SQLite's 999 variables


Statement = tuple[str, list[Any]]


def insert_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, unless_there: bool = False
) -> int:
    """Insert rows, many in one statement; how many were written.

    With `unless_there` a row that would break a unique constraint is passed over instead of refused.
    """
    conflict = " ON CONFLICT DO NOTHING" if unless_there else ""
    return sum(run(insert + conflict, values) for insert, values in inserts(table, columns, rows))


def inserts(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Statement]:
    """The statements that insert rows, many in each, not yet run."""
    waiting = list(rows)
    chunks = [waiting[start : start + _AT_ONCE] for start in range(0, len(waiting), _AT_ONCE)]
    return [(_insert(table, tuple(columns), len(chunk)), [value for row in chunk for value in row]) for chunk in chunks]


def run_together(statements: Sequence[Statement]) -> None:
    """Run inserts and, last, an update: on PostgreSQL in one trip to the server, elsewhere one after another."""
    *before, (last, last_values) = statements
    if connection.vendor == "postgresql":
        named = ", ".join(f"w{n} AS ({sql})" for n, (sql, _) in enumerate(before))
        values = [value for _, some in before for value in some]
        run(f"WITH {named} {last}" if before else last, [*values, *last_values])
        return
    with connection.cursor() as cursor:
        for sql, some in statements:
            cursor.execute(sql, _adapted(some))


def insert_record(record: models.Model) -> None:
    """Save a new record as `save(force_insert=True)` would, of a model with one table and an id made here."""
    fields = record._meta.concrete_fields
    values = [field.get_db_prep_save(field.pre_save(record, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_insert(record._meta.db_table, _columns(type(record)), 1), values)
    record._state.adding, record._state.db = False, connection.alias


def read(kinds: Sequence[type[models.Model]], tail: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Joined rows as one object of each kind; `tail` is the SQL from FROM on, every table under its own name."""
    engine = connections[DEFAULT_DB_ALIAS]  # asked for once: the proxy looks it up at every word
    readings = [(kind, *_reading(kind, engine.vendor)) for kind in kinds]
    for row in ask(f"SELECT {_names(tuple(kinds))} {tail}", values):
        made, at = [], 0
        for kind, attributes, converters in readings:
            width = len(attributes)
            held = list(row[at : at + width])
            for place, convert, column in converters:
                held[place] = convert(held[place], column, engine)
            made.append(_made(kind, zip(attributes, held, strict=True), engine.alias))
            at += width
        yield tuple(made)


def _made(kind: type[models.Model], values: Iterable[tuple[str, Any]], alias: str) -> models.Model:
    """A record as it stands in the database, as `from_db` makes it, which sets each value through its descriptor.

    What the descriptors would do, forget what was kept of another value, a new record has no need of; no kind of ours
    listens to the making of its records.
    """
    record = kind.__new__(kind)
    record._state = ModelState()
    record._state.adding, record._state.db = False, alias
    record.__dict__.update(values)
    return record


def ask(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement answers with."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _adapted(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def run(sql: str, values: Sequence[Any]) -> int:
    """How many rows a statement touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _adapted(values))
        return int(cursor.rowcount)


@cache
def _insert(table: str, columns: tuple[str, ...], rows: int) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    marks = "(" + ", ".join(["%s"] * len(columns)) + ")"
    return f'INSERT INTO "{table}" ({names}) VALUES {", ".join([marks] * rows)}'  # noqa: S608


@cache
def _columns(kind: type[models.Model]) -> tuple[str, ...]:
    return tuple(str(field.column) for field in kind._meta.concrete_fields)


@cache
def _names(kinds: tuple[type[models.Model], ...]) -> str:
    return ", ".join(f'"{kind._meta.db_table}"."{column}"' for kind in kinds for column in _columns(kind))


Converter = tuple[int, Callable[[Any, Any, Any], Any], Any]


@cache
def _reading(kind: type[models.Model], vendor: str) -> tuple[tuple[str, ...], tuple[Converter, ...]]:
    """Attribute names, and which columns need converting from what this engine gives."""
    converters = []
    for place, field in enumerate(kind._meta.concrete_fields):
        column = field.get_col(kind._meta.db_table)
        for convert in connection.ops.get_db_converters(column) + column.get_db_converters(connection):
            converters.append((place, convert, column))
    return tuple(field.attname for field in kind._meta.concrete_fields), tuple(converters)


def _adapted(values: Iterable[Any]) -> list[Any]:
    """As Django keeps them: SQLite holds UUIDs as 32 hex digits; JSON is text until the database reads it."""
    adapters = _adapters(connection.vendor)
    return [adapters[type(value)](value) if type(value) in adapters else value for value in values]


@cache
def _adapters(vendor: str) -> dict[type, Callable[[Any], Any]]:
    """What this engine wants otherwise than Python has it; nothing else is passed but text, numbers and bytes."""
    adapters: dict[type, Callable[[Any], Any]] = {
        # Asked of the connection at hand: its operations belong to one thread, this table to all.
        datetime: lambda value: connection.ops.adapt_datetimefield_value(value),
        date: lambda value: connection.ops.adapt_datefield_value(value),
        dict: json.dumps,
    }
    return {**adapters, UUID: attrgetter("hex")} if vendor == "sqlite" else adapters
