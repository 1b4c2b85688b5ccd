"""The database's half of the wall: row-level security by the session's side (PostgreSQL).

This guards against a forgotten filter, not against SQL run as the application: user text never becomes SQL. On
SQLite there is no such thing; there the scope predicate stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse

from bersinar.foundation.wire.steps_of_sql import OnPostgreSQL

from .sides import Side


def set_side(side: Side | str, actor: UUID | str = "") -> None:
    """Set side and actor for the database session; '' closes both sides."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('bersinar.side', %s, false), set_config('bersinar.actor', %s, false)",
            [str(side), str(actor)],
        )


def current_side() -> tuple[str, str]:
    """(side, actor) as set; unset reads as NULL or '' and both mean closed."""
    if connection.vendor != "postgresql":
        return "", ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('bersinar.side', true), current_setting('bersinar.actor', true)")
        side, actor = cursor.fetchone()
    return side or "", actor or ""


@contextmanager
def side(side: Side | str, actor: UUID | str = "") -> Iterator[None]:
    """Work on one side, for a job or a command; afterwards what was set before stands again."""
    before = current_side()
    set_side(side, actor)
    try:
        yield
    finally:
        set_side(*before)


class SideMiddleware:
    """Sets the side at the start of every request, '' included: a pooled connection remembers the last one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor == "postgresql":
            set_side("")
            if request.user.is_authenticated:
                set_side(request.user.side if request.user.side.is_closed else "", request.user.id)
        return self.get_response(request)


def wall_around(table: str, side: Side, *, open_to: str = "false", insert_by_all: bool = False) -> OnPostgreSQL:
    """A migration step that walls a table in on PostgreSQL: default deny, the side's sessions pass.

    `open_to` is a further SQL condition that opens single rows (written here, never from user text);
    `insert_by_all` lets any session add rows it cannot read afterwards.
    """
    passes = f"current_setting('bersinar.side', true) = '{side.value}' OR ({open_to})"
    return _wall(table, passes, "true" if insert_by_all else passes)


def wall_by_column(table: str, column: str = "side") -> OnPostgreSQL:
    """As `wall_around`, for a table whose rows say themselves on which side they stand; open ones are everybody's."""
    passes = f"\"{column}\" = '{Side.OPEN.value}' OR \"{column}\" = current_setting('bersinar.side', true)"
    return _wall(table, passes, passes)


def _wall(table: str, passes: str, insert_check: str) -> OnPostgreSQL:
    build = f"""
        ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
        ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
        CREATE POLICY side_reads ON "{table}" FOR SELECT USING ({passes});
        CREATE POLICY side_changes ON "{table}" FOR UPDATE USING ({passes}) WITH CHECK ({passes});
        CREATE POLICY side_deletes ON "{table}" FOR DELETE USING ({passes});
        CREATE POLICY side_adds ON "{table}" FOR INSERT WITH CHECK ({insert_check});
        CREATE POLICY owner_all ON "{table}" TO CURRENT_USER USING (true) WITH CHECK (true);
    """
    tear_down = f"""
        DROP POLICY side_reads ON "{table}"; DROP POLICY side_changes ON "{table}";
        DROP POLICY side_deletes ON "{table}"; DROP POLICY side_adds ON "{table}"; DROP POLICY owner_all ON "{table}";
        ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY; ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;
    """
    return OnPostgreSQL(build, tear_down)
