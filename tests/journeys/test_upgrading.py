"""A database that this program cannot bring up to date is left alone, and its owner is told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests import database


@pytest.mark.one_engine
def test_a_database_of_a_later_program_is_not_migrated(committed_db: database.Clone) -> None:
    migrate = [sys.executable, "-m", "bersinar.cli", "migrate"]
    known = subprocess.run(migrate, env=committed_db.environment, capture_output=True, text=True)
    assert (known.returncode, known.stderr) == (0, "")

    MigrationRecorder(connection).record_applied("rehab", "0099_from_a_later_day")
    refused = subprocess.run(migrate, env=committed_db.environment, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "rehab.0099_from_a_later_day" in refused.stderr and "versi program yang membuatnya" in refused.stderr
