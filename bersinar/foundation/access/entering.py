"""Log-in in two steps: between password and code nobody is logged in, and the session holds only who is expected."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from .factors import Taken, check
from .freshness import prove
from .models import User
from .sessions import mark_by_pin

PENDING = "pending"
PATIENCE = 5 * 60
_BACKEND = "bersinar.foundation.access.accounts.Accounts"


@dataclass(frozen=True)
class Expected:
    """Who has given the right password and not yet the code, and where they were going."""

    user: User
    goal: str


def enter(request: HttpRequest, user: User) -> None:
    """Log in fully: the proof begins to age now."""
    login(request, user, backend=_BACKEND)
    prove(request.session)


def enter_by_pin(request: HttpRequest, user: User) -> None:
    """Log in by PIN: no proof, and the visit says so. Whoever was logged in before is not any more."""
    request.session.flush()
    login(request, user, backend=_BACKEND)
    mark_by_pin(request.session)


def expect(request: HttpRequest, user: User, goal: str) -> None:
    """Keep who gave the right password; a new session key, since the old one was anybody's."""
    request.session.flush()
    request.session[PENDING] = {
        "user": str(user.pk), "until": int(time.time()) + PATIENCE, "goal": goal, "hash": user.get_session_auth_hash(),
    }  # fmt: skip


def expected(request: HttpRequest) -> Expected | None:
    """Whose code is awaited here; None once it took too long or the password is another."""
    kept = request.session.get(PENDING)
    if not kept or kept["until"] < time.time():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return Expected(user, kept["goal"])


def enter_with_code(request: HttpRequest, waiting: Expected, typed: str) -> Taken:
    """The second step. Refuses with a sentence; nobody is logged in then."""
    taken = check(waiting.user, typed)
    request.session.pop(PENDING, None)
    enter(request, waiting.user)
    return taken
