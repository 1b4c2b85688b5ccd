"""Chain heads, audit lines and readings. No foreign keys into live data: the audit never gets in its way."""

from __future__ import annotations

from django.db import models

from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.rows import Statement

from .appendonly import AppendOnly

GENESIS = bytes(32)


class Head(models.Model):
    """Where an office's three chains stand. Locked last before COMMIT; nobody holds two heads.

    What is hung on a chain waits on the locked head until the head is moved: rows and head go in together.
    """

    waiting: list[Statement]

    office = models.OneToOneField(Office, on_delete=models.PROTECT, primary_key=True, related_name="chain_head")
    ledger_seq = models.PositiveIntegerField(default=0)
    ledger_hash = models.BinaryField(max_length=32, default=GENESIS)
    audit_seq = models.PositiveIntegerField(default=0)
    audit_hash = models.BinaryField(max_length=32, default=GENESIS)
    reading_seq = models.PositiveIntegerField(default=0)
    reading_hash = models.BinaryField(max_length=32, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.office_id}: {self.ledger_seq}"


class AuditLine(models.Model):
    """One change: who did what to which record, with the fields before and after (secret ones only named)."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.UUIDField()
    action = models.CharField(max_length=80)
    side = models.CharField(max_length=12)
    record_kind = models.CharField(max_length=60)
    record_id = models.UUIDField(null=True)
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["record_kind", "record_id"], name="audit_by_record")]
        constraints = [
            models.UniqueConstraint(fields=["office", "seq"], name="audit_line_once"),
            AppendOnly(name="audit_auditline_append", keys=(("office_id", "seq"),)),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.record_kind}"


class Reading(models.Model):
    """One reading of a sensitive record, written down before the page is shown."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.UUIDField()
    purpose = models.CharField(max_length=120)
    side = models.CharField(max_length=12)
    record_kind = models.CharField(max_length=60)
    record_id = models.UUIDField(null=True)
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["record_kind", "record_id"], name="reading_by_record")]
        constraints = [
            models.UniqueConstraint(fields=["office", "seq"], name="reading_once"),
            AppendOnly(name="audit_reading_append", keys=(("office_id", "seq"),)),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.record_kind}"
