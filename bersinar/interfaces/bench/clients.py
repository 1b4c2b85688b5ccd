"""How long a clinic's pages take with very many clients, all of them in one office: the worst there can be."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from .measuring import timed
from .pouring import chunks, pour
from .using import Asking, Desk, use

OFFICE = "bnnk-bench-001"
USER = f"{OFFICE}.klinik"
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

    for numbers in chunks(range(count), 2000):
        clients = [client(number) for number in numbers]
        Client.objects.bulk_create(clients)
        NamePart.objects.bulk_create(_name_parts(office.pk, zip(clients, numbers, strict=True)))
        told = {"client": clients[0], "entry_path": "voluntary", "facility": clinic, "substance": "cannabis", **made}
        first = Episode(admitted_on=now.date(), **told)
        episodes = [_episode(one, turn, chance) for one in clients for turn in range(EPISODES)]
        pour(first, episodes)
        decided = PathwayDecision(episode=first, decided_on=now.date(), pathway="outpatient", **made)
        pour(decided, [{"episode_id": one["id"], "decided_on": one["admitted_on"]} for one in episodes])
        plan = {"kind": "individual", "mode": "face_to_face", "counsellor": user, "stage": "came", **made}
        lasts = episodes[EPISODES - 1 :: EPISODES]
        pour(
            Session(episode=first, number=1, planned_at=now, **plan),
            [_session(one, turn) for one in lasts for turn in range(SESSIONS)],
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


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


def client_pages(count: int, seconds: float) -> None:
    """A list page, a search by code, NIK and part of a name, opening a client: for four users at once."""
    use(Desk(f"a clinic with {count:,} clients", USER, count, _asked, leads=_LEADS), seconds)


_LEADS = frozenset({"search by code", "search by NIK"})  # straight to the client


def _asked(browser: Any, count: int) -> Asking:
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
