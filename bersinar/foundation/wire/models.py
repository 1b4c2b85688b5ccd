"""The shape every record shares, and the receipts of requests already answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .ids import uuid7


class Record(models.Model):
    """A record of an office: made once, changed with versions, cancelled with a reason, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(
        "offices.Office", on_delete=models.PROTECT, related_name="+", verbose_name="satuan kerja"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="dicatat oleh",
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class Receipt(models.Model):
    """The answer to a request that carried an id: sent again, it is answered again, and nothing is made twice."""

    request_id = models.UUIDField(primary_key=True)
    action = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    record_id = models.UUIDField()
    actor = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.action} {self.request_id}"


class Draft(models.Model):
    """What somebody has typed into a form and not yet sent. One per person and form."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=120)
    side = models.CharField(max_length=12, blank=True)
    content = models.BinaryField()  # sealed with the key of the form's side: a draft may hold a name
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "form"], name="draft_once_per_form")]

    def __str__(self) -> str:
        return f"{self.form}"
