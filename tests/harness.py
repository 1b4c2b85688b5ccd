"""The fixtures of all tests.

| fixture | gives |
|---|---|
| cast | the people of tests/cast.py, on db |
| troupe | the same for a whole module: a fixture of the module makes in `troupe.scenery()` what tests only look at |
| treatment_side | a look at the database as the treatment side; called again after a stranger's request |
| demanded | the cast where roles ask for a second factor, as on a real instance |
| db | the worker's database; what the test writes is rolled back |
| committed_db | a clone of its own, for tests that commit: threads, subprocesses, browser |
| empty_database | a database without tables, for tests of `up`, `demo` and `restore` |
| live_site | the site on a loopback port, on a committed_db; yields its address |
| page, phone_page | a Chromium page on live_site, 1440 x 900 and 390 x 844 |
| browser | the Chromium itself, for a test that needs two people or no network |
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests import database
from tests.scratch import WORKER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
    from pytest_django import DjangoDbBlocker

    from tests.cast import Cast
    from tests.troupe import Troupe

hypothesis.settings.register_profile("bersinar", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("bersinar")


def pytest_configure() -> None:
    _keep_sockets_at_home()


def pytest_collection_finish() -> None:
    """What was imported stays: the garbage collector need not walk it again and again, nor come after every few objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            raise pytest.UsageError(f"{item.nodeid}: flush fails on append-only tables; take committed_db instead.")


# Databases ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
    """pytest-django's hook, on our templates and clones."""
    with django_db_blocker.unblock():
        try:
            database.use_template()
        except database.Unusable as reason:
            if WORKER != "main":
                raise  # pytest-xdist would lose the reason of an exit
            pytest.exit(str(reason), returncode=3)


@pytest.fixture
def committed_db(nobody_waiting: None, django_db_blocker: DjangoDbBlocker) -> Iterator[database.Clone]:
    with django_db_blocker.unblock(), database.clone_in_use() as clone:
        yield clone


@pytest.fixture
def empty_database(nobody_waiting: None, django_db_blocker: DjangoDbBlocker) -> Iterator[database.Clone]:
    with django_db_blocker.unblock(), database.clone_in_use(empty=True) as clone:
        yield clone


@pytest.fixture
def nobody_waiting(django_db_setup: None) -> None:
    """The worker's connection is free: no troupe stands on it."""
    from tests.troupe import Troupe

    if Troupe.standing:
        Troupe.standing.make_way()


@pytest.fixture(scope="module")
def troupe(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Troupe]:
    """The cast for all tests of a module."""
    from tests.troupe import Troupe

    standing = Troupe(django_db_blocker)
    yield standing
    standing.part()


@pytest.fixture
def cast(troupe: Troupe, db: None) -> Cast:
    """The people of tests/cast.py; what a test does with them is rolled back."""
    from tests.cast import assemble

    return troupe.members() if troupe.is_standing else assemble()


@pytest.fixture
def treatment_side(cast: Cast) -> Callable[[], None]:
    """The test looks at the database as the treatment side does; call it again after somebody else's request."""
    from bersinar.foundation.access.wall import set_side

    def look() -> None:
        set_side("treatment", cast.budi.pk)

    look()
    return look


@pytest.fixture
def demanded(cast: Cast) -> Cast:
    """The cast on an instance that is no demo: there is no switch, and roles ask for a second factor."""
    from django.core.cache import cache

    from bersinar.foundation.access.proofs import FactorDemand

    FactorDemand.objects.all().delete()
    cache.clear()
    return cast


@pytest.fixture(autouse=True)
def forget_cached() -> Iterator[None]:
    """What a process remembers between requests must not travel from test to test."""
    from django.core.cache import cache

    from bersinar.foundation.codelists import lists
    from bersinar.foundation.secrecy.tokens import keyring

    def forget() -> None:
        lists.forget_cached()
        cache.clear()
        keyring().anchor_file.unlink(missing_ok=True)  # it outlives a rolled-back test

    forget()
    yield
    forget()


# Site and browser -----------------------------------------------------------------------------------------------------


@pytest.fixture
def live_site(committed_db: database.Clone) -> Iterator[str]:
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.core.wsgi import get_wsgi_application
    from django.test.testcases import QuietWSGIRequestHandler

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("Chromium is not installed.")
    # Playwright keeps an event loop in this thread, and Django would refuse every query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            chromium_sandbox=False,
            args=[
                "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
                "--disable-background-networking", "--disable-component-update",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            ],
        )  # fmt: skip
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_site: str) -> Iterator[Page]:
    with _context(browser, live_site, width=1440, height=900) as context:
        yield context.new_page()


@pytest.fixture
def phone_page(browser: Browser, live_site: str) -> Iterator[Page]:
    with _context(browser, live_site, width=390, height=844, has_touch=True, is_mobile=True) as context:
        yield context.new_page()


@contextmanager
def _context(browser: Browser, base_url: str, *, width: int, height: int, **options: Any) -> Iterator[BrowserContext]:
    """A context whose pages may not throw, nor run into the content security policy."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        **options,
    )
    context.set_default_timeout(10_000)
    faults: list[str] = []
    context.on("weberror", lambda fault: faults.append(str(fault.error)))

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    context.on("console", listen)
    try:
        yield context
    finally:
        context.close()
    assert not faults, faults


# Network --------------------------------------------------------------------------------------------------------------


class OutsideNetwork(RuntimeError):
    """A test tried to leave this machine."""


def _keep_sockets_at_home() -> None:
    def guarded(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
        def only_loopback(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
                raise OutsideNetwork(f"A test tried to reach {address[0]}.")
            return connect(self, address)

        return only_loopback

    socket.socket.connect = guarded(socket.socket.connect)  # type: ignore[assignment, method-assign]
    socket.socket.connect_ex = guarded(socket.socket.connect_ex)  # type: ignore[assignment, method-assign]


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
