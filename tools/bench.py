"""`make bench`: the benchmarks on SQLite, then on a private PostgreSQL, each on an instance of its own."""

from __future__ import annotations

import os
import subprocess
import sys

ENGINES = ("sqlite", "postgresql")


def main() -> int:
    """Each engine in a process of its own: settings are read once."""
    if len(sys.argv) == 2:
        return measure()
    return max(
        subprocess.run(
            [sys.executable, __file__, engine], env={**os.environ, "BERSINAR_TEST_DATABASE": engine}
        ).returncode
        for engine in ENGINES
    )


def measure() -> int:
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    import tests.scratch  # noqa: F401  a throw-away data folder before settings are read

    django.setup()
    from tests import database

    try:
        database.use_template()
    except database.Unusable as reason:
        print(f"{sys.argv[1]}: {reason}")
        return 0
    with database.clone_in_use(empty=True) as clone:
        return subprocess.run([sys.executable, "-m", "bersinar.cli", "bench"], env=clone.environment).returncode


if __name__ == "__main__":
    sys.exit(main())
