"""What somebody proves to be themself with, and where they are logged in: rows only, the rules stand in their modules.

Nothing here opens anything alone: the factor's secret is sealed, recovery codes and PINs are kept as keyed hashes.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q

from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.wire.ids import uuid7

USER = "access.User"


class Factor(SealedRecord):
    """A user's authenticator app. Standing once confirmed; before that it is an enrolment that was begun."""

    side = "open"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="factors")
    secret = SealedField()
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    # The last time step whose code was taken: no code works twice, nor one older than the last.
    last_step = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(confirmed_at__isnull=False), name="factor_once"),
            models.UniqueConstraint(fields=["user"], condition=Q(confirmed_at__isnull=True), name="factor_begun_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"

    def is_locked(self, now: datetime) -> bool:
        """Whether too many wrong codes were typed a short while ago."""
        return self.locked_until is not None and self.locked_until > now


class RecoveryCode(models.Model):
    """One of the codes for the day the phone is lost. Shown once, kept as a keyed hash, used once."""

    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="recovery_codes")
    hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["factor", "hash"], name="recovery_code_once")]

    def __str__(self) -> str:
        return "••••••"


class FactorRemoval(models.Model):
    """A lost factor that somebody proposes to take away. Another person decides; neither is the account itself."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="factor_removals")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("alasan", max_length=300)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(decided_at__isnull=True), name="factor_removal_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(approved=False) | ~Q(decided_by=models.F("proposed_by")),
                name="factor_removal_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


class FactorDemand(models.Model):
    """Whether roles ask for the second factor here. An instance without this row asks for it; only a demo has one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_on = models.BooleanField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="factor_demand_one_row")]

    def __str__(self) -> str:
        return "on" if self.is_on else "off"


class Session(AbstractBaseSession):
    """A session of Django's, with the columns by which its owner recognises it. Filled from the session's own data."""

    user = models.ForeignKey(USER, null=True, on_delete=models.CASCADE, related_name="sessions")
    visit = models.UUIDField(null=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=40, blank=True)
    by_pin = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.visit}"


class Pin(models.Model):
    """A short way back in: one user, one browser, one day, a few tries."""

    class Shown(models.TextChoices):
        """How the user stands in the list of this browser."""

        INITIALS = "initials", "Inisial saja"
        NAME = "name", "Nama lengkap"
        HIDDEN = "hidden", "Tidak ditampilkan; saya mengetik nama pengguna"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="pins")
    browser = models.CharField(max_length=64)  # hash of the browser's cookie
    day = models.DateField()
    hash = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField(default=0)
    shown = models.CharField(max_length=8, choices=Shown.choices, default=Shown.INITIALS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "browser"], name="pin_once_per_browser")]

    def __str__(self) -> str:
        return "••••••"
