"""Log-out after idle minutes: the computer is shared."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

STAMP = "seen"
# The stamp is moved at most this often: a session write for every page would be one write too many.
GRAIN = 30


class IdleMiddleware:
    """Ends a session that has rested longer than `IDLE_MINUTES`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(STAMP, now)
            if now - seen > settings.IDLE_MINUTES * 60:
                logout(request)
            elif now - seen >= GRAIN or STAMP not in request.session:
                request.session[STAMP] = now
        return self.get_response(request)
