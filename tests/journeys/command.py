"""Running the command line as an operator does: a process of its own, on a database of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.database import Clone


def environment_of(clone: Clone) -> dict[str, str]:
    return {**os.environ, **clone.environment, "DJANGO_SETTINGS_MODULE": "bersinar.settings"}


def bersinar(clone: Clone, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "bersinar.cli", *arguments]
    return subprocess.run(command, env=environment_of(clone), capture_output=True, text=True, check=False, timeout=180)
