"""Invitations to a talk: a code on a slip of paper, and how many were handed out and taken up.

Neither table names a person, a session or a visit. A code is removed when it is used, not marked: a mark would share
its row with the day and the transaction of whoever came. Only the month and the kind of place it came from are kept.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.offices.models import Office


class Origin(models.TextChoices):
    """Where a slip was handed out. The value is the way in that an intake with such a code gets."""

    URINE_TEST = "urine_test", "Sesi tes urine"
    SKHPN = "skhpn", "Layanan SKHPN"


class Invitation(models.Model):
    """A code that is still good, by its keyed hash."""

    hash = models.CharField(max_length=64, primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=12, choices=Origin)
    month = models.DateField()
    good_until = models.DateField()

    def __str__(self) -> str:
        return "kode undangan"


class InvitationCount(Scoped):
    """How many slips of one month and place were handed out, and how many people came with one."""

    read_permission: ClassVar[Permission] = Permission.REHAB_READ
    write_permission: ClassVar[Permission] = Permission.REHAB_WRITE

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="satuan kerja")
    month = models.DateField("bulan")
    origin = models.CharField("dari", max_length=12, choices=Origin)
    issued = models.PositiveIntegerField("diserahkan", default=0)
    taken = models.PositiveIntegerField("datang", default=0)

    class Meta:
        ordering = ["-month", "origin"]
        constraints = [
            models.UniqueConstraint(fields=["office", "month", "origin"], name="invitation_count_once"),
            models.CheckConstraint(condition=Q(taken__lte=F("issued")), name="invitation_taken_within_issued"),
        ]

    def __str__(self) -> str:
        return f"Undangan {self.month:%m-%Y}"
