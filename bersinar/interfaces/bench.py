"""Benchmarks: figures printed with machine, versions and durability settings; never a verdict, never a timed test.

Runs on an empty instance: builds the demo, adds offices with synthetic facts up to the wanted number, then measures what
an office waits for. Medians over several runs; the first one, which warms caches, is not counted.
"""

from __future__ import annotations

import os
import platform
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

RUNS = 7
OFFICES = 203
SAVING_OFFICES = 50
WRITERS = 8


def run(*, facts: int, seconds: float) -> int:
    """Measure and print; 2 where the instance is not empty."""
    from bersinar.foundation.access.models import User

    if User.objects.exists():
        print("bench memerlukan folder data dan basis data yang kosong; pilih --data lain", file=sys.stderr)
        return 2
    _print_machine()
    _build(facts)
    _figures("bnnk-oki", 2023)
    _figures("bnnk-bench-001", 2023)
    _figures("bnn", 2023)
    _reports()
    _pages()
    _saving(seconds)
    return 0


def _print_machine() -> None:
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


@contextmanager
def _timed(label: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    print(f"{label}: {time.perf_counter() - begun:.1f} s", flush=True)


def _median(work: Callable[[], Any]) -> tuple[float, float, float]:
    """(median, least, most) milliseconds of RUNS runs after a warm one."""
    work()
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), min(taken), max(taken)


def _say(label: str, taken: tuple[float, float, float]) -> None:
    print(f"{label}: median {taken[0]:.1f} ms (min {taken[1]:.1f}, max {taken[2]:.1f}, n {RUNS})", flush=True)


# --- data ------------------------------------------------------------------------------------------------------------


def _build(facts: int) -> None:
    from bersinar.interfaces.demo.build import make_ready
    from bersinar.ledger.models import Fact

    with _timed("demo, all five offices through the actions"):
        make_ready()
    own = Fact.objects.count()
    with _timed(f"synthetic facts up to {facts:,}"):
        _synthetic(max(0, facts - own))
    print(f"facts in the ledger: {Fact.objects.count():,} over {OFFICES + 11} offices", flush=True)


def _synthetic(count: int) -> None:
    """Facts of ten kinds over 203 offices and three years, without postings: this instance is thrown away."""
    from django.db import connection, transaction

    from bersinar.foundation.offices.actions import make_office
    from bersinar.foundation.offices.models import Office

    chance = random.Random(20231231)  # noqa: S311  made-up data, the same every time
    above = Office.objects.get(code="bnnp-sumsel")
    offices = [
        make_office(
            code=f"bnnk-bench-{n:03}",
            parent=above,
            type="regency",
            official_name=f"BNNK Uji {n}",
            short_name=f"BNNK Uji {n}",
        )
        for n in range(1, OFFICES + 1)
    ]
    per_office = count // OFFICES
    names = ", ".join(_COLUMNS)
    marks = ", ".join(["%s"] * len(_COLUMNS))
    with transaction.atomic(), connection.cursor() as cursor:
        for office in offices:
            rows = [_fact(office.pk, seq, chance) for seq in range(1, per_office + 1)]
            cursor.executemany(f"INSERT INTO ledger_fact ({names}) VALUES ({marks})", rows)  # noqa: S608  our own names
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


_COLUMNS = (
    "office_id", "seq", "line", "day", "kind", "quantity", "sign", "share", "place", "sex", "age_band", "substance", "environment",
    "detail", "aspect", "subject", "source_kind", "source_id", "basis", "bound", "corrects",
)  # fmt: skip


def _fact(office: int, seq: int, chance: random.Random) -> tuple[Any, ...]:
    kind, carries = chance.choice(_MIX)
    day = date(2021, 1, 1) + timedelta(days=chance.randrange(1095))
    sex = chance.choice(("male", "female")) if "sex" in carries else ""
    environment = chance.choice(("government", "education", "community"))
    subject = f"{chance.getrandbits(128):032x}" if "subject" in carries else ""
    return (
        office, seq, 0, day, kind, chance.randint(1, 40), 1, "own", "", sex, "", "", environment,
        carries.get("detail", ""), "", subject, "bench.record", uuid4().hex, "recorded", "exact", "",
    )  # fmt: skip


_MIX: list[tuple[str, dict[str, Any]]] = [
    ("activities.prevention_meeting_held", {"subject": True}),
    ("activities.prevention_people_reached", {"sex": True}),
    ("activities.prevention_people_reached", {"sex": True}),
    ("activities.prevention_institution_reached", {"subject": True}),
    ("screening.person_tested", {"sex": True}),
    ("screening.session_held", {"subject": True}),
    ("community.volunteer_appointed", {"subject": True, "sex": True}),
    ("surveys.element_answered", {"detail": "u1"}),
    ("surveys.element_answered", {"detail": "u2"}),
    ("activities.empowerment_people_reached", {"sex": True}),
]


# --- measurements ----------------------------------------------------------------------------------------------------


def _figures(code: str, year: int) -> None:
    from django.db import connection

    from bersinar.figures.indicators.evaluate import Coverage, evaluate
    from bersinar.foundation.offices.models import Office

    office = Office.objects.get(code=code)
    queries: list[float] = []

    def clock(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        begun = time.perf_counter()
        answer = execute(sql, params, many, context)
        queries.append(time.perf_counter() - begun)
        return answer

    in_queries = []

    def work() -> None:
        queries.clear()
        with connection.execute_wrapper(clock):
            evaluate(Coverage(office), year)
        in_queries.append(sum(queries) * 1000)

    taken = _median(work)
    _say(f"all figures of a year, {code}", taken)
    print(f"  of it in queries: median {statistics.median(in_queries[1:]):.1f} ms, {len(queries)} queries", flush=True)


def _reports() -> None:
    from bersinar.figures.indicators.disclosure import NOBODY
    from bersinar.figures.indicators.evaluate import Coverage
    from bersinar.figures.reports.writers import WRITERS
    from bersinar.figures.reports.yearend import year_end
    from bersinar.foundation.offices.models import Office

    for code, year in (("bnnk-oki", 2023), ("bnnk-balikpapan", 2022)):
        office = Office.objects.get(code=code)
        _say(f"year-end report, {code}: building", _median(lambda: year_end(Coverage(office), year, viewer=NOBODY)))  # noqa: B023
        document = year_end(Coverage(office), year, viewer=NOBODY)
        for form in ("pdf", "xlsx", "docx", "html"):
            _say(f"  writing {form}", _median(lambda: WRITERS[form](document)))  # noqa: B023


def _pages() -> None:
    from django.conf import settings
    from django.test import Client

    from bersinar.foundation.access.models import User

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client()
    client.force_login(User.objects.get(username="oki.p2m"), backend="bersinar.foundation.access.accounts.Accounts")
    for name, url in (("home", "/"), ("list of activities", "/kegiatan/kegiatan/"), ("figures", "/angka/?tahun=2023")):
        _say(f"page: {name} ({client.get(url).status_code})", _median(lambda: client.get(url)))  # noqa: B023


def _saving(seconds: float) -> None:
    """Records saved through their action: permission, validation, record, facts, audit, one transaction each."""
    from django.db import connection

    officers = _savers()
    shares = [officers[n::2] for n in range(2)]
    if connection.vendor == "sqlite":  # one process: its writers queue at one fair lock
        waits = _save_with_threads(officers, seconds, WRITERS)
        _say_rate(f"records saved, {SAVING_OFFICES} offices, {WRITERS} threads", waits, seconds)
        return
    connection.close_pool()  # type: ignore[attr-defined]
    with ProcessPoolExecutor(2) as pool:
        done = [pool.submit(_save_in_process, share, seconds) for share in shares]
        waits = [wait for one in done for wait in one.result()]
    _say_rate(f"records saved, {SAVING_OFFICES} offices, 2 processes x {WRITERS} threads", waits, seconds)


def _say_rate(label: str, waits: list[float], seconds: float) -> None:
    ordered = sorted(waits)
    p95 = ordered[int(len(ordered) * 0.95)] * 1000
    print(
        f"{label}: {len(waits) / seconds:.0f} a second, p95 {p95:.0f} ms, longest {ordered[-1] * 1000:.0f} ms",
        flush=True,
    )


def _savers() -> list[str]:
    """One officer in each of fifty offices, by user id."""
    from django.utils import timezone

    from bersinar.foundation.access.models import Membership, User
    from bersinar.foundation.offices.models import Office

    officers = []
    for office in Office.objects.filter(code__startswith="bnnk-bench-").order_by("code")[:SAVING_OFFICES]:
        user = User(username=f"{office.code}.p2m", full_name=f"Petugas Uji {office.pk}")
        user.set_unusable_password()
        user.save()
        Membership.objects.create(user=user, office=office, role="p2m_officer", granted_at=timezone.now())
        # The synthetic facts above have no postings: these writers begin their chain behind them.
        _begin_behind(office)
        officers.append(str(user.pk))
    return officers


def _begin_behind(office: Any) -> None:
    from django.db.models import Max

    from bersinar.foundation.audit.models import Head
    from bersinar.ledger.models import Fact

    last = Fact.objects.filter(office=office).aggregate(last=Max("seq"))["last"] or 0
    Head.objects.update_or_create(office=office, defaults={"ledger_seq": last})


def _save_in_process(officers: list[str], seconds: float) -> list[float]:
    import django

    django.setup()
    return _save_with_threads(officers, seconds, WRITERS)


def _save_with_threads(officers: list[str], seconds: float, threads: int) -> list[float]:
    until = time.perf_counter() + seconds
    turn = threading.Lock()
    waiting = cycle(officers)

    def next_officer() -> str:
        with turn:
            return next(waiting)

    with ThreadPoolExecutor(threads) as pool:
        done = [pool.submit(_save_until, next_officer, until) for _ in range(threads)]
        return [wait for one in done for wait in one.result()]


def _save_until(next_officer: Callable[[], str], until: float) -> list[float]:
    from django.db import connection

    from bersinar.foundation.access.accounts import Accounts
    from bersinar.programmes.cooperation.actions import AWARDS

    waits: list[float] = []
    try:
        while time.perf_counter() < until:
            officer = next_officer()
            begun = time.perf_counter()
            by = Accounts().get_user(UUID(officer))  # as a request does: who acts, and where, is read for every record
            assert by and by.home_office
            AWARDS.create(
                office=by.home_office,
                by=by,
                request_id=uuid4(),
                received_on=date(2023, 6, 1),
                name="Uji",
                giver="Lembaga Uji",
                level="province",
            )
            waits.append(time.perf_counter() - begun)
    finally:
        connection.close()
    return waits
