"""Step-up: what leaves the system, or breaks a rule, asks for a proof that is at most ten minutes old.

A full log-in is a proof; a PIN never is. A door opened with `fresh=True` (see doors) asks for a code, or for the
password where no factor is enrolled. What a form had sent stays in the page that asks, and goes on to where it was
going; nothing of it is kept on the way.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from bersinar.foundation.wire.refusals import Refusal

from .factors import Taken, check
from .models import User

PROVED = "proved"
FRESH_FOR = 10 * 60
FIELD = "proof"  # what the person types; no draft keeps a field of this name
RECOVERY_USED = "Satu kode pemulihan terpakai. Sisanya terlihat di halaman Keamanan akun."
_NOT_CARRIED = ("csrfmiddlewaretoken", FIELD)


def prove(session: SessionBase) -> None:
    """The user of this session has just proved to be themself: by full log-in, or by step-up."""
    session[PROVED] = int(time.time())


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof in this session is young enough."""
    return 0 <= int(time.time()) - int(request.session.get(PROVED, 0)) <= FRESH_FOR


def take_proof(request: HttpRequest, typed: str) -> None:
    """Take a code, or the password where no factor stands. Refuses with a sentence."""
    user = cast(User, request.user)
    if user.has_factor:
        if check(user, typed) is Taken.RECOVERY:
            messages.warning(request, RECOVERY_USED)
    elif authenticate(request, username=user.username, password=typed) is None:
        sentence = "Kata sandi salah. Ketik lagi."
        raise Refusal("password_wrong", sentence, fields={FIELD: sentence})
    prove(request.session)


def ask_for_proof(request: HttpRequest) -> HttpResponse | None:
    """None where the proof is fresh or was sent along rightly; otherwise the page, or the way, that asks for it."""
    if is_fresh(request):
        return None
    if request.method != "POST":
        return _sent_on(request)
    problem = ""
    if FIELD in request.POST:
        try:
            take_proof(request, request.POST[FIELD])
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            _forget_proof(request)
            return None
    if request.headers.get("HX-Request"):
        return _sent_on(request)
    carried = [(name, value) for name, values in request.POST.lists() if name not in _NOT_CARRIED for value in values]
    return proof_page(request, request.get_full_path(), carried, problem, has_files=bool(request.FILES))


def proof_page(
    request: HttpRequest, action: str, carried: Sequence[tuple[str, str]], problem: str = "", *, has_files: bool = False
) -> HttpResponse:
    """The page that asks. `carried` are the fields of the form on whose way it stands."""
    context = {
        "action": action, "carried": carried, "problem": problem, "has_files": has_files, "field": FIELD,
        "by_code": cast(User, request.user).has_factor,
    }  # fmt: skip
    return render(request, "ui/proof.html", context, status=422 if problem else 403)


def _sent_on(request: HttpRequest) -> HttpResponse:
    """To the page that asks and leads back. A fragment takes its whole page along."""
    goal = request.get_full_path()
    if request.headers.get("HX-Request"):
        came_from = request.headers.get("HX-Current-URL", "/")
        goal = came_from if is_ours(request, came_from) else "/"
        return HttpResponse(headers={"HX-Redirect": _address(goal)})
    return redirect(_address(goal))


def _address(goal: str) -> str:
    return f"{reverse('desk:proof')}?{urlencode({'next': goal})}"


def is_ours(request: HttpRequest, goal: str) -> bool:
    """Whether an address leads to this site."""
    return url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure())


def _forget_proof(request: HttpRequest) -> None:
    """The view behind the door never sees what was typed as proof."""
    sent = request.POST.copy()
    sent.pop(FIELD, None)
    request.POST = sent  # type: ignore[assignment]
