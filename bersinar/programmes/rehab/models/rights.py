"""What clients ask about their own data, and when they must have an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from ..protection_ways import REQUEST_WAY
from .clients import Client
from .records import TreatmentRecord, refuse_future
from .rules import InClientsFile, clinic_rule_of

COPIES = frozenset({"access", "copy"})
WITHDRAWAL = "withdrawal"


class RightsRequest(SealedRecord, InClientsFile, TreatmentRecord):
    """One request of a client, or of whoever may speak for them. What was asked and answered lies sealed.

    The deadline is the kind's at the time of receiving and stays as it was.
    """

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"client"})

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="rights_requests", verbose_name="klien")
    kind = CodeField("yang diminta", list_name="rights_kind")
    asked_by = CodeField("diminta oleh", list_name="rights_asker")
    received_on = models.DateField("diterima pada")
    received_time = models.TimeField("pukul")
    identity_checked = models.BooleanField(
        "identitas peminta sudah dicocokkan", default=False,
        help_text="Untuk wali atau kuasa: juga surat yang menunjukkan haknya.",
    )  # fmt: skip
    wish = SealedField("isi permintaan", null=True, blank=True)
    due_at = models.DateTimeField("dijawab paling lambat", null=True, blank=True, editable=False)
    stage = models.CharField(
        "tahap", max_length=12, choices=REQUEST_WAY.choices(), default=REQUEST_WAY.first, editable=False
    )
    answered_at = models.DateTimeField("dijawab pada", null=True, blank=True, editable=False)
    answer = SealedField("jawaban", null=True, blank=True)

    class Meta:
        ordering = ["-received_on", "-received_time"]

    def __str__(self) -> str:
        return f"{self.client.code}, permintaan {self.received_on:%d-%m-%Y}"

    @property
    def received_at(self) -> datetime:
        """The instant of receiving, in the office's zone."""
        return datetime.combine(self.received_on, self.received_time, ZoneInfo(self.office.zone))

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed without an answer, or the answer came after it."""
        return self.due_at is not None and (self.answered_at or timezone.now()) > self.due_at

    def deadline(self) -> datetime | None:
        """When this kind of request must be answered, by the list or the office's quicker rule; None without hours."""
        hours = attribute("rights_kind", self.kind, "hours")
        if not hours:
            return None
        return self.received_at + timedelta(hours=min(int(hours), clinic_rule_of(self.office).answer_hours))

    def clean(self) -> None:
        refuse_future(self, "received_on")
        if self.received_on and self.received_time and self.received_at > timezone.now():
            raise ValidationError({"received_time": "Waktu ini belum terjadi."})
        if self.answered_at and self.answered_at < self.received_at:
            raise ValidationError({"answered_at": "Jawaban mendahului permintaannya."})
