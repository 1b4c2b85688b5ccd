"""Who is logged in: asked in every request, so asked in plain SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend

from bersinar.foundation.wire.rows import read

if TYPE_CHECKING:
    from .models import User


class Accounts(ModelBackend):
    """Django's own, but for how the account of a session is read."""

    def get_user(self, user_id: Any) -> User | None:
        """The account, or None where there is none or it may not log in any more."""
        from .models import User  # Django reads this module before its models stand

        found = next(read((User,), "FROM access_user WHERE id = %s", [user_id]), None)
        return found[0] if found and self.user_can_authenticate(found[0]) else None
