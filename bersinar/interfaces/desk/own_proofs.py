"""What one logs in with, and where: the second factor, the devices, the PIN. Pages about oneself alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bersinar.foundation.access import factors, pins
from bersinar.foundation.access.demand import demand_is_on, must_enrol
from bersinar.foundation.access.doors import signed_in, signed_in_freshly, user_of
from bersinar.foundation.access.proofs import Pin
from bersinar.foundation.access.sessions import began_fully_at, end_sessions, end_visit, visit_of, visits
from bersinar.foundation.access.totp import in_groups, qr
from bersinar.foundation.wire.refusals import Refusal

# --- the second factor -----------------------------------------------------------------------------------------------


@signed_in
def factor(request: HttpRequest) -> HttpResponseBase:
    """Whether a second factor stands, and what can be done about it."""
    user = user_of(request)
    standing = factors.standing(user)
    context = {
        "factor": standing, "codes_left": factors.codes_left(standing) if standing else 0,
        "is_demanded": user.asks_factor and demand_is_on(),
    }  # fmt: skip
    return render(request, "desk/factor.html", context)


@sensitive_post_parameters("code")
@signed_in_freshly
def factor_new(request: HttpRequest) -> HttpResponseBase:
    """Enrol, or replace: the QR code, the key, and one code that shows the app has it. Then the recovery codes, once."""
    user, problem = user_of(request), ""
    if request.method == "POST":
        try:
            codes = factors.confirm(user=user, code=request.POST.get("code", ""), request=request)
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            return _codes_page(request, codes)
    secret = factors.secret_of(factors.begin(user))
    context = {
        "qr": qr(secret, user.username), "key": in_groups(secret), "problem": problem, "must_enrol": must_enrol(user),
        "replaces": user.has_factor,
    }  # fmt: skip
    return render(request, "desk/factor_new.html", context, status=422 if problem else 200)


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return render(request, "desk/recovery_codes.html", {"codes": codes})


@require_POST
@signed_in_freshly
def factor_codes(request: HttpRequest) -> HttpResponseBase:
    """Ten new recovery codes, shown once."""
    return _codes_page(request, factors.renew_codes(user_of(request)))


@require_POST
@signed_in_freshly
def factor_remove(request: HttpRequest) -> HttpResponseBase:
    """Give up one's own second factor, where no role asks for it."""
    try:
        factors.remove_own(user_of(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Verifikasi dua langkah dilepas.")
    return redirect("desk:factor")


# --- devices ---------------------------------------------------------------------------------------------------------


@signed_in
def devices(request: HttpRequest) -> HttpResponseBase:
    """Where one is logged in, and the PIN of this browser."""
    return _devices_page(request)


def _devices_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    user = user_of(request)
    context: dict[str, Any] = {
        "visits": list(visits(user)), "here": visit_of(request), "pin": pins.pin_of(user, request), "ways": Pin.Shown.choices,
        "chosen": request.POST.get("shown") or Pin.Shown.INITIALS, "may_set_pin": _entered_fully_today(request), "problem": problem,
    }  # fmt: skip
    return render(request, "desk/devices.html", context, status=422 if problem else 200)


@require_POST
@signed_in
def devices_end(request: HttpRequest) -> HttpResponseBase:
    """Log out elsewhere: one place, or all the others."""
    user = user_of(request)
    if request.POST.get("act") == "others":
        ended = end_sessions(user, but=request)
        factors.write_down(user, "access.end_own_sessions")
        messages.success(request, f"Keluar dari {ended} perangkat lain." if ended else "Tidak ada perangkat lain.")
        return redirect("desk:devices")
    try:
        visit = UUID(request.POST.get("visit", ""))
    except ValueError as error:
        raise Http404 from error
    if not end_visit(user, visit, request=request):
        raise Http404
    factors.write_down(user, "access.end_own_sessions")
    if visit == visit_of(request):
        logout(request)
        return redirect("desk:login")
    messages.success(request, "Perangkat itu dikeluarkan.")
    return redirect("desk:devices")


def _entered_fully_today(request: HttpRequest) -> bool:
    """Whether this visit began today, with the password."""
    began, office = began_fully_at(request.session), user_of(request).home_office
    return began is not None and office is not None and office.local_day(began) == office.local_day()


@require_POST
@sensitive_post_parameters("pin", "pin_again")
@signed_in
def pin(request: HttpRequest) -> HttpResponseBase:
    """Set the PIN of this browser for today, or give it up."""
    user = user_of(request)
    if request.POST.get("act") == "drop":
        pins.drop_pin(user=user, request=request)
        messages.success(request, "PIN dihapus dari peramban ini.")
        return redirect("desk:devices")
    if not _entered_fully_today(request):
        return _devices_page(request, "PIN hanya dapat dipasang setelah masuk dengan kata sandi hari ini.")
    typed, shown = request.POST.get("pin", ""), request.POST.get("shown", "")
    if shown not in Pin.Shown.values:
        return _devices_page(request, "Pilih bagaimana Anda tampil di daftar.")
    if typed != request.POST.get("pin_again", ""):
        return _devices_page(request, "Kedua PIN tidak sama. Ketik lagi.")
    response = redirect("desk:devices")
    try:
        pins.set_pin(user=user, pin=typed, shown=shown, request=request, response=response)
    except Refusal as refusal:
        return _devices_page(request, refusal.sentence)
    messages.success(request, "PIN tersimpan. Berlaku hari ini, di peramban ini saja.")
    return response
