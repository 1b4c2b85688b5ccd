"""Accounts of the machine: what happens without anybody signed in is recorded and audited under a name of its own.

Nobody can log in with one: it is closed from the beginning, has no usable password, and holds no role.
"""

from __future__ import annotations

from .models import User


def machine(username: str, full_name: str) -> User:
    """The machine account of this name, made where it is not there yet."""
    made = User(username=username, full_name=full_name, is_active=False)
    made.set_unusable_password()
    defaults = {"full_name": full_name, "is_active": False, "password": made.password}
    account, _ = User.objects.get_or_create(username=username, defaults=defaults)
    return account


def is_machine(user: User) -> bool:
    """Whether this account is nobody's."""
    return not user.is_active and not user.has_usable_password() and not user.standing_memberships
