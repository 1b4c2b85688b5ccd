"""Log-out after idle minutes: the computer is shared. What was typed into a form until then stays the user's draft."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from bersinar.foundation.wire.drafts import keep_draft, typed

from .doors import user_of
from .sessions import SEEN

STAMP = SEEN
# The stamp is moved at most this often: a session write for every page would be one write too many.
GRAIN = 30


class IdleMiddleware:
    """Ends a session that has rested longer than `IDLE_MINUTES`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if not _has_rested(request):
                _stamp(request)
            elif not _holds_form(request):
                logout(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, options: Any) -> HttpResponseBase | None:
        """A form that was sent too late: keep it, log out, and lead back to it. Runs after the check against forgery."""
        if not request.user.is_authenticated or not _holds_form(request) or not _has_rested(request):
            return None
        user = user_of(request)
        keep_draft(owner=user, form=request.POST["draft_key"][:120], side=user.side.value, fields=typed(request.POST))
        logout(request)
        way_back = redirect_to_login(request.get_full_path())
        return redirect(f"{way_back.url}&draf={'berkas' if request.FILES else '1'}")


def _stamp(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get(STAMP, 0) >= GRAIN:
        request.session[STAMP] = now


def _has_rested(request: HttpRequest) -> bool:
    seen = request.session.get(STAMP)
    return seen is not None and int(time.time()) - seen > settings.IDLE_MINUTES * 60


def _holds_form(request: HttpRequest) -> bool:
    return request.method == "POST" and bool(request.POST.get("draft_key"))
