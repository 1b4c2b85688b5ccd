"""Doors to pages: permission is asked before anything is looked up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .models import User
from .permissions import Permission

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def user_of(request: HttpRequest) -> User:
    """The signed-in user of a request that went through a door."""
    return cast(User, request.user)


def needs(*permissions: Permission) -> Callable[[View[P]], View[P]]:
    """Let in who holds one of the permissions; 403 for others whatever they ask for, log-in for strangers."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not any(user_of(request).may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        cast(Any, guarded).door = permissions
        return cast(View[P], guarded)

    return decorate


def signed_in(view: View[P]) -> View[P]:
    """Let in every signed-in user: for pages about oneself."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    cast(Any, guarded).door = ()
    return cast(View[P], guarded)
