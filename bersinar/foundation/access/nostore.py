"""Nothing of a page stays in a browser: the computer is shared, and after log-out the Back key shows nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NoStoreMiddleware:
    """`no-store` on whatever a signed-in person gets, whatever the view said; on the rest where the view said nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Asked before the view too: after a log-out nobody is signed in, and the answer still spoke to somebody.
        was_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_in or request.user.is_authenticated or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
