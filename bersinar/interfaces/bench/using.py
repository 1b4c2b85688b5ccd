"""Four users at once, as `up` serves them: in two processes, without a pause between pages and with a second for each.

Without a pause is a machine under full load; a second or so for each page is how quick people work. What is measured is
the server's time, from the request to the finished answer.
"""

from __future__ import annotations

import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from .measuring import PROCESSES, leave_connections, say_waits

USERS = 4
Asking = Mapping[str, Callable[[int], Any]]


@dataclass(frozen=True)
class Desk:
    """What the users of one account do, again and again.

    `asked` is a function of a module, so that another process finds it: given a browser and `count`, what is asked for,
    by kind, each with a number below `count`. What is named in `leads` answers by leading elsewhere.
    """

    label: str
    user: str
    count: int
    asked: Callable[[Any, int], Asking]
    leads: frozenset[str] = frozenset()


def use(desk: Desk, seconds: float) -> None:
    """Let the users work, without a pause and with one, and print what they waited for."""
    for pause in (0.0, 1.0):
        leave_connections()
        with ProcessPoolExecutor(PROCESSES) as pool:
            done = [pool.submit(_share, desk, seconds, pause) for _ in range(PROCESSES)]
            found = [one.result() for one in done]
        reading = "without a pause" if not pause else f"{pause:.0f} s to read each page"
        print(f"{desk.label}, {USERS} users at once, {reading}, {PROCESSES} processes:", flush=True)
        for kind in found[0]:
            say_waits(f"  {kind}", [wait for one in found for wait in one[kind]])


def _share(desk: Desk, seconds: float, pause: float) -> dict[str, list[float]]:
    """One process's share of the users."""
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    until, users = time.perf_counter() + seconds, USERS // PROCESSES
    waits: dict[str, list[float]] = defaultdict(list)
    with ThreadPoolExecutor(users) as pool:
        for done in [pool.submit(_work, desk, until, pause, os.getpid() * users + n) for n in range(users)]:
            for kind, some in done.result().items():
                waits[kind] += some
    return waits


def _work(desk: Desk, until: float, pause: float, seed: int) -> dict[str, list[float]]:
    from django.contrib.sessions.backends.base import SessionBase
    from django.db import connection
    from django.test import Client as Browser

    from bersinar.foundation.access.freshness import prove
    from bersinar.foundation.access.models import User

    chance, waits = random.Random(seed), defaultdict(list)  # noqa: S311
    browser = Browser()
    browser.force_login(User.objects.get(username=desk.user), backend="bersinar.foundation.access.accounts.Accounts")
    session: SessionBase = browser.session
    prove(session)
    session.save()
    asked = desk.asked(browser, desk.count)
    try:
        for warm in asked.values():
            warm(chance.randrange(desk.count))
        while time.perf_counter() < until:
            for kind, ask in asked.items():
                number = chance.randrange(desk.count)
                begun = time.perf_counter()
                answer = ask(number)
                waits[kind].append(time.perf_counter() - begun)
                assert answer.status_code == (302 if kind in desk.leads else 200), (kind, answer.status_code)
                time.sleep(pause * chance.uniform(0.5, 1.5))
    finally:
        connection.close()
    return waits
