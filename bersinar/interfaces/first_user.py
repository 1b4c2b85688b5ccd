"""The first office and administrator of a new instance. Everybody else is made by that administrator in the browser."""

from __future__ import annotations

import secrets

from django.utils import timezone

from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.offices.actions import make_office
from bersinar.foundation.offices.models import Office, OfficeType


class AlreadyThere(RuntimeError):
    """The instance has users; the administrator among them makes more."""


def make_first_user() -> str:
    """Make headquarters and one administrator; returns the sentence with the log-in. Raises AlreadyThere."""
    if User.objects.exists():
        raise AlreadyThere("Sudah ada pengguna. Administrator membuat akun baru di peramban.")
    office = Office.objects.filter(parent=None).first() or make_office(
        code="bnn",
        type=OfficeType.HEADQUARTERS,
        official_name="Badan Narkotika Nasional Republik Indonesia",
        short_name="BNN RI",
    )
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user("admin", password, full_name="Administrator pertama", must_change_password=True)
    Membership.objects.create(user=user, office=office, role="administrator", granted_at=timezone.now())
    return f"Masuk sebagai: admin\nKata sandi pertama: {password}\nKata sandi wajib diganti saat pertama masuk."
