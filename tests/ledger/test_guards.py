"""Guards of tables stand, and can be taken away whole and put back by a migration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from bersinar.foundation.audit.appendonly import Guard

pytestmark = pytest.mark.django_db


@contextmanager
def owner() -> Iterator[Any]:
    """A cursor of whom the tables belong to; what it does is rolled back."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            yield cursor
        return
    with psycopg.connect(settings.DATABASE_OWNER_URL) as own:
        yield own.cursor()
        own.rollback()


def triggers(cursor: Any) -> set[str]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    return {name for (name,) in cursor.fetchall()}


def test_guards_are_taken_away_with_all_their_triggers_and_put_back() -> None:
    guarded = [
        (model, guard) for model in apps.get_models() for guard in model._meta.constraints if isinstance(guard, Guard)
    ]
    names = {name for _, guard in guarded for name in guard.trigger_names(connection.vendor)}
    editor = connection.schema_editor(collect_sql=True)
    with owner() as cursor:
        before = triggers(cursor)
        for model, guard in guarded:
            editor.execute(guard.remove_sql(model, editor))
        for statement in editor.collected_sql:
            cursor.execute(statement)
        assert names <= before
        assert triggers(cursor) == before - names
        for model, guard in guarded:
            for made in guard.statements(model, editor):
                cursor.execute(str(made))
        assert triggers(cursor) == before
