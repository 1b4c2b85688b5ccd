"""How long a clinic's pages take with very many clients, all of them in one office: the worst there can be.

Four users work at once, as `up` serves them: in two processes. They do so twice: without a pause between pages, which is
a machine under full load, and with a second or so for each page, as quick people work. What is measured is the server's
time, from the request to the finished answer.
"""

from __future__ import annotations

import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from .measuring import PROCESSES, leave_connections, say_waits, timed

OFFICE = "bnnk-bench-001"
USER = f"{OFFICE}.klinik"
USERS = 4
EPISODES = 3  # for each client
SESSIONS = 10
_FIRST = ("Ar", "Bim", "Can", "Dar", "Gal", "Har", "Jan", "Kas", "Lok", "Mar", "Pan", "Sur", "Tan", "Wir")
_LAST = ("da", "gara", "jaya", "manta", "nala", "pati", "rasa", "tika", "wana", "yuda")
_SYLLABLES = tuple(f"{one}{other}" for one in _FIRST for other in _LAST)


def build_clients(count: int) -> None:
    """Clients with sealed identities, three episodes each and ten sessions: in bulk, without facts."""
    from bersinar.foundation.access.sides import Side
    from bersinar.foundation.access.wall import side
    from bersinar.foundation.offices.models import Office

    office = Office.objects.get(code=OFFICE)
    with (
        side(Side.TREATMENT),
        timed(f"{count:,} clients, {count * EPISODES:,} episodes, {count * SESSIONS:,} sessions"),
    ):
        _fill(office, count)


def _fill(office: Any, count: int) -> None:
    from django.db import connection
    from django.utils import timezone

    from bersinar.foundation.access.models import Membership, User
    from bersinar.programmes.rehab.models import Client, Episode, Facility, NamePart, PathwayDecision, Session

    now, chance = timezone.now(), random.Random(20231231)  # noqa: S311  made-up data, the same every time
    user = User(username=USER, full_name="Kepala Klinik Uji", closed_side="treatment")
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, office=office, role="clinic_head", granted_at=now, approved_at=now)
    made = {"office": office, "recorded_by": user, "recorded_at": now}
    clinic = Facility.objects.create(name="Klinik Uji", kind="clinic", owner="own", **made)

    def client(number: int) -> Client:
        born = 1950 + number % 55
        one = Client(
            code=f"K-2021-{number:06}", registered_on=date(2021, 1, 1), sex=("male", "female")[number % 2], birth_year=born, **made
        )  # fmt: skip
        one.seal(name=_name(number), nik=_nik(number))
        return one

    for numbers in _chunks(range(count), 2000):
        clients = [client(number) for number in numbers]
        Client.objects.bulk_create(clients)
        NamePart.objects.bulk_create(_name_parts(office.pk, zip(clients, numbers, strict=True)))
        told = {"client": clients[0], "entry_path": "voluntary", "facility": clinic, "substance": "cannabis", **made}
        first = Episode(admitted_on=now.date(), **told)
        episodes = [_episode(one, turn, chance) for one in clients for turn in range(EPISODES)]
        _pour(first, episodes)
        decided = PathwayDecision(episode=first, decided_on=now.date(), pathway="outpatient", **made)
        _pour(decided, [{"episode_id": one["id"], "decided_on": one["admitted_on"]} for one in episodes])
        plan = {"kind": "individual", "mode": "face_to_face", "counsellor": user, "stage": "came", **made}
        lasts = episodes[EPISODES - 1 :: EPISODES]
        _pour(
            Session(episode=first, number=1, planned_at=now, **plan),
            [_session(one, turn) for one in lasts for turn in range(SESSIONS)],
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pour(pattern: Any, rows: list[dict[str, Any]]) -> None:
    """Insert rows that differ from a pattern in a few columns, past the model: a million of them would take minutes."""
    from bersinar.foundation.wire.ids import uuid7
    from bersinar.foundation.wire.rows import insert_rows

    same = {field.column: getattr(pattern, field.attname) for field in pattern._meta.concrete_fields}
    full = ({**same, "id": uuid7(), **row} for row in rows)
    insert_rows(pattern._meta.db_table, list(same), [tuple(row.values()) for row in full])


def _name(number: int) -> str:
    """Two invented words, each shared by some: about as unlike each other as names are."""
    size = len(_SYLLABLES)
    return f"{_SYLLABLES[number % size]} {_SYLLABLES[number // size % size]}{_LAST[number // size**2 % 10]}"


def _nik(number: int) -> str:
    return f"{160201 + number // 9000}010190{number % 9000 + 1000}"


def _name_parts(office: int, clients: Iterable[tuple[Any, int]]) -> Iterator[Any]:
    from bersinar.programmes.rehab.models import NamePart, name_indexes

    for client, number in clients:
        for part in name_indexes(office, _name(number)):
            yield NamePart(office_id=office, client=client, part=part)


def _episode(client: Any, turn: int, chance: random.Random) -> dict[str, Any]:
    from bersinar.foundation.wire.ids import uuid7

    admitted = date(2021 + turn, 1, 1) + timedelta(days=chance.randrange(300))
    ended = {"closed_on": admitted + timedelta(days=60), "closing_reason": "completed"}
    return {"id": uuid7(), "client_id": client.pk, "admitted_on": admitted, **({} if turn == EPISODES - 1 else ended)}


def _session(episode: dict[str, Any], turn: int) -> dict[str, Any]:
    day = episode["admitted_on"] + timedelta(days=turn)
    at = datetime(day.year, day.month, day.day, 3, turn, tzinfo=UTC)
    return {"episode_id": episode["id"], "number": turn + 1, "planned_at": at}


def _chunks(numbers: range, size: int) -> Iterator[list[int]]:
    waiting = iter(numbers)
    while chunk := list(islice(waiting, size)):
        yield chunk


def client_pages(count: int, seconds: float) -> None:
    """A list page, a search by code, NIK and part of a name, opening a client: for four users at once."""
    for pause in (0.0, 1.0):
        leave_connections()
        with ProcessPoolExecutor(PROCESSES) as pool:
            done = [pool.submit(_use, count, seconds, pause) for _ in range(PROCESSES)]
            found = [one.result() for one in done]
        reading = "without a pause" if not pause else f"{pause:.0f} s to read each page"
        print(f"a clinic with {count:,} clients, {USERS} users at once, {reading}, {PROCESSES} processes:", flush=True)
        for kind in found[0]:
            say_waits(f"  {kind}", [wait for one in found for wait in one[kind]])


def _use(count: int, seconds: float, pause: float) -> dict[str, list[float]]:
    """One process's share of the users."""
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    until, users = time.perf_counter() + seconds, USERS // PROCESSES
    waits: dict[str, list[float]] = defaultdict(list)
    with ThreadPoolExecutor(users) as pool:
        for done in [pool.submit(_work, count, until, pause, os.getpid() * users + n) for n in range(users)]:
            for kind, some in done.result().items():
                waits[kind] += some
    return waits


def _work(count: int, until: float, pause: float, seed: int) -> dict[str, list[float]]:
    from django.contrib.sessions.backends.base import SessionBase
    from django.db import connection
    from django.test import Client as Browser

    from bersinar.foundation.access.freshness import prove
    from bersinar.foundation.access.models import User

    chance, waits = random.Random(seed), defaultdict(list)  # noqa: S311
    browser = Browser()
    browser.force_login(User.objects.get(username=USER), backend="bersinar.foundation.access.accounts.Accounts")
    session: SessionBase = browser.session
    prove(session)
    session.save()
    asked: dict[str, Callable[[int], Any]] = _asked(browser, count)
    try:
        for warm in asked.values():
            warm(chance.randrange(count))
        while time.perf_counter() < until:
            for kind, ask in asked.items():
                number = chance.randrange(count)
                begun = time.perf_counter()
                answer = ask(number)
                waits[kind].append(time.perf_counter() - begun)
                assert answer.status_code == (302 if kind in _LEADS else 200), (kind, answer.status_code)
                time.sleep(pause * chance.uniform(0.5, 1.5))
    finally:
        connection.close()
    return waits


_LEADS = ("search by code", "search by NIK")  # straight to the client


def _asked(browser: Any, count: int) -> dict[str, Callable[[int], Any]]:
    """What a user does, by kind; each takes the number of a client."""
    from bersinar.foundation.access.sides import Side
    from bersinar.foundation.access.wall import side
    from bersinar.programmes.rehab.models import Client

    listed, found = "/rehabilitasi/klien/", "/rehabilitasi/klien/cari/"
    with side(Side.TREATMENT):
        keys = list(Client.objects.filter(code__startswith="K-2021-").order_by("code").values_list("pk", flat=True))
    return {
        "list, any page": lambda n: browser.get(listed, {"hal": n % (count // 25) + 1}),
        "list, the first page": lambda n: browser.get(listed),
        "search by code": lambda n: browser.post(found, {"who": f"K-2021-{n:06}"}),
        "search by NIK": lambda n: browser.post(found, {"who": _nik(n)}),
        "search by part of a name": lambda n: browser.post(found, {"who": _name(n).split()[1]}),
        "open a client": lambda n: browser.get(f"{listed}{keys[n]}/"),
    }
