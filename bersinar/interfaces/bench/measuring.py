"""What every measurement shares: the machine's line, a timer, a median, how a result is printed."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

RUNS = 7
PROCESSES = 2  # as `up` serves a machine of two cores


def print_machine() -> None:
    import django
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT version(), current_setting('fsync'), current_setting('synchronous_commit')")
            version, fsync, commit = cursor.fetchone()
            engine = f"{version.split(' on ')[0]}, fsync={fsync}, synchronous_commit={commit}"
        else:
            cursor.execute("SELECT sqlite_version()")
            version = cursor.fetchone()[0]
            cursor.execute("PRAGMA synchronous")
            engine = f"SQLite {version}, WAL, synchronous={cursor.fetchone()[0]} (2 = FULL)"
    print(
        f"machine: {platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, Django {django.__version__}"
    )
    print(f"engine: {engine}", flush=True)


def leave_connections() -> None:
    """Close what must not be shared with a process that is forked off now."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    connection.close()


@contextmanager
def timed(label: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    print(f"{label}: {time.perf_counter() - begun:.1f} s", flush=True)


def median(work: Callable[[], Any]) -> tuple[float, float, float]:
    """(median, least, most) milliseconds of RUNS runs after a warm one."""
    work()
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), min(taken), max(taken)


def say(label: str, taken: tuple[float, float, float]) -> None:
    print(f"{label}: median {taken[0]:.1f} ms (min {taken[1]:.1f}, max {taken[2]:.1f}, n {RUNS})", flush=True)


def say_rate(label: str, waits: list[float], seconds: float) -> None:
    ordered = sorted(waits)
    p95 = ordered[int(len(ordered) * 0.95)] * 1000
    print(
        f"{label}: {len(waits) / seconds:.0f} a second, p95 {p95:.0f} ms, longest {ordered[-1] * 1000:.0f} ms",
        flush=True,
    )


def say_waits(label: str, waits: list[float]) -> None:
    """Median, p95 and longest of waits in seconds."""
    ordered = sorted(waits)
    p95 = ordered[int(len(ordered) * 0.95)] * 1000
    middle, longest = statistics.median(ordered) * 1000, ordered[-1] * 1000
    print(f"{label}: median {middle:.0f} ms, p95 {p95:.0f} ms, longest {longest:.0f} ms, n {len(ordered)}", flush=True)
