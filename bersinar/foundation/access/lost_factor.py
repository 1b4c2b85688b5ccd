"""A lost factor is taken away by two people: one proposes, another agrees, and neither is the account itself.

Alone, whoever resets passwords could otherwise walk into any account. At the next log-in the user enrols anew.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from bersinar.foundation.audit.actions import OPERATOR, Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .factors import take_away
from .models import Membership, User
from .permissions import Permission
from .proofs import FactorRemoval
from .sessions import end_sessions


def office_for(by: User, user: User, *permissions: Permission) -> Office | None:
    """An office in which the account holds a role now and `by` holds one of these permissions."""
    scope = {pk for permission in permissions for pk in by.scope(permission)}
    held = Membership.objects.filter(user=user, ended_at__isnull=True, office_id__in=scope).select_related("office")
    one = held.order_by("granted_at").first()
    return one.office if one else None


def waiting(user: User) -> FactorRemoval | None:
    """The proposal that nobody has decided yet."""
    return FactorRemoval.objects.filter(user=user, decided_at__isnull=True).first()


def propose_removal(*, user: User, reason: str, by: User) -> FactorRemoval:
    """Ask that a user's lost factor be taken away."""
    office = office_for(by, user, Permission.USERS_MANAGE, Permission.USERS_APPROVE)
    if office is None:
        raise Forbidden()
    if user.pk == by.pk:
        raise Refusal("own_factor", "Verifikasi sendiri diganti di halaman Keamanan akun.", status=409)
    if not user.has_factor:
        raise Refusal("no_factor", "Akun ini belum memasang verifikasi dua langkah.", status=409)
    if not reason.strip():
        sentence = "Tulis alasannya, misalnya: telepon hilang."
        raise Refusal("reason_missing", sentence, fields={"reason": sentence})
    proposal = FactorRemoval(
        user=user, office=office, reason=reason.strip()[:300], proposed_by=by.pk, proposed_at=timezone.now()
    )
    try:
        with writing():
            proposal.save(force_insert=True)
            note(office=office, by=by, line=Line("access.propose_factor_removal", "access.user", user.pk))
    except IntegrityError as error:
        raise Refusal("already_proposed", "Usulan untuk akun ini sudah menunggu keputusan.", status=409) from error
    return proposal


def decide_removal(*, proposal: UUID, approve: bool, by: User) -> FactorRemoval:
    """Agree to a proposal, or decline it. Agreed: the factor, every session and every PIN of the account are gone."""
    with writing():
        kept = FactorRemoval.objects.select_for_update(of=("self",)).select_related("user", "office").get(pk=proposal)
        if kept.office_id not in by.scope(Permission.USERS_APPROVE):
            raise Forbidden()
        if approve and by.pk in (kept.proposed_by, kept.user_id):
            raise Refusal("own_approval", "Persetujuan harus oleh orang lain.", status=409)
        if kept.decided_at is not None:
            raise Refusal("already_decided", "Usulan ini sudah diputuskan.", status=409)
        kept.decided_by, kept.decided_at, kept.approved = by.pk, timezone.now(), approve
        kept.save(update_fields=["decided_by", "decided_at", "approved"])
        if approve:
            take_away(kept.user)
            end_sessions(kept.user)
        action = "access.approve_factor_removal" if approve else "access.decline_factor_removal"
        note(office=kept.office, by=by, line=Line(action, "access.user", kept.user_id))
    return kept


def remove_as_operator(user: User) -> None:
    """For the day on which no second person is left: whoever runs the machine, on the command line, written down."""
    office = user.home_office
    if office is None:
        raise Refusal("no_office", "Akun ini tidak memegang peran di satuan kerja mana pun.", status=409)
    with writing():
        FactorRemoval.objects.filter(user=user, decided_at__isnull=True).update(
            decided_by=OPERATOR.id, decided_at=timezone.now()
        )
        take_away(user)
        end_sessions(user)
        note(office=office, by=OPERATOR, line=Line("access.remove_factor", "access.user", user.pk))
