"""Who works on a case: the team that a closed case is open to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bersinar.foundation.codelists.fields import CodeField

from .base import EnforcementRecord
from .cases import Case


class CaseMember(EnforcementRecord):
    """One person in the team of one case, from being taken in until being taken out."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members", verbose_name="kasus")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="anggota tim"
    )
    task = CodeField("tugas", list_name="case_task", default="member")

    class Meta:
        ordering = ["case", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member"],
                condition=Q(cancelled_at__isnull=True),
                name="case_member_once",
                violation_error_message="Orang ini sudah anggota tim kasus ini.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.case}"
