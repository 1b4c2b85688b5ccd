"""The operator's page: one address for every contact, so that no address tells what a call was about."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal

from .intake_forms import PARTS, CallForm, PartForm
from .models import ServiceTicket
from .office_settings import settings_of


@needs(Permission.CARE_TAKE)
def intake(request: HttpRequest) -> HttpResponseBase:
    """Take down a contact. Every part is saved by itself, with its own id; a part sent twice is saved once."""
    user = user_of(request)
    office = user.offices_with(Permission.CARE_TAKE)[0]
    sent = request.POST if request.method == "POST" else None
    call = CallForm(sent)
    parts: list[PartForm] = [part(sent, user=user, office=office) for part in PARTS]
    if sent is not None and (chosen := _judged(call, parts)) is not None:
        try:
            taken = [_taken(part, call, office, user) for part in chosen]
        except Refusal:
            pass  # it stands on its form
        else:
            return _answered(user, taken)
    return _page(request, call, parts, office)


def _judged(call: CallForm, parts: list[PartForm]) -> list[PartForm] | None:
    """The parts to save, in an order made by chance; None where something is wrong. All faults show at once."""
    chosen = [part for part in parts if call.chosen is not None and type(part) in call.chosen.parts]
    lost = [part.heading for part in parts if part not in chosen and part.has_text]
    fine = {call.is_valid(), *(part.is_valid() for part in chosen)} == {True}
    if call.chosen is not None and lost:
        call.add_error(
            "about",
            f"Ada isian pada bagian {' dan '.join(lost)} yang tidak dipilih. Kosongkan, atau pilih keperluan lain.",
        )
        fine = False
    for part in parts:
        if part not in chosen:
            part.errors.clear()
    if not fine:
        return None
    # Which of two was saved first must not tell which is which.
    secrets.SystemRandom().shuffle(chosen)
    return chosen


def _taken(part: PartForm, call: CallForm, office: Office, user: User) -> Any:
    try:
        return part.take(call.call_of(type(part)), office=office, by=user)
    except Refusal as refusal:
        for name in ("channel", "received_at", "reason", "danger"):
            if name in refusal.fields:
                call.add_error(name, refusal.fields.pop(name))
                call.add_error(None, refusal.sentence)
        if refusal.fields or call.is_valid():
            part.refuse(refusal)
        raise


def _page(request: HttpRequest, call: CallForm, parts: list[PartForm], office: Office) -> HttpResponseBase:
    context = {"call": call, "parts": parts, "numbers": settings_of(office).numbers, "lead": _LEAD}
    return render(request, "carecentre/intake.html", context, status=422 if call.is_bound else 200)


_LEAD = "Isian tidak disimpan sebelum tombol Simpan ditekan. Ctrl+Enter menyimpan."


def _answered(user: User, taken: list[Any]) -> HttpResponseBase:
    """The open contact's page to who may read it; of the closed ones only thanks."""
    if isinstance(taken[0], ServiceTicket) and user.may(Permission.CARE_SERVICE):
        return redirect("carecentre:service", taken[0].pk)
    return redirect("carecentre:thanks")


@needs(Permission.CARE_TAKE)
def thanks(request: HttpRequest) -> HttpResponseBase:
    return render(request, "carecentre/thanks.html")
