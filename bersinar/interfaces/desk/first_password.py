"""A first password opens one page: the one where it is changed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from bersinar.foundation.access.doors import user_of


class FirstPasswordMiddleware:
    """Leads whoever must change the password to the account page, whatever was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and user_of(request).must_change_password:
            account = reverse("desk:account")
            if request.path not in (account, reverse("desk:logout")):
                return redirect(account)
        return self.get_response(request)
