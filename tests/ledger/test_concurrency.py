"""Many writers at once, on one office and on many: gapless, chained, no deadlock, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import ACTIVITIES, INSTITUTIONS, MEETINGS
from bersinar.programmes.activities.merging import MERGE, PART
from bersinar.programmes.cooperation.actions import AWARDS
from bersinar.programmes.cooperation.models import Award
from tests.cast import assemble
from tests.database import Clone

pytestmark = pytest.mark.concurrency

WRITERS = 8
EACH = 12
FEW = 6


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


def test_merging_while_others_record_leaves_nothing_behind(committed_db: Clone) -> None:
    """One merges and parts, one moves the kept one, two record what names the double: the ledger equals the recount."""
    cast = assemble()
    said: dict[str, Any] = {"office": cast.oki, "by": cast.ani}
    kept, double = (INSTITUTIONS.create(**said, name=name, kind="school") for name in ("SMAN A", "SMA Negeri A"))
    activity = ACTIVITIES.create(**said, title="Contoh", type="talk_show", year=2023)
    place = Region.objects.get(pk="16.02")
    meeting: dict[str, Any] = {
        "activity": activity,
        "region": place,
        "environment": "education",
        "institutions": [double],
    }
    standing = MEETINGS.create(**said, **meeting, held_on=date(2023, 1, 1))

    def repeat(deed: Callable[[int], Any]) -> int:
        done = 0
        try:
            for n in range(FEW):
                with suppress(Refusal):  # the double is merged just now, or parted: a sentence, and nothing written
                    deed(n)
                    done += 1
        finally:
            connection.close()
        return done

    def merge_or_part(n: int) -> None:
        if n % 2:
            PART.change(double, by=cast.ani, based_on=None)
        else:
            MERGE.change(kept, by=cast.ani, based_on=None, duplicate=double)

    deeds: tuple[Callable[[int], Any], ...] = (
        merge_or_part,
        lambda n: INSTITUTIONS.change(
            kept, by=cast.ani, based_on=None, environment=("education", "private", "community")[n % 3]
        ),
        lambda n: MEETINGS.create(**said, **meeting, held_on=date(2023, 2, 1 + n)),
        lambda n: MEETINGS.change(standing, by=cast.ani, based_on=None, held_on=date(2023, 3, 1 + n)),
    )
    with ThreadPoolExecutor(len(deeds)) as pool:
        done = list(pool.map(repeat, deeds))
    assert done[0] == done[1] == FEW
    assert verify() == []
