"""Sessions that their owner can recognise and end. Django's own, with columns filled from the session's data.

A session row is written when Django writes it anyway: being listed costs no further query. No network address is kept.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from bersinar.foundation.wire.rows import read

from .models import User
from .pins import browser_of, drop_pins
from .proofs import Session

VISIT = "visit"  # what the session says of itself, see `begin_visit`
SEEN = "seen"  # the instant of the last page, moved by the idle watch

# The first that fits: every browser also claims to be the older ones.
_BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"), ("Opera", r"OPR/|Opera"), ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"), ("Chrome", r"Chrome/|CriOS/"), ("Safari", r"Safari/"),
)  # fmt: skip
_DEVICES = (
    ("iPhone", r"iPhone"), ("iPad", r"iPad"), ("telepon Android", r"Android.*Mobile"), ("tablet Android", r"Android"),
    ("komputer Windows", r"Windows"), ("komputer Mac", r"Macintosh"), ("Chromebook", r"CrOS"), ("komputer Linux", r"Linux"),
)  # fmt: skip


class SessionStore(DjangoStore):
    """Django's database sessions, in our table."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        """As Django's, but in plain SQL: it is asked in every request."""
        tail = "FROM access_session WHERE session_key = %s AND expire_date > %s"
        found = next(read((Session,), tail, [self.session_key, timezone.now()]), None)
        if found is None:
            self._session_key = None
        return found[0] if found else None

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Any = super().create_model_instance(data)
        visit = data.get(VISIT) or {}
        session.user_id = data.get(SESSION_KEY)
        if session.user_id and visit:
            session.visit = UUID(visit["id"])
            session.began_at = _instant(visit["began"])
            session.seen_at = _instant(data.get(SEEN, visit["began"]))
            session.browser, session.device, session.by_pin = visit["browser"], visit["device"], visit["by_pin"]
        kept: Session = session
        return kept


def _instant(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)


def begin_visit(request: HttpRequest, **_: Any) -> None:
    """Runs at every log-in (Django's signal): from here on the session says since when and from what."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    request.session[VISIT] = {
        "id": str(uuid4()), "began": int(time.time()), "by_pin": False,
        "browser": _named(agent, _BROWSERS, "peramban lain"), "device": _named(agent, _DEVICES, "perangkat lain"),
    }  # fmt: skip


def _named(agent: str, known: tuple[tuple[str, str], ...], otherwise: str) -> str:
    return next((name for name, sign in known if re.search(sign, agent)), otherwise)


def mark_by_pin(session: SessionBase) -> None:
    """This visit was opened by PIN: less than a full log-in."""
    session[VISIT] = {**session[VISIT], "by_pin": True}


def began_fully_at(session: SessionBase) -> datetime | None:
    """When this visit began, if it did with a full log-in."""
    visit = session.get(VISIT)
    return _instant(visit["began"]) if visit and not visit["by_pin"] else None


def visit_of(request: HttpRequest) -> UUID | None:
    """The visit that this request belongs to."""
    visit = request.session.get(VISIT)
    return UUID(visit["id"]) if visit else None


def visits(user: User) -> QuerySet[Session]:
    """Where this user is logged in, the latest first."""
    standing = Session.objects.filter(user=user, visit__isnull=False, expire_date__gt=timezone.now())
    return standing.order_by("-seen_at")


def end_sessions(user: User, *, but: HttpRequest | None = None) -> int:
    """Log a user out everywhere, or everywhere but in this browser; PINs there go too. How many sessions ended."""
    ending = Session.objects.filter(user=user)
    if but is not None:
        ending = ending.exclude(session_key=but.session.session_key)
    ended, _ = ending.delete()
    drop_pins(user, but=browser_of(but) if but is not None else "")
    return ended


def end_visit(user: User, visit: UUID, *, request: HttpRequest) -> bool:
    """Log a user out in one place. PINs of other browsers go too: one of them may be that place."""
    ended, _ = Session.objects.filter(user=user, visit=visit).delete()
    if ended:
        drop_pins(user, but=browser_of(request))
    return bool(ended)
