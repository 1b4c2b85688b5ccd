"""What a pelaksanaan leaves behind beside its people: materials used, minutes, and what is to be done next."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.wire.models import Record

from .meetings import Meeting


class _OfActivities(Scoped, Record):
    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE

    class Meta:
        abstract = True


class Material(_OfActivities):
    """One version of a material; its files hang on it. A new version is a new row, so old meetings keep theirs."""

    title = models.CharField("judul", max_length=160)
    edition = models.CharField("versi", max_length=40, default="1", help_text="Misalnya 1, 2, atau 2026-2.")
    topic = models.CharField("topik", max_length=160, blank=True)
    audience = models.CharField("untuk siapa", max_length=160, blank=True, help_text="Misalnya siswa SMP.")
    note = models.TextField("catatan", blank=True)

    class Meta:
        verbose_name = "materi"
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "title", "edition"], condition=Q(cancelled_at__isnull=True),
                name="material_edition_once",
                violation_error_message="Versi ini sudah ada. Tulis nomor versi yang baru.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}, versi {self.edition}"


class _OfMeeting(_OfActivities):
    class Meta:
        abstract = True

    def _meeting_problems(self) -> dict[str, str]:
        meeting: Meeting = self.meeting  # type: ignore[attr-defined]
        if meeting.office_id != self.office_id:
            return {"meeting": "Pelaksanaan ini milik satuan kerja lain."}
        return {"meeting": "Pelaksanaan ini sudah dibatalkan."} if meeting.is_cancelled else {}

    def clean(self) -> None:
        if problems := self._meeting_problems():
            raise ValidationError(problems)


class Minutes(_OfMeeting):
    """The notulen of one pelaksanaan: what was said and what was decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes", verbose_name="pelaksanaan")
    points = models.TextField("pokok pembahasan", help_text="Satu pokok satu baris. Tanpa nama peserta.")
    decisions = models.TextField("kesepakatan", blank=True, help_text="Satu kesepakatan satu baris.")

    class Meta:
        verbose_name = "notulen"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(cancelled_at__isnull=True), name="minutes_once_per_meeting",
                violation_error_message="Pelaksanaan ini sudah punya notulen. Ubah yang ada.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Notulen {self.meeting}"


class FollowUp(_OfMeeting):
    """One thing to do after a pelaksanaan. It waits on the home page until it is marked done."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="pelaksanaan"
    )
    what = models.CharField("yang harus dikerjakan", max_length=200)
    officer = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="petugas"
    )
    who = models.CharField("atau pihak lain", max_length=120, blank=True, help_text="Misalnya kepala desa.")
    due_on = models.DateField("paling lambat")
    done_on = models.DateField("selesai pada", null=True, blank=True, editable=False)
    outcome = models.TextField("hasilnya", blank=True, editable=False)

    class Meta:
        verbose_name = "tindak lanjut"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["office", "done_on", "due_on"], name="follow_up_by_due")]

    def __str__(self) -> str:
        return self.what

    @property
    def responsible(self) -> str:
        return str(self.officer) if self.officer_id else self.who

    def clean(self) -> None:
        problems = self._meeting_problems()
        if bool(self.officer_id) == bool(self.who.strip()):
            problems["officer"] = "Pilih petugasnya, atau tuliskan pihak lain; salah satu saja."
        if self.due_on and self.due_on < self.meeting.held_on:
            problems["due_on"] = "Mendahului pelaksanaannya."
        if self.done_on and self.done_on < self.meeting.held_on:
            problems["done_on"] = "Mendahului pelaksanaannya."
        if problems:
            raise ValidationError(problems)
