"""Serving: the web server with its worker as a child, watched, stopped cleanly on SIGTERM."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date

from granian import Granian
from granian.constants import Interfaces

_LOOK_EVERY = 5.0
_GRACE = 15.0


class Worker:
    """The background worker: started again when it dies, ended with the server."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        self._watch = threading.Thread(target=self._look_after, daemon=True)
        self._watch.start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "django", "db_worker", "--queue-name", "*", "--interval", "0.3"])

    def _look_after(self) -> None:
        kept_house = None
        while not self._stopping.wait(_LOOK_EVERY):
            if self._process.poll() is not None:
                time.sleep(1)  # one that dies at once must not spin
                self._process = self._start()
            if kept_house != date.today():
                kept_house = date.today()
                subprocess.run([sys.executable, "-m", "bersinar.cli", "keep-house"], check=False)

    def stop(self) -> None:
        self._stopping.set()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()


def serve(port: int) -> None:
    """Serve on loopback until SIGTERM or Ctrl-C."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bersinar.settings")
    worker = Worker()
    try:
        Granian(
            "bersinar.wsgi:application", address=os.environ.get("BERSINAR_ADDRESS", "127.0.0.1"), port=port, interface=Interfaces.WSGI,
            workers=_processes(), blocking_threads=8, respawn_failed_workers=True, log_access=False,
        ).serve()  # fmt: skip
    finally:
        worker.stop()


def _processes() -> int:
    """One a core: at most two on SQLite, where writers take turns, at most four on PostgreSQL."""
    from django.db import connection

    return min(os.cpu_count() or 1, 4 if connection.vendor == "postgresql" else 2)
