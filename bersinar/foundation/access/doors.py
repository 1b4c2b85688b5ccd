"""Doors to pages: permission is asked before anything is looked up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .freshness import ask_for_proof
from .models import User
from .permissions import Permission

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def user_of(request: HttpRequest) -> User:
    """The signed-in user of a request that went through a door."""
    return cast(User, request.user)


def needs(*permissions: Permission, fresh: bool = False) -> Callable[[View[P]], View[P]]:
    """Let in who holds one of the permissions; 403 for others whatever they ask for, log-in for strangers.

    With `fresh` whoever may come in also proves anew to be themself, unless they did within ten minutes: for exports
    of persons or of a closed side, for breaking the glass, for taking another's key away. What a form sent survives.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_log_in(request)
            if not any(user_of(request).may(permission) for permission in permissions):
                raise PermissionDenied
            return (fresh and ask_for_proof(request)) or view(request, *args, **kwargs)

        cast(Any, guarded).door, cast(Any, guarded).fresh = permissions, fresh
        return cast(View[P], guarded)

    return decorate


def _to_log_in(request: HttpRequest) -> HttpResponseBase:
    """To the log-in, and back afterwards to the page that was asked for or, of what was sent, that it was sent from."""
    came_from = urlsplit(request.headers.get("Referer", "")) if request.method == "POST" else urlsplit("")
    if not came_from.path or came_from.netloc != request.get_host():
        return redirect_to_login(request.get_full_path())
    return redirect_to_login(came_from._replace(scheme="", netloc="", fragment="").geturl())


def signed_in(view: View[P]) -> View[P]:
    """Let in every signed-in user: for pages about oneself."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_log_in(request)
        return view(request, *args, **kwargs)

    cast(Any, guarded).door = ()
    return cast(View[P], guarded)


def signed_in_freshly(view: View[P]) -> View[P]:
    """Let in every signed-in user with a fresh proof: for changing what one logs in with."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return ask_for_proof(request) or view(request, *args, **kwargs)

    cast(Any, guarded).fresh = True
    return signed_in(cast(View[P], guarded))
