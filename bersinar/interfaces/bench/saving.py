"""How many records a second are saved through their action."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

from .measuring import PROCESSES, leave_connections, say_rate

SAVING_OFFICES = 50
WRITERS = 8


def saving(seconds: float) -> None:
    """Records saved through their action: permission, validation, record, facts, audit, one transaction each."""
    officers = _savers()
    leave_connections()
    with ProcessPoolExecutor(PROCESSES) as pool:
        shares = [officers[n::PROCESSES] for n in range(PROCESSES)]
        done = [pool.submit(_save_in_process, share, seconds) for share in shares]
        waits = [wait for one in done for wait in one.result()]
    say_rate(f"records saved, {SAVING_OFFICES} offices, {PROCESSES} processes x {WRITERS} threads", waits, seconds)


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
