"""A role that asks for a second factor opens one page until it stands: the one where it is enrolled."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from bersinar.foundation.access.demand import must_enrol
from bersinar.foundation.access.doors import user_of


class FactorGateMiddleware:
    """Leads whoever must enrol to the enrolment, whatever was asked for. A first password is changed before that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            user = user_of(request)
            if not user.must_change_password and must_enrol(user):
                enrol = reverse("desk:factor_new")
                if request.path not in (enrol, reverse("desk:proof"), reverse("desk:logout")):
                    return redirect(enrol)
        return self.get_response(request)
