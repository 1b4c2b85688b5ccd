"""Accounts and memberships. A closed role is proposed by one person and approved by another."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.offices.models import Office, Section
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .models import Membership, User
from .permissions import Permission
from .roles import ROLES
from .sessions import end_sessions


def _ask(by: User, permission: Permission, office: Office) -> None:
    if office.pk not in by.scope(permission):
        raise Forbidden()


def make_user(*, username: str, full_name: str, password: str, office: Office, by: User) -> User:
    """Open an account, without any role yet. The password must be changed at the first log-in."""
    _ask(by, Permission.USERS_MANAGE, office)
    user = User(username=username.strip().lower(), full_name=full_name.strip(), must_change_password=True)
    try:
        user.clean_fields(exclude=["password"])
        validate_password(password, user)
    except ValidationError as error:
        fields = getattr(error, "message_dict", {"password": error.messages})
        raise Refusal(
            "invalid", " ".join(error.messages), fields={n: " ".join(m) for n, m in fields.items()}
        ) from error
    user.set_password(password)
    try:
        with writing():
            user.save(force_insert=True)
            note(office=office, by=by, line=Line("access.make_user", "access.user", user.id))
    except IntegrityError as error:
        sentence = "Nama pengguna ini sudah dipakai."
        raise Refusal("username_taken", sentence, fields={"username": sentence}) from error
    return user


def grant(*, user: User, office: Office, role: str, by: User, section: Section | None = None) -> Membership:
    """Give a role in an office. One on a closed side stands only once somebody else approves it.

    Refuses a second closed side, for as long as the account lives: whoever changes sides gets a new account.
    """
    _ask(by, Permission.USERS_MANAGE, office)
    described = ROLES.get(role)
    if described is None:
        raise Refusal("role_unknown", "Peran tidak dikenal.", fields={"role": "Pilih peran."})
    with writing():
        kept = User.objects.select_for_update().get(pk=user.pk)
        if described.side.is_closed and _stands_elsewhere(kept, described.side.value):
            raise Refusal(
                "other_side",
                "Akun ini pernah berada di sisi tertutup yang lain. Rehabilitasi dan pemberantasan tidak dapat dipegang "
                "satu akun; buat akun baru.",
                status=409,
            )
        if kept.memberships.filter(office=office, role=role, ended_at__isnull=True).exists():
            raise Refusal("role_held", "Pengguna ini sudah memegang peran itu di satuan kerja itu.", status=409)
        membership = Membership.objects.create(
            user=kept, office=office, section=section, role=role, granted_by=by.id, granted_at=timezone.now()
        )
        note(office=office, by=by, line=Line("access.grant", "access.user", user.id, changes={"peran": described.name}))
    return membership


def _stands_elsewhere(user: User, side: str) -> bool:
    sides = {m.side.value for m in user.memberships.all() if m.side.is_closed} | ({user.closed_side} - {""})
    return bool(sides - {side})


def approve(*, membership: Membership, by: User) -> Membership:
    """Approve a closed role that somebody else proposed. From then on the account belongs to that side."""
    _ask(by, Permission.USERS_APPROVE, membership.office)
    with writing():
        user = User.objects.select_for_update().get(pk=membership.user_id)
        kept = Membership.objects.select_for_update().get(pk=membership.pk)
        if kept.granted_by == by.id or kept.user_id == by.id:
            raise Refusal("own_approval", "Persetujuan harus oleh orang lain.", status=409)
        if kept.approved_at is not None or kept.ended_at is not None:
            raise Refusal("already_decided", "Usulan ini sudah diputuskan.", status=409)
        if _stands_elsewhere(user, kept.side.value):
            raise Refusal("other_side", "Akun ini sudah berada di sisi tertutup yang lain.", status=409)
        kept.approved_by, kept.approved_at = by.id, timezone.now()
        kept.save(update_fields=["approved_by", "approved_at"])
        if kept.side.is_closed:
            user.closed_side = kept.side.value
            user.save(update_fields=["closed_side"])
        note(
            office=kept.office,
            by=by,
            line=Line("access.approve", "access.user", user.id, changes={"peran": kept.described.name}),
        )
    return kept


def end_membership(*, membership: Membership, by: User) -> None:
    """Take a role back, at once: open pages of the account ask to log in again."""
    if membership.office_id not in {*by.scope(Permission.USERS_MANAGE), *by.scope(Permission.USERS_APPROVE)}:
        raise Forbidden()
    with writing():
        Membership.objects.filter(pk=membership.pk, ended_at__isnull=True).update(ended_at=timezone.now())
        line = Line(
            "access.end_membership", "access.user", membership.user_id, changes={"peran": membership.described.name}
        )
        end_sessions(membership.user)
        note(office=membership.office, by=by, line=line)


def set_active(*, user: User, active: bool, office: Office, by: User) -> None:
    """Close or reopen an account; a closed one cannot log in and loses nothing it recorded."""
    _ask(by, Permission.USERS_MANAGE, office)
    if user.pk == by.pk:
        raise Refusal("own_account", "Akun sendiri tidak dapat ditutup.", status=409)
    with writing():
        User.objects.filter(pk=user.pk).update(is_active=active)
        if not active:
            end_sessions(user)
        note(office=office, by=by, line=Line("access.set_active", "access.user", user.id, changes={"aktif": active}))


def reset_password(*, user: User, password: str, office: Office, by: User) -> None:
    """Set a new first password; it must be changed at the next log-in.

    Whoever sets it could log in with it: so a closed role waits again for a second person's approval.
    """
    _ask(by, Permission.USERS_MANAGE, office)
    validate_password(password, user)
    with writing():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        closed = [m.pk for m in user.memberships.filter(ended_at__isnull=True) if m.described.needs_approval]
        Membership.objects.filter(pk__in=closed).update(granted_by=by.id, approved_by=None, approved_at=None)
        end_sessions(user)
        note(office=office, by=by, line=Line("access.reset_password", "access.user", user.id))


def log_out_everywhere(*, user: User, office: Office, by: User) -> int:
    """End every session and PIN of an account: a stolen phone, a forgotten computer. How many sessions ended."""
    _ask(by, Permission.USERS_MANAGE, office)
    with writing():
        ended = end_sessions(user)
        note(
            office=office, by=by, line=Line("access.end_sessions", "access.user", user.id, changes={"jumlah": ended})
        )  # fmt: skip
    return ended
