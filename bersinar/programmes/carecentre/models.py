"""Contacts, in three tables that know nothing of one another. What happened to them stands in `history`."""

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
from bersinar.foundation.stages.ways import Way
from bersinar.foundation.wire.models import Record

from .history import RehabEntry, ServiceEntry, TipEntry
from .moments import to_hour, to_minute
from .office_settings import CareSettings
from .ways import REHAB_WAY, SERVICE_WAY, TIP_WAY

__all__ = [
    "CareSettings", "ClosedTicket", "Informant", "Reachable", "RehabEntry", "RehabTicket", "ServiceEntry", "ServiceTicket",
    "Ticket", "TipEntry", "TipTicket",
]  # fmt: skip


class Reachable(SealedRecord):
    """Who may be called back, and how: only with consent, by the channel and in the hours that are safe for them."""

    caller_kind = CodeField("yang menghubungi", list_name="caller_kind")
    may_contact = models.BooleanField("boleh dihubungi kembali", default=False)
    contact_channel = CodeField("cara menghubungi", list_name="callback_channel", blank=True)
    safe_from = models.TimeField("jam aman mulai", null=True, blank=True)
    safe_until = models.TimeField("jam aman sampai", null=True, blank=True)
    phone = SealedField("nomor yang dapat dihubungi", null=True, blank=True)
    reach_note = SealedField("yang perlu dijaga saat menghubungi", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def safe_hours(self) -> str:
        """ "08.00–12.00", or nothing where any hour is safe."""
        if self.safe_from is None or self.safe_until is None:
            return ""
        return f"{self.safe_from:%H.%M}–{self.safe_until:%H.%M}"

    def clean(self) -> None:
        super().clean()
        if (self.safe_from is None) != (self.safe_until is None):
            raise ValidationError({"safe_until": "Isi kedua jamnya, atau kosongkan keduanya."})
        if self.safe_from is not None and self.safe_from == self.safe_until:
            raise ValidationError({"safe_until": "Jam mulai dan jam sampai sama. Kosongkan bila semua jam aman."})


class Ticket(Scoped, Record, SealedRecord):
    """One contact. `kept_at` cuts an instant down to what this queue keeps of it; `way` says what may be done next."""

    kept_at: ClassVar[Any] = staticmethod(to_minute)
    way: ClassVar[Way]
    outcome: Any  # each queue has a list of its own
    stage: Any  # and a way of its own

    channel = CodeField("lewat", list_name="contact_channel")
    received_at = models.DateTimeField("diterima pada")
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah"
    )
    urgency = CodeField("tingkat kegentingan", list_name="contact_urgency", default="normal")
    danger = CodeField("bahaya", list_name="contact_danger", blank=True)
    due_at = models.DateTimeField("batas jawaban pertama", null=True, blank=True, editable=False)
    first_answered_at = models.DateTimeField("pertama dijawab pada", null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="ditangani oleh",
    )  # fmt: skip
    note = SealedField("isi", null=True, blank=True)
    follow_up = SealedField("catatan tindak lanjut", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Kontak {timezone.localtime(self.received_at):%d-%m-%Y %H.%M}"

    @property
    def happened_on(self) -> date:
        day: date = self.office.local_day(self.received_at)
        return day

    @property
    def is_open(self) -> bool:
        return self.stage not in self.way.ends

    @property
    def minutes_to_answer(self) -> int | None:
        """Whole minutes between contact and first answer."""
        if self.first_answered_at is None:
            return None
        return (self.first_answered_at - self.received_at) // timedelta(minutes=1)

    @property
    def in_time(self) -> bool | None:
        """Whether the first answer kept the office's standard; None without an answer or a standard."""
        if self.first_answered_at is None or self.due_at is None:
            return None
        return self.first_answered_at <= self.due_at

    def is_overdue(self, now: datetime) -> bool:
        """Whether the first answer is owed. A closed contact is judged by the hour, in its handler's favour."""
        return (
            self.is_open
            and self.first_answered_at is None
            and self.due_at is not None
            and bool(self.kept_at(now) > self.due_at)
        )

    def clean(self) -> None:
        super().clean()
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
        if self.assigned_to is not None and self.office_id not in self.assigned_to.scope(self.read_permission):
            raise ValidationError({"assigned_to": "Orang ini tidak bertugas pada antrean ini."})


class Visitor(Ticket, Reachable):
    """A contact of somebody who is met: the name, and the appointment."""

    caller = SealedField("nama atau samaran", null=True, blank=True)
    appointment_at = models.DateTimeField("janji pada", null=True, blank=True)
    appointment_place = SealedField("tempat janji", null=True, blank=True)

    class Meta:
        abstract = True


class ServiceTicket(Visitor):
    """A question, a request for a talk or a urine test, a complaint: open work. A complaint may tell of a client, so
    who called and what was said is sealed here too."""

    read_permission: ClassVar[Permission] = Permission.CARE_SERVICE
    write_permission: ClassVar[Permission] = Permission.CARE_SERVICE
    side = Side.OPEN.value
    way: ClassVar[Way] = SERVICE_WAY

    purpose = CodeField("keperluan", list_name="contact_purpose")
    section = CodeField("diteruskan ke bidang", list_name="section", blank=True)
    outcome = CodeField("hasil", list_name="service_outcome", blank=True)
    stage = models.CharField("tahap", max_length=20, choices=SERVICE_WAY.choices(), default=SERVICE_WAY.first)

    class Meta:
        ordering = ["-received_at"]


class ClosedTicket(Ticket):
    """What the two closed queues share.

    Of its times only the hour is kept, and its id holds no time: two contacts of one call cannot be paired by them.
    Its audit lines name fields, never values.
    """

    kept_at: ClassVar[Any] = staticmethod(to_hour)
    audit_hides: ClassVar[frozenset[str]] = frozenset(
        {
            "channel", "caller_kind", "received_at", "region", "urgency", "danger", "due_at", "first_answered_at", "outcome",
            "assigned_to", "stage", "may_contact", "contact_channel", "safe_from", "safe_until", "appointment_at", "reference",
            "usefulness",
        }
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self.recorded_at = to_hour(self.recorded_at)


class RehabTicket(ClosedTicket, Visitor):
    """A request for help with drug use. The treatment side's from the first save."""

    read_permission: ClassVar[Permission] = Permission.CARE_TREATMENT
    write_permission: ClassVar[Permission] = Permission.CARE_TREATMENT
    side = Side.TREATMENT.value
    way: ClassVar[Way] = REHAB_WAY

    outcome = CodeField("hasil", list_name="rehab_contact_outcome", blank=True)
    stage = models.CharField("tahap", max_length=20, choices=REHAB_WAY.choices(), default=REHAB_WAY.first)
    # By chance: the registration that grew from this request keeps it, and neither tells of the other.
    reference = models.UUIDField("nomor penyerahan", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-received_at"]


class TipTicket(ClosedTicket):
    """A tip about a drug crime. The enforcement side's from the first save; who gave it stands apart."""

    read_permission: ClassVar[Permission] = Permission.CARE_ENFORCEMENT
    write_permission: ClassVar[Permission] = Permission.CARE_ENFORCEMENT
    side = Side.ENFORCEMENT.value
    way: ClassVar[Way] = TIP_WAY

    outcome = CodeField("hasil", list_name="tip_outcome", blank=True)
    usefulness = CodeField("kegunaan laporan", list_name="tip_usefulness", blank=True)
    passed_to = SealedField("diteruskan kepada", null=True, blank=True)
    stage = models.CharField("tahap", max_length=20, choices=TIP_WAY.choices(), default=TIP_WAY.first)

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"Laporan {timezone.localtime(self.received_at):%d-%m-%Y %H.%M}"


class Informant(Scoped, Record, Reachable):
    """Who gave a tip, sealed apart from it under a key of its own: for the section head only (UU 35/2009, 99)."""

    read_permission: ClassVar[Permission] = Permission.CARE_INFORMANT
    write_permission: ClassVar[Permission] = Permission.CARE_INFORMANT
    side = Side.ENFORCEMENT.value
    audit_hides: ClassVar[frozenset[str]] = frozenset(
        {"tip", "caller_kind", "may_contact", "contact_channel", "safe_from", "safe_until"}
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    caller_kind = CodeField("yang menghubungi", list_name="caller_kind", blank=True)
    tip = models.OneToOneField(TipTicket, on_delete=models.PROTECT, related_name="informant", verbose_name="laporan")
    name = SealedField("nama atau samaran", null=True, blank=True)

    class Meta:
        verbose_name = "pelapor"

    def __str__(self) -> str:
        return "Pelapor"

    def clean(self) -> None:
        super().clean()
        self.recorded_at = to_hour(self.recorded_at)
