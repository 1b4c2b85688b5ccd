"""Narasumber: who speaks for the office, as a list kept once, and each talk that one of them gave."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from .meetings import Meeting

STAFF, PRIVATE = "staff", "private"


class Speaker(Scoped, Record, SealedRecord):
    """One narasumber of an office's list. A private person is called by a neutral word; the name lies sealed."""

    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE
    side = "open"

    kind = CodeField("dari mana", list_name="speaker_kind", default=STAFF)
    name = models.CharField(
        "nama atau sebutan", max_length=120,
        help_text="Untuk perorangan (misalnya penyintas) tulis sebutannya saja; namanya di kolom terkunci.",
    )  # fmt: skip
    body = models.CharField("instansi atau jabatan", max_length=160, blank=True)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="akun petugas"
    )
    full_name = SealedField("nama lengkap (terkunci)", null=True, blank=True)

    class Meta:
        verbose_name = "narasumber"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "user"], condition=Q(user__isnull=False, cancelled_at__isnull=True),
                name="speaker_once_per_user",
                violation_error_message="Petugas ini sudah ada dalam daftar narasumber.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.body}" if self.body else self.name

    @property
    def is_staff(self) -> bool:
        return self.kind == STAFF

    def clean(self) -> None:
        problems: dict[str, str] = {}
        if self.user_id and not self.is_staff:
            problems["user"] = "Akun petugas hanya untuk petugas sendiri. Kosongkan, atau ubah asalnya."
        if self.full_name and self.kind != PRIVATE:
            problems["full_name"] = "Nama terkunci hanya untuk perorangan. Tulis namanya di kolom nama."
        if self.kind not in (STAFF, PRIVATE) and not self.body.strip():
            problems["body"] = "Tuliskan dari instansi mana."
        if problems:
            raise ValidationError(problems)


class Talk(Scoped, Record):
    """One narasumber at one pelaksanaan: topic and hours. Workload is read from these rows, never typed."""

    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="talks", verbose_name="pelaksanaan")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="talks", verbose_name="narasumber")
    topic = models.CharField("topik", max_length=200, blank=True)
    hours = models.DecimalField(
        "lama (jam)", max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(Decimal(24))],
        help_text="Misalnya 1,5. Kosongkan bila tidak diketahui.",
    )  # fmt: skip

    class Meta:
        verbose_name = "narasumber pada pelaksanaan"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "speaker"], condition=Q(cancelled_at__isnull=True), name="talk_once_per_meeting",
                violation_error_message="Narasumber ini sudah dicatat pada pelaksanaan ini. Ubah barisnya.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.speaker}, {self.meeting}"

    @property
    def hours_in_words(self) -> str:
        return f"{write_number(self.hours)} jam" if self.hours is not None else ""

    def clean(self) -> None:
        problems: dict[str, str] = {}
        if self.meeting.office_id != self.office_id:
            problems["meeting"] = "Pelaksanaan ini milik satuan kerja lain."
        elif self.meeting.is_cancelled:
            problems["meeting"] = "Pelaksanaan ini sudah dibatalkan."
        if self.speaker.office_id != self.office_id:
            problems["speaker"] = "Narasumber ini dari daftar satuan kerja lain."
        elif self.speaker.is_cancelled and self._state.adding:
            problems["speaker"] = "Narasumber ini sudah dibatalkan. Pilih yang lain."
        if problems:
            raise ValidationError(problems)
