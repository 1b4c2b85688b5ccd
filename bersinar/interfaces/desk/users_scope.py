"""Which accounts somebody manages or approves: those of the offices in scope."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission as P


def offices_in_scope(user: User) -> set[int]:
    """The offices whose accounts this user manages or approves."""
    return {*user.scope(P.USERS_MANAGE), *user.scope(P.USERS_APPROVE)}


def account_in_scope(by: User, pk: UUID) -> User:
    """An account that holds, or held, a role in the reader's offices; 404 otherwise."""
    return get_object_or_404(User.objects.filter(memberships__office_id__in=offices_in_scope(by)).distinct(), pk=pk)
