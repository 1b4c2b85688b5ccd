"""`bersinar up`: prepares, serves, works in the background, stops cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.database import Clone
from tests.journeys.command import bersinar, environment_of

pytestmark = pytest.mark.slow


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> bytes:
    until = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bytes(answer.read())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _children(pid: int) -> list[int]:
    """Every process beneath this one."""
    with open(f"/proc/{pid}/task/{pid}/children") as listed:
        direct = [int(child) for child in listed.read().split()]
    return direct + [below for child in direct for below in _children(child)]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_up_serves_and_leaves_nothing_behind(empty_database: Clone) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "bersinar.cli", "up", "--port", str(port)]
    server = subprocess.Popen(
        command, env=environment_of(empty_database), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert b"Masuk" in _wait_for(f"http://127.0.0.1:{port}/masuk/")
        below = _children(server.pid)
        assert len(below) >= 2  # the web server's worker and the background worker
    finally:
        server.send_signal(signal.SIGTERM)
        code = server.wait(30)
    assert code == 0
    until = time.monotonic() + 10
    while any(map(_is_alive, below)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(_is_alive, below))


def test_nothing_prepared_is_said_plainly(empty_database: Clone) -> None:
    answer = bersinar(empty_database, "figures", "--office", "bnn", "--year", "2022")
    assert answer.returncode == 1
    assert "basis data belum disiapkan" in answer.stderr


def test_the_first_user_is_made_once(committed_db: Clone) -> None:
    first = bersinar(committed_db, "first-user")
    assert first.returncode == 0
    assert "Kata sandi pertama" in first.stdout
    assert bersinar(committed_db, "first-user").returncode == 1


def test_a_demo_refuses_a_database_that_holds_something_else(committed_db: Clone) -> None:
    bersinar(committed_db, "first-user")
    refused = bersinar(committed_db, "demo", "--no-serve")
    assert refused.returncode == 2
    assert "bukan demo" in refused.stderr
