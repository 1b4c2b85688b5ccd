"""Nothing of a page stays in a browser: the computer is shared, and after log-out the Back key shows nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NoStoreMiddleware:
    """`no-store` on whatever a signed-in person gets, whatever the view said; on the rest where the view said nothing.

    Whoever goes out, by the button, by a rest too long or for somebody else, has the browser forget its cache. Its
    cookies and what works offline stay.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.user.pk  # asked before the view too: the answer to a log-out still speaks to somebody
        response = self.get_response(request)
        if before or request.user.is_authenticated or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        if before and request.user.pk != before:
            response["Clear-Site-Data"] = '"cache"'
        return response
