"""One scratch folder per run, shared by its workers, gone when the run is: also when the run was killed."""

from __future__ import annotations

import atexit
import os
import subprocess
import tempfile
from pathlib import Path

_VARIABLE = "BERSINAR_TEST_SCRATCH"

# Its standard input is a pipe whose other end only the run holds: it ends with the run, however that ends.
_WATCH = """
read -r _
pid=$(head -n 1 "$1/cluster/data/postmaster.pid" 2>/dev/null)
[ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null && while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
rm -rf "$1"
"""


def _make() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="bersinar-test-"))
    folder.chmod(0o711)  # the PostgreSQL cluster inside may belong to another user
    watcher = subprocess.Popen(["sh", "-c", _WATCH, "sh", folder], stdin=subprocess.PIPE, start_new_session=True)
    owner = os.getpid()

    def end() -> None:
        if os.getpid() == owner:
            watcher.communicate()

    atexit.register(end)
    os.environ[_VARIABLE] = str(folder)  # the workers of pytest-xdist inherit it
    return folder


SCRATCH = Path(os.environ[_VARIABLE]) if _VARIABLE in os.environ else _make()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
