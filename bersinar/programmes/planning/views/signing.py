"""Signing: one page a signature, which shows what is signed and asks who signs to prove anew who they are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.refusals import Refusal

from ..actions import agree, enact, hand_of, sign, withdraw
from ..actions.signing import seen_of
from ..models import Party, Signature
from .agreements import AGREEMENT, REVISION

SIGN = Permission.PLANNING_SIGN


class SeenForm(forms.Form):
    """What the page showed, so that nobody signs what changed meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)


@needs(SIGN, fresh=True)
def agreement_sign(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Sign an agreement as its first or second party."""
    user, agreement = user_of(request), AGREEMENT.get(request, pk)
    hand = hand_of(user, agreement)
    if hand is None:
        raise PermissionDenied
    back, problem = AGREEMENT.url("", pk), ""
    if request.method == "POST":
        form = SeenForm(request.POST)
        try:
            if form.is_valid():
                sign(agreement, by=user, seen=form.cleaned_data["seen"], request_id=form.cleaned_data["request_id"])
                messages.success(request, "Perjanjian kinerja ditandatangani.")
                return redirect(back)
        except Refusal as refusal:
            problem = refusal.sentence
    lines = list(agreement.lines.filter(cancelled_at__isnull=True))
    context = {
        "record": agreement, "title": f"Tanda tangani {agreement}", "lines": lines, "hand": hand, "back": back,
        "head": hand.office.head_on(hand.office.local_day()), "problem": problem, "today": hand.office.local_day(),
        "has_quarters": any(line.quarters_shown for line in lines), "verb": "Tanda tangani",
        "form": SeenForm(initial={"seen": seen_of(agreement)}),
    }  # fmt: skip
    return render(request, "planning/sign.html", context, status=422 if problem else 200)


@needs(SIGN, fresh=True)
def revision_sign(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The superior's head agrees to an addendum; the office's own head then puts it into force."""
    user, revision = user_of(request), REVISION.get(request, pk)
    hand = hand_of(user, revision.agreement)
    if hand is None:
        raise PermissionDenied
    back, problem = REVISION.url("", pk), ""
    is_second = hand.party is Party.SECOND
    if request.method == "POST":
        form, act = SeenForm(request.POST), (agree if is_second else enact)
        try:
            if form.is_valid():
                act(revision, by=user, request_id=form.cleaned_data["request_id"])
                messages.success(request, "Adendum disetujui." if is_second else "Adendum berlaku.")
                return redirect(back)
        except Refusal as refusal:
            problem = refusal.sentence
    context = {
        "record": revision, "title": f"{'Setujui' if is_second else 'Berlakukan'} {revision}", "back": back, "hand": hand,
        "changes": list(revision.lines.filter(cancelled_at__isnull=True).select_related("line")), "problem": problem,
        "head": hand.office.head_on(hand.office.local_day()), "today": hand.office.local_day(), "form": SeenForm(),
        "verb": "Setujui adendum" if is_second else "Berlakukan adendum",
    }  # fmt: skip
    return render(request, "planning/sign.html", context, status=422 if problem else 200)


@needs(SIGN, fresh=True)
def signature_withdraw(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Draw one's own signature back, with a reason."""
    user = user_of(request)
    signature: Any = get_object_or_404(
        Signature.objects.visible_to(user).standing().select_related("office", "agreement", "revision"), pk=pk
    )
    if signature.office_id not in user.scope(SIGN):
        raise PermissionDenied
    on = signature.revision or signature.agreement
    name, problem = ("revision" if signature.revision else "agreement"), ""
    back = reverse(f"planning:{name}", args=[on.pk])
    if request.method == "POST":
        try:
            withdraw(signature, by=user, reason=request.POST.get("reason", ""))
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, "Tanda tangan dicabut.")
            return redirect(back)
    context = {"record": on, "signature": signature, "problem": problem, "back": back}
    return render(request, "planning/withdraw.html", context, status=422 if problem else 200)
