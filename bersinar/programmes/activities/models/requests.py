"""Permohonan: an institution asks by letter for a talk or a urine test."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.wire.models import Record

from ..requests.ways import RECEIVED, REQUEST_WAY
from .activities import Activity


class Request(Scoped, Record, SealedRecord):
    """One letter of an institution and what became of it. Who may be called there is sealed."""

    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE
    side = "open"

    received_on = models.DateField("diterima pada")
    letter_number = models.CharField(
        "nomor surat", max_length=120, blank=True, help_text="Kosongkan bila tidak bernomor."
    )
    letter_on = models.DateField("tanggal surat", null=True, blank=True)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="requests", verbose_name="instansi pemohon"
    )
    asks = CodeField("yang diminta", list_name="request_kind")
    topic = models.CharField("perihal atau topik", max_length=200)
    wished_on = models.DateField("hari yang diinginkan", null=True, blank=True)
    wished_until = models.DateField("sampai dengan", null=True, blank=True)
    expected = models.PositiveIntegerField("perkiraan jumlah orang", null=True, blank=True)
    contact = SealedField("narahubung", null=True, blank=True)
    note = models.TextField("catatan", blank=True)
    stage = models.CharField("tahap", max_length=12, choices=REQUEST_WAY.choices(), default=RECEIVED, editable=False)
    decided_on = models.DateField("diputuskan pada", null=True, blank=True, editable=False)
    declined_why = models.TextField("alasan ditolak", blank=True, editable=False)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="requests",
        verbose_name="kegiatan",
    )  # fmt: skip
    served_on = models.DateField("dilayani pada", null=True, blank=True, editable=False)
    answered_on = models.DateField("dijawab pada", null=True, blank=True, editable=False)
    answer_number = models.CharField("nomor surat balasan", max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = "permohonan"
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(wished_until__isnull=True) | Q(wished_on__isnull=False, wished_until__gte=F("wished_on")),
                name="request_wishes_in_order",
                violation_error_message="Hari terakhir yang diinginkan mendahului hari pertamanya.",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["scheduled", "served", "answered"]) | Q(activity__isnull=False),
                name="request_scheduled_names_activity",
                violation_error_message="Pilih atau buat kegiatannya.",
            ),
        ]
        indexes = [models.Index(fields=["office", "stage"], name="request_by_stage")]

    def __str__(self) -> str:
        return f"{self.topic} ({self.received_on:%d-%m-%Y})"

    @property
    def letter(self) -> str:
        """The letter in words, as the ground of an assignment names it."""
        number = f"Nomor {self.letter_number}" if self.letter_number else "tanpa nomor"
        return f"{number}, {self.letter_on:%d-%m-%Y}" if self.letter_on else number

    def clean(self) -> None:
        problems = problems_of(self)
        today = self.office.local_day()
        if self.received_on and self.received_on > today:
            problems["received_on"] = "Tanggal belum terjadi."
        if self.letter_on and self.received_on and self.letter_on > self.received_on:
            problems["letter_on"] = "Tanggal surat sesudah hari diterima. Periksa keduanya."
        if self.wished_until and not self.wished_on:
            problems["wished_on"] = "Isi hari pertamanya, karena hari terakhirnya diisi."
        if problems:
            raise ValidationError(problems)
