"""Who is on the attendance list of a pelaksanaan: names are sealed, and a figure never knows them."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.wire.models import Record

from .meetings import Meeting


class Attendee(Scoped, Record, SealedRecord):
    """One person on the attendance list of a pelaksanaan. `number` is the place on the list: what a page may call them."""

    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE
    side = "open"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendees", verbose_name="pelaksanaan")
    number = models.PositiveIntegerField("nomor urut")
    name = SealedField("nama")
    sex = CodeField("jenis kelamin", list_name="sex", blank=True)
    age_band = CodeField("kelompok umur", list_name="age_band", blank=True)
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="instansi"
    )

    class Meta:
        verbose_name = "peserta dalam daftar hadir"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="attendee_number_once",
                violation_error_message="Daftar hadir ini baru saja diisi orang lain. Buka lagi, lalu kirim ulang.",
            )
        ]

    def __str__(self) -> str:
        return f"Peserta nomor {self.number}, {self.meeting}"

    def clean(self) -> None:
        if self.meeting.office_id != self.office_id:
            raise ValidationError({"meeting": "Pelaksanaan ini milik satuan kerja lain."})
        if problems := problems_of(self):
            raise ValidationError(problems)
