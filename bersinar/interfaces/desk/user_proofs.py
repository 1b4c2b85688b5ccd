"""What others may do about an account's log-in: end its sessions, take a lost second factor away by two people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from bersinar.foundation.access import demand
from bersinar.foundation.access.actions import log_out_everywhere
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.lost_factor import decide_removal, office_for, propose_removal, waiting
from bersinar.foundation.access.models import User, actor_name
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.access.proofs import FactorRemoval
from bersinar.foundation.access.sessions import visits
from bersinar.foundation.wire.refusals import Refusal

from .users_scope import account_in_scope


def proofs_of(account: User, by: User) -> dict[str, Any]:
    """What the page of an account says of its log-in, and what this reader may do about it."""
    removal = waiting(account)
    in_scope = office_for(by, account, P.USERS_MANAGE, P.USERS_APPROVE) is not None
    may_decide = removal is not None and removal.office_id in by.scope(P.USERS_APPROVE)
    return {
        "sessions_count": visits(account).count(), "may_end_sessions": office_for(by, account, P.USERS_MANAGE) is not None,
        "removal": removal, "removal_by": actor_name(removal.proposed_by) if removal else "", "may_decide": may_decide,
        "may_approve": may_decide and removal is not None and by.pk not in (removal.proposed_by, account.pk),
        "may_propose": account.has_factor and removal is None and in_scope and account.pk != by.pk,
    }  # fmt: skip


@require_POST
@needs(P.USERS_MANAGE)
def end_sessions(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Log an account out everywhere."""
    by = user_of(request)
    account = account_in_scope(by, pk)
    office = office_for(by, account, P.USERS_MANAGE)
    if office is None:
        raise PermissionDenied
    ended = log_out_everywhere(user=account, office=office, by=by)
    if account.pk == by.pk:
        logout(request)
        return redirect("desk:login")
    messages.success(request, f"{account.full_name} dikeluarkan dari {ended} perangkat.")
    return redirect("desk:user", pk)


@require_POST
@needs(P.USERS_MANAGE, P.USERS_APPROVE, fresh=True)
def propose(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Propose that a lost second factor be taken away."""
    by = user_of(request)
    account = account_in_scope(by, pk)
    try:
        propose_removal(user=account, reason=request.POST.get("reason", ""), by=by)
    except Refusal as refusal:
        _told(request, refusal)
    else:
        messages.success(request, "Diusulkan. Berlaku setelah disetujui orang lain.")
    return redirect("desk:user", pk)


@require_POST
@needs(P.USERS_APPROVE, fresh=True)
def decide(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Agree to a proposal of somebody else's, or decline it."""
    by = user_of(request)
    proposal = get_object_or_404(FactorRemoval.objects.filter(office_id__in=by.scope(P.USERS_APPROVE)), pk=pk)
    act = request.POST.get("act")
    if act not in ("approve", "decline"):
        raise Http404
    try:
        decide_removal(proposal=proposal.pk, approve=act == "approve", by=by)
    except Refusal as refusal:
        _told(request, refusal)
    else:
        said = "Verifikasi dilepas; dipasang lagi saat masuk berikutnya." if act == "approve" else "Usulan ditolak."
        messages.success(request, said)
    return redirect("desk:user", proposal.user_id)


@require_POST
@needs(P.USERS_MANAGE, fresh=True)
def switch_demand(request: HttpRequest) -> HttpResponseBase:
    """In a demo: ask for the second factor, or no longer."""
    on = request.POST.get("act") == "on"
    try:
        demand.switch(on=on, by=user_of(request))
    except Refusal as refusal:
        _told(request, refusal)
    else:
        messages.success(
            request, "Verifikasi dua langkah kini diminta." if on else "Verifikasi dua langkah tidak diminta."
        )
    return redirect("desk:users")


def _told(request: HttpRequest, refusal: Refusal) -> None:
    if refusal.status == 403:
        raise PermissionDenied from refusal
    messages.error(request, refusal.sentence)
