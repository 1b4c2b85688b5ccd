"""One door for writing transactions.

SQLite lets one writer in at a time and lets the others race: without order one of them may wait for seconds. Here
they queue before BEGIN IMMEDIATE: the threads of a process first come first served, the processes of a machine by
turns. On PostgreSQL there is nothing to queue for.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path

from django.db import connection, transaction


class FairLock:
    """A lock that is handed over in the order in which it was asked for."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def acquire(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        turn.wait()

    def release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()  # still taken: the next one owns it
            else:
                self._taken = False
                return
        time.sleep(0)  # hands over the interpreter as well: whoever owns the lock must not wait behind whoever gave it


class Turnstile:
    """Lets one process at a time write to a database file, and no process twice while another one waits.

    Whoever waits for the desk holds the door meanwhile. So who has just left the desk cannot be back at it first, as
    with one lock alone: there the running process wins every time and the others wait for seconds. The system frees
    both when a process dies. Only the owner of the process's own fair lock may come here.
    """

    def __init__(self, database: str) -> None:
        self._door, self._desk = (_opened(f"{database}-{name}") for name in ("door", "desk"))

    def enter(self) -> None:
        fcntl.flock(self._door, fcntl.LOCK_EX)
        try:
            fcntl.flock(self._desk, fcntl.LOCK_EX)
        finally:
            fcntl.flock(self._door, fcntl.LOCK_UN)

    def leave(self) -> None:
        fcntl.flock(self._desk, fcntl.LOCK_UN)


def _opened(path: str) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@cache
def _turnstile(database: str, process: int) -> Turnstile:
    """Of this process: a lock that was opened before a fork would be one with the parent's."""
    return Turnstile(database)


_queue = FairLock()
_inside = threading.local()


@contextmanager
def _turn() -> Iterator[None]:
    """This thread's turn to write to the SQLite file."""
    database = str(connection.settings_dict["NAME"])
    _queue.acquire()
    try:
        if not Path(database).is_absolute():  # in memory: no other process can see it
            yield
            return
        turnstile = _turnstile(database, os.getpid())
        turnstile.enter()
        try:
            yield
        finally:
            turnstile.leave()
    finally:
        _queue.release()


@contextmanager
def writing() -> Iterator[None]:
    """A writing transaction. Inside another one it only joins it: what fails there fails the whole."""
    if getattr(_inside, "yes", False):
        with transaction.atomic(savepoint=False):
            yield
        return
    queues = connection.vendor == "sqlite" and not connection.in_atomic_block
    _inside.yes = True
    try:
        with _turn() if queues else nullcontext(), transaction.atomic():
            yield
    finally:
        _inside.yes = False
