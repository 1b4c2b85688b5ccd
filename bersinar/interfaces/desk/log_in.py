"""Coming in and going out: password, then code; a PIN on a shared computer; and the proof asked for in between."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from bersinar.foundation.access.doors import signed_in
from bersinar.foundation.access.entering import enter, enter_by_pin, enter_with_code, expect, expected
from bersinar.foundation.access.factors import Taken
from bersinar.foundation.access.freshness import (
    FIELD,
    RECOVERY_USED,
    is_fresh,
    is_ours,
    proof_page,
    take_proof,
)
from bersinar.foundation.access.pins import check_pin, pins_here, shown_as
from bersinar.foundation.access.proofs import Pin
from bersinar.foundation.wire.refusals import Refusal


class LogIn(LoginView):
    """The password. Whoever has a second factor is not in yet: the code comes next."""

    template_name = "desk/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user: Any = form.get_user()
        if user.has_factor:
            expect(self.request, user, self.get_success_url())
            return redirect("desk:log_in_code")
        enter(self.request, user)
        return redirect(self.get_success_url())

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        return {**super().get_context_data(**options), **_people_here(self.request)}


@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponseBase:
    """The second step of the log-in: a code of the app, or a recovery code."""
    waiting, problem = expected(request), ""
    if waiting is None:
        return redirect(f"{reverse('desk:login')}?ulang=1")
    if request.method == "POST":
        try:
            taken = enter_with_code(request, waiting, request.POST.get("code", ""))
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            if taken is Taken.RECOVERY:
                messages.warning(request, RECOVERY_USED)
            return redirect(waiting.goal)
    return render(request, "desk/log_in_code.html", {"problem": problem}, status=422 if problem else 200)


# --- by PIN ----------------------------------------------------------------------------------------------------------


def _people_here(request: HttpRequest) -> dict[str, Any]:
    """Who may come back in by PIN in this browser: those who chose to be listed, and whether there are others."""
    pins = pins_here(request)
    return {
        "pins": [(str(pin.pk), shown_as(pin)) for pin in pins if pin.shown != Pin.Shown.HIDDEN],
        "has_hidden": any(pin.shown == Pin.Shown.HIDDEN for pin in pins),
    }


@sensitive_post_parameters("pin")
def switch_user(request: HttpRequest) -> HttpResponseBase:
    """Let back in, by PIN, who logged in fully today in this browser."""
    goal = request.POST.get("next") or request.GET.get("next") or ""
    goal = goal if is_ours(request, goal) else resolve_url(settings.LOGIN_REDIRECT_URL)
    problem = ""
    if request.method == "POST":
        try:
            user = check_pin(
                pin_id=request.POST.get("person", ""), username=request.POST.get("username", ""),
                typed=request.POST.get("pin", ""), request=request,
            )  # fmt: skip
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            enter_by_pin(request, user)
            return redirect(goal)
    context = {**_people_here(request), "next": goal, "problem": problem, "chosen": request.POST.get("person", "")}
    return render(request, "desk/switch_user.html", context, status=422 if problem else 200)


# --- a fresh proof ---------------------------------------------------------------------------------------------------


@sensitive_post_parameters(FIELD)
@signed_in
def proof(request: HttpRequest) -> HttpResponseBase:
    """Ask for a proof and lead on: to a page at once, to a download from a page that stays."""
    goal = request.POST.get("next") or request.GET.get("next") or ""
    goal = goal if is_ours(request, goal) else reverse("desk:home")
    if request.method == "POST":
        try:
            take_proof(request, request.POST.get(FIELD, ""))
        except Refusal as refusal:
            return proof_page(request, request.path, [("next", goal)], refusal.sentence)
        return redirect(f"{request.path}?{urlencode({'next': goal})}")
    if not is_fresh(request):
        return proof_page(request, request.path, [("next", goal)])
    return render(request, "desk/proved.html", {"goal": goal})
