"""The first office, administrator and head of a new instance: two people, since neither opens a closed side alone.

Everybody else is made in the browser: proposed by an administrator, approved by a head.
"""

from __future__ import annotations

import secrets

from django.utils import timezone

from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.offices.actions import make_office
from bersinar.foundation.offices.models import Office, OfficeType


class AlreadyThere(RuntimeError):
    """The instance has users; the administrator among them makes more."""


def make_first_user() -> str:
    """Make headquarters, one administrator and one head; returns their log-ins. Raises AlreadyThere."""
    if User.objects.exists():
        raise AlreadyThere("Sudah ada pengguna. Administrator membuat akun baru di peramban.")
    office = Office.objects.filter(parent=None).first() or make_office(
        code="bnn",
        type=OfficeType.HEADQUARTERS,
        official_name="Badan Narkotika Nasional Republik Indonesia",
        short_name="BNN RI",
    )
    lines = [
        "Berikan kepada dua orang yang berbeda; saat pertama masuk kata sandi wajib diganti dan verifikasi dua langkah dipasang."
    ]
    for username, full_name, role in (
        ("admin", "Administrator pertama", "administrator"),
        ("kepala", "Kepala pertama", "head"),
    ):
        password = secrets.token_urlsafe(9)
        user = User.objects.create_user(username, password, full_name=full_name, must_change_password=True)
        now = timezone.now()
        approved = now if ROLES[role].needs_approval else None
        Membership.objects.create(user=user, office=office, role=role, granted_at=now, approved_at=approved)
        lines.append(f"Masuk sebagai: {username}\nKata sandi pertama: {password}")
    return "\n".join(lines)
