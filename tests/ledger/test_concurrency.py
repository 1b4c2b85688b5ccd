"""Many writers at once, on one office and on many: gapless, chained, no deadlock, nothing lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.ledger.models import Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import AWARDS
from bersinar.programmes.cooperation.models import Award
from tests.cast import assemble
from tests.database import Clone

pytestmark = pytest.mark.concurrency

WRITERS = 8
EACH = 12


def _write(office: Office, by: User, times: int) -> None:
    try:
        for n in range(times):
            AWARDS.create(
                office=office,
                by=by,
                received_on=date(2023, 1, 1 + n),
                name=f"Contoh {n}",
                giver="Lembaga",
                level="province",
            )
    finally:
        connection.close()


def _positions(office: Office) -> list[int]:
    return list(Posting.objects.filter(office=office).order_by("seq").values_list("seq", flat=True))


def test_many_writers_on_one_office(committed_db: Clone) -> None:
    cast = assemble()
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(_write, cast.oki, cast.ani, EACH) for _ in range(WRITERS)]:
            done.result()
    assert _positions(cast.oki) == list(range(1, WRITERS * EACH + 1))
    assert verify() == []


def test_many_writers_on_many_offices(committed_db: Clone) -> None:
    cast = assemble()
    pairs = [(cast.oki, cast.ani), (cast.lumajang, cast.gita)] * (WRITERS // 2)
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(_write, office, by, EACH) for office, by in pairs]:
            done.result()
    for office in (cast.oki, cast.lumajang):
        assert _positions(office) == list(range(1, WRITERS // 2 * EACH + 1))
    assert verify() == []


def test_the_same_request_sent_many_times_at_once_makes_one_record(committed_db: Clone) -> None:
    cast = assemble()
    request_id, office, by = uuid4(), cast.oki, cast.ani

    def send(_: int) -> Award:
        try:
            return AWARDS.create(
                office=office,
                by=by,
                request_id=request_id,
                received_on=date(2023, 1, 1),
                name="Contoh",
                giver="Lembaga",
                level="province",
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = {award.pk for award in pool.map(send, range(20))}
    assert len(answers) == 1
    assert Award.objects.count() == 1
    assert verify() == []
