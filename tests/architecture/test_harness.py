"""The harness keeps its own promises: what a test commits is seen by its threads, and by no other test."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import urllib.request
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from bersinar.foundation.offices.models import Office
from tests.database import Clone
from tests.harness import OutsideNetwork

if TYPE_CHECKING:
    from playwright.sync_api import Page


def found_office() -> None:
    Office.objects.create(code="harness", path="/harness/", type="hq", official_name="Harness", short_name="Harness")


def offices_seen_by_a_thread() -> int:
    seen = []

    def look() -> None:
        seen.append(Office.objects.filter(code="harness").count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    return seen[0]


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_is_committed_stays_in_its_clone(turn: str, committed_db: Clone) -> None:
    assert not Office.objects.filter(code="harness").exists()
    found_office()
    assert offices_seen_by_a_thread() == 1


@pytest.mark.django_db
def test_what_is_committed_elsewhere_is_not_here() -> None:
    assert not Office.objects.filter(code="harness").exists()


def test_a_child_process_uses_the_same_clone(committed_db: Clone) -> None:
    found_office()
    script = (
        "import django; django.setup(); from bersinar.foundation.offices.models import Office;"
        "print(Office.objects.filter(code='harness').count())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], env=committed_db.environment, capture_output=True, text=True
    )
    assert answer.stdout.strip() == "1", answer.stderr


def test_an_empty_database_has_no_tables(empty_database: Clone) -> None:
    assert connection.introspection.table_names() == []


def test_no_test_leaves_this_machine() -> None:
    with socket.socket() as outward, pytest.raises(OutsideNetwork):
        outward.connect(("192.0.2.1", 80))


def test_the_site_is_served_from_the_clone(live_site: str) -> None:
    with urllib.request.urlopen(f"{live_site}/static/ui/favicon.svg") as answer:
        assert answer.status == 200


@pytest.mark.browser
def test_a_page_and_a_phone_open_the_site(page: Page, phone_page: Page) -> None:
    for opened, width in ((page, 1440), (phone_page, 390)):
        answer = opened.goto("/static/ui/favicon.svg")
        assert answer is not None
        assert answer.ok
        assert opened.evaluate("screen.width") == width
