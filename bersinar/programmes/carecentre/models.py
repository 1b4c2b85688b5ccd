"""Contacts, in three tables that know nothing of one another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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
from bersinar.foundation.regions.models import Region
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.wire.models import Record


def to_minute(at: datetime) -> datetime:
    """The minute that an instant lies in."""
    return at.replace(second=0, microsecond=0)


def to_hour(at: datetime) -> datetime:
    """The hour that an instant lies in: all that is kept of a closed contact's times."""
    return at.replace(minute=0, second=0, microsecond=0)


class Ticket(Scoped, Record):
    """One contact. `kept_at` cuts an instant down to what this queue keeps of it."""

    kept_at: ClassVar[Any] = staticmethod(to_minute)
    outcome: Any  # each queue has a list of its own

    channel = CodeField("lewat", list_name="contact_channel")
    caller_kind = CodeField("yang menghubungi", list_name="caller_kind")
    received_at = models.DateTimeField("diterima pada")
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah"
    )
    urgency = CodeField("tingkat kegentingan", list_name="contact_urgency", default="normal")
    first_answered_at = models.DateTimeField("pertama dijawab pada", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Kontak {timezone.localtime(self.received_at):%d-%m-%Y %H.%M}"

    @property
    def happened_on(self) -> date:
        day: date = self.office.local_day(self.received_at)
        return day

    @property
    def state(self) -> str:
        if self.outcome:
            return "selesai"
        return "dijawab" if self.first_answered_at else "menunggu"

    @property
    def minutes_to_answer(self) -> int | None:
        """Whole minutes between contact and first answer."""
        if self.first_answered_at is None:
            return None
        return (self.first_answered_at - self.received_at) // timedelta(minutes=1)

    def clean(self) -> None:
        now = timezone.now()
        if self.received_at:
            self.received_at = self.kept_at(self.received_at)
            if self.received_at > now:
                raise ValidationError({"received_at": "Waktu ini belum terjadi."})
        if self.first_answered_at:
            self.first_answered_at = self.kept_at(self.first_answered_at)
            if self.first_answered_at > now:
                raise ValidationError({"first_answered_at": "Waktu ini belum terjadi."})
            if self.received_at and self.first_answered_at < self.received_at:
                raise ValidationError({"first_answered_at": "Jawaban mendahului kontaknya. Periksa tanggal dan jam."})


class ServiceTicket(Ticket):
    """A question, a request for a talk or a urine test, a complaint: open work."""

    read_permission: ClassVar[Permission] = Permission.CARE_SERVICE
    write_permission: ClassVar[Permission] = Permission.CARE_SERVICE
    audit_hides: ClassVar[frozenset[str]] = frozenset({"caller", "phone", "note"})

    purpose = CodeField("keperluan", list_name="contact_purpose")
    caller = models.CharField("nama", max_length=120, blank=True)
    phone = models.CharField("nomor yang dapat dihubungi", max_length=40, blank=True)
    note = models.TextField("isi", blank=True, max_length=2000)
    section = CodeField("diteruskan ke bidang", list_name="section", blank=True)
    outcome = CodeField("hasil", list_name="service_outcome", blank=True)

    class Meta:
        ordering = ["-received_at"]


class ClosedTicket(Ticket, SealedRecord):
    """What the two closed queues share.

    Of its times only the hour is kept, and its id holds no time: two contacts of one call cannot be paired by them.
    Its audit lines name fields, never values.
    """

    kept_at: ClassVar[Any] = staticmethod(to_hour)
    audit_hides: ClassVar[frozenset[str]] = frozenset(
        {"channel", "caller_kind", "received_at", "region", "urgency", "first_answered_at", "outcome", "assigned_to"}
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    note = SealedField("isi", null=True, blank=True)
    follow_up = SealedField("catatan tindak lanjut", null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="ditangani oleh",
    )  # fmt: skip

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self.recorded_at = to_hour(self.recorded_at)
        if self.assigned_to is not None and self.office_id not in self.assigned_to.scope(self.read_permission):
            raise ValidationError({"assigned_to": "Orang ini tidak bertugas pada antrean ini."})


class RehabTicket(ClosedTicket):
    """A request for help with drug use. The treatment side's from the first save."""

    read_permission: ClassVar[Permission] = Permission.CARE_TREATMENT
    write_permission: ClassVar[Permission] = Permission.CARE_TREATMENT
    side = Side.TREATMENT.value

    caller = SealedField("nama", null=True, blank=True)
    phone = SealedField("nomor yang dapat dihubungi", null=True, blank=True)
    outcome = CodeField("hasil", list_name="rehab_contact_outcome", blank=True)

    class Meta:
        ordering = ["-received_at"]


class TipTicket(ClosedTicket):
    """A tip about a drug crime. The enforcement side's from the first save; who gave it stands apart."""

    read_permission: ClassVar[Permission] = Permission.CARE_ENFORCEMENT
    write_permission: ClassVar[Permission] = Permission.CARE_ENFORCEMENT
    side = Side.ENFORCEMENT.value

    outcome = CodeField("hasil", list_name="tip_outcome", blank=True)

    class Meta:
        ordering = ["-received_at"]


class Informant(Scoped, Record, SealedRecord):
    """Who gave a tip, sealed apart from it under a key of its own: for the section head only (UU 35/2009, 99)."""

    read_permission: ClassVar[Permission] = Permission.AUDIT_ENFORCEMENT
    write_permission: ClassVar[Permission] = Permission.CARE_ENFORCEMENT
    side = Side.ENFORCEMENT.value
    audit_hides: ClassVar[frozenset[str]] = frozenset({"tip"})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    tip = models.OneToOneField(TipTicket, on_delete=models.PROTECT, related_name="informant", verbose_name="laporan")
    name = SealedField("nama", null=True, blank=True)
    phone = SealedField("nomor yang dapat dihubungi", null=True, blank=True)

    class Meta:
        verbose_name = "pelapor"

    def __str__(self) -> str:
        return "Pelapor"

    def clean(self) -> None:
        self.recorded_at = to_hour(self.recorded_at)
