"""A request is answered once; drafts are their owner's; ids are ordered by time."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from bersinar.foundation.wire.drafts import MOST_BYTES, drop_draft, keep_draft, read_draft
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.models import Draft, Receipt
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.writing import FairLock, Turnstile
from bersinar.ledger.models import Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import OBSTACLES
from bersinar.programmes.cooperation.models import Obstacle
from tests.cast import Cast, assemble
from tests.database import Clone

BODY: dict[str, Any] = {"noted_on": date(2023, 3, 1), "section": "general", "category": "staff", "text": "Kendala"}


def met(cast: Cast, request_id: UUID | None, **changed: Any) -> Obstacle:
    return OBSTACLES.create(office=cast.oki, by=cast.ani, request_id=request_id, **{**BODY, **changed})


def test_the_same_request_gets_the_same_answer_and_makes_nothing_twice(cast: Cast) -> None:
    request_id = uuid4()
    first, second = met(cast, request_id), met(cast, request_id)
    assert first.pk == second.pk
    assert (Obstacle.objects.count(), Posting.objects.count(), Receipt.objects.count()) == (1, 1, 1)
    assert verify() == []


def test_another_body_under_the_same_id_is_refused(cast: Cast) -> None:
    request_id = uuid4()
    met(cast, request_id)
    with pytest.raises(Refusal, match="sudah dipakai untuk isian lain") as refused:
        met(cast, request_id, text="Kendala lain")
    assert refused.value.status == 409
    assert Obstacle.objects.count() == 1


def test_another_person_does_not_get_the_answer(cast: Cast) -> None:
    request_id = uuid4()
    met(cast, request_id)
    with pytest.raises(Refusal, match="sudah dipakai"):
        OBSTACLES.create(office=cast.oki, by=cast.dewi, request_id=request_id, **BODY)


def test_a_refused_request_leaves_no_receipt_and_is_sent_again_mended(cast: Cast) -> None:
    request_id = uuid4()
    with pytest.raises(Refusal, match="belum terjadi"):
        met(cast, request_id, noted_on=date(2099, 1, 1))
    assert not Receipt.objects.exists()
    assert met(cast, request_id).text == "Kendala"


def test_without_an_id_every_request_stands_for_itself(cast: Cast) -> None:
    assert met(cast, None).pk != met(cast, None).pk


def test_a_change_sent_twice_changes_once(cast: Cast) -> None:
    obstacle, request_id = met(cast, None), uuid4()
    for _ in range(2):
        OBSTACLES.change(obstacle, by=cast.ani, based_on=1, request_id=request_id, category="budget")
    obstacle.refresh_from_db()
    assert (obstacle.version, obstacle.category) == (2, "budget")


def test_a_client_names_its_own_record(cast: Cast) -> None:
    record_id = uuid4()
    assert OBSTACLES.create(office=cast.oki, by=cast.ani, record_id=record_id, **BODY).pk == record_id


@pytest.mark.concurrency
def test_one_request_sent_by_two_threads_at_once_makes_one_record(committed_db: Clone) -> None:
    cast, request_id = assemble(), uuid4()
    start, made = threading.Barrier(2), []

    def ask() -> None:
        try:
            start.wait()
            made.append(met(cast, request_id).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2
    assert len(set(made)) == Obstacle.objects.count() == 1
    assert verify() == []


# Drafts -------------------------------------------------------------------------------------------------------------


def test_a_draft_is_its_owners_and_unreadable_in_the_database(cast: Cast) -> None:
    typed = {"text": ["Warga Rekaan 3"], "regions": ["16.02", "16.10"]}
    keep_draft(owner=cast.ani, form="cooperation.obstacle.new", side="", fields=typed)
    assert read_draft(owner=cast.ani, form="cooperation.obstacle.new") == typed
    assert read_draft(owner=cast.dewi, form="cooperation.obstacle.new") is None
    assert read_draft(owner=cast.ani, form="cooperation.award.new") is None
    assert b"Warga" not in bytes(Draft.objects.get().content)


def test_a_newer_draft_replaces_the_older_and_a_dropped_one_is_gone(cast: Cast) -> None:
    for text in ("satu", "dua"):
        keep_draft(owner=cast.ani, form="f", side="treatment", fields={"text": [text]})
    assert read_draft(owner=cast.ani, form="f") == {"text": ["dua"]}
    drop_draft(owner=cast.ani, form="f")
    assert read_draft(owner=cast.ani, form="f") is None


def test_a_draft_that_is_too_large_is_not_half_kept(cast: Cast) -> None:
    keep_draft(owner=cast.ani, form="f", side="", fields={"text": ["x" * MOST_BYTES]})
    assert read_draft(owner=cast.ani, form="f") is None


# Ids and the queue --------------------------------------------------------------------------------------------------


def test_ids_are_version_seven_and_ordered_by_time() -> None:
    made = [uuid7() for _ in range(200)]
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert len(set(made)) == 200
    instants = [one.int >> 80 for one in made]
    assert instants == sorted(instants)
    assert abs(instants[-1] - timezone.now().timestamp() * 1000) < 10_000


@pytest.mark.concurrency
def test_writers_are_let_in_in_the_order_in_which_they_asked() -> None:
    lock, came = FairLock(), []
    lock.acquire()
    threads = []
    for number in range(5):

        def write(number: int = number) -> None:
            lock.acquire()
            came.append(number)
            lock.release()

        thread = threading.Thread(target=write)
        thread.start()
        while len(lock._waiting) <= number:  # it stands in the queue before the next one asks
            thread.join(0.001)
        threads.append(thread)
    lock.release()
    for thread in threads:
        thread.join()
    assert came == [0, 1, 2, 3, 4]


@pytest.mark.concurrency
def test_a_process_that_has_just_written_lets_one_that_waits_go_first(tmp_path: Path) -> None:
    here, other = (Turnstile(str(tmp_path / "data")) for _ in range(2))  # each opens the file itself, as a process does
    came: list[str] = []
    here.enter()

    def write() -> None:
        other.enter()
        came.append("other")
        other.leave()

    waiting = threading.Thread(target=write)
    waiting.start()
    while not _is_held(tmp_path / "data-door"):
        waiting.join(0.001)
    here.leave()
    here.enter()  # at once, while the other is still being woken
    came.append("here again")
    here.leave()
    waiting.join()
    assert came == ["other", "here again"]


def _is_held(path: Path) -> bool:
    with path.open() as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@pytest.mark.concurrency
def test_a_process_that_dies_while_it_writes_holds_nobody_up(tmp_path: Path) -> None:
    database = tmp_path / "data"
    dies = f"""
import os, signal
from bersinar.foundation.wire.writing import Turnstile
Turnstile({str(database)!r}).enter()
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", dies], check=False)
    assert done.returncode == -signal.SIGKILL
    Turnstile(str(database)).enter()
