"""One door for writing transactions.

SQLite lets one writer in at a time and lets the others race: without order one of them may wait for seconds. Here
they queue, first come first served, before BEGIN IMMEDIATE. On PostgreSQL there is nothing to queue for.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

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


_queue = FairLock()


_inside = threading.local()


@contextmanager
def writing() -> Iterator[None]:
    """A writing transaction. Inside another one it only joins it: what fails there fails the whole."""
    if getattr(_inside, "yes", False):
        with transaction.atomic(savepoint=False):
            yield
        return
    queues = connection.vendor == "sqlite" and not connection.in_atomic_block
    if queues:
        _queue.acquire()
    _inside.yes = True
    try:
        with transaction.atomic():
            yield
    finally:
        _inside.yes = False
        if queues:
            _queue.release()
