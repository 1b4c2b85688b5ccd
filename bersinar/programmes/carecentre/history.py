"""What was done about a contact, step by step: one table for each queue, on the side of its queue.

An entry is written once and never changed: it is the handlers' own memory, while the audit of the closed queues names
fields and no values.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.wire.models import Record

from .moments import to_hour, to_minute


class Entry(Scoped, Record, SealedRecord):
    """One step taken. `stage` is where the contact stood afterwards."""

    kept_at: ClassVar[Any] = staticmethod(to_minute)
    ticket: Any

    step = models.CharField("langkah", max_length=20)
    stage = models.CharField("tahap", max_length=20)
    at = models.DateTimeField("pada")
    channel = CodeField("lewat", list_name="callback_channel", blank=True)
    reached = models.BooleanField("tersambung", null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="petugas",
    )  # fmt: skip
    appointment_at = models.DateTimeField("janji pada", null=True, blank=True)
    note = SealedField("catatan", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Catatan {timezone.localtime(self.at):%d-%m-%Y %H.%M}"

    def clean(self) -> None:
        self.at = self.kept_at(self.at)
        if self.at > timezone.now():
            raise ValidationError({"at": "Waktu ini belum terjadi."})


class ServiceEntry(Entry):
    read_permission: ClassVar[Permission] = Permission.CARE_SERVICE
    write_permission: ClassVar[Permission] = Permission.CARE_SERVICE
    side = Side.OPEN.value

    ticket = models.ForeignKey("carecentre.ServiceTicket", on_delete=models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = "catatan kontak"


class ClosedEntry(Entry):
    """Of a closed queue: the hour only, an id without time, and an audit line without values."""

    kept_at: ClassVar[Any] = staticmethod(to_hour)
    audit_hides: ClassVar[frozenset[str]] = frozenset(
        {"ticket", "step", "stage", "at", "channel", "reached", "person", "appointment_at"}
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class RehabEntry(ClosedEntry):
    read_permission: ClassVar[Permission] = Permission.CARE_TREATMENT
    write_permission: ClassVar[Permission] = Permission.CARE_TREATMENT
    side = Side.TREATMENT.value

    ticket = models.ForeignKey("carecentre.RehabTicket", on_delete=models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = "catatan kontak"


class TipEntry(ClosedEntry):
    read_permission: ClassVar[Permission] = Permission.CARE_ENFORCEMENT
    write_permission: ClassVar[Permission] = Permission.CARE_ENFORCEMENT
    side = Side.ENFORCEMENT.value

    ticket = models.ForeignKey("carecentre.TipTicket", on_delete=models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = "catatan laporan"
