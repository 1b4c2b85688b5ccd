"""A first start makes the whole database; one that this program cannot bring up to date is left alone, and its owner told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests import database


@pytest.mark.slow
@pytest.mark.one_engine
def test_a_database_of_a_later_program_is_not_migrated(committed_db: database.Clone) -> None:
    command = [sys.executable, "-m", "bersinar.cli", "migrate"]
    known = subprocess.run(command, env=committed_db.environment, capture_output=True, text=True)
    assert (known.returncode, known.stderr) == (0, "")

    MigrationRecorder(connection).record_applied("rehab", "0099_from_a_later_day")
    refused = subprocess.run(command, env=committed_db.environment, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "rehab.0099_from_a_later_day" in refused.stderr and "versi program yang membuatnya" in refused.stderr


def _tables() -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
        return list(cursor.fetchall())


@pytest.mark.slow
@pytest.mark.one_engine
def test_a_first_start_makes_the_database_that_django_would_make(committed_db: database.Clone) -> None:
    """Our `migrate` takes a shorter way to the same tables, indexes and triggers."""
    ours = _tables()
    with database.clone_in_use(empty=True):
        call_command(migrate.Command(), verbosity=0, interactive=False)
        assert _tables() == ours
