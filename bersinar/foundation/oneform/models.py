"""Openings of forms, the keys that are still good or already used, and the boxes in which answers wait.

None of these rows tells who answered, when, or in which order.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7


class Way(models.TextChoices):
    LINK = "link", "Tautan dan poster QR"
    SLIPS = "slips", "Lembar sekali pakai"


class Opening(models.Model):
    """A form that an office put before the public. `ref` names what it belongs to, in the room that registered `kind`.

    `answered` only counts: it says nothing of the day, and the row keeps no moment of its last change.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="satuan kerja")
    kind = models.CharField(max_length=60)
    ref = models.UUIDField()
    way = models.CharField("cara", max_length=10, choices=Way)
    key = models.CharField(max_length=16, unique=True)
    begins_on = models.DateField("dibuka mulai")
    ends_on = models.DateField("sampai dengan")
    most = models.PositiveIntegerField("paling banyak jawaban")
    once_per_device = models.BooleanField("satu HP satu jawaban", default=True)
    answered = models.PositiveIntegerField(default=0)
    printed = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "formulir publik"
        ordering: ClassVar[list[str]] = ["-opened_at"]
        indexes = [models.Index(fields=["kind", "ref"], name="oneform_by_ref")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="oneform_ends_after_begin"),
            models.CheckConstraint(condition=Q(answered__lte=F("most")), name="oneform_at_most"),
            models.UniqueConstraint(
                fields=["kind", "ref"], condition=Q(closed_at__isnull=True, way="link"), name="oneform_one_link"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.begins_on:%d-%m-%Y} sampai {self.ends_on:%d-%m-%Y}"

    def takes_answers(self, day: date) -> bool:
        """Whether an answer may still come in on this day of the office."""
        return self.closed_at is None and self.begins_on <= day <= self.ends_on and self.answered < self.most

    def state(self, day: date) -> str:
        """Where it stands, in words."""
        if self.closed_at is not None:
            return "ditutup"
        if day > self.ends_on:
            return "masanya berakhir"
        if self.answered >= self.most:
            return "sudah penuh"
        return "terbuka" if day >= self.begins_on else "belum mulai"


class Slip(models.Model):
    """A printed key that is still good, by its keyed hash. It is removed when it is used.

    Removed, not marked: a mark would share its transaction with the answer, and PostgreSQL writes a transaction's
    number on every row, by which the two could be put together again.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="slips")

    def __str__(self) -> str:
        return "lembar sekali pakai"


class Spent(models.Model):
    """A key of a shared link that was used, by its keyed hash. It was handed to nobody in particular."""

    hash = models.CharField(max_length=64, primary_key=True)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return "kunci terpakai"


class Box(models.Model):
    """Answers that wait until there are enough of them: sealed, in one row, shuffled anew with every answer.

    One row, for rows of their own would lie in the order of answering, whatever their ids say.
    """

    kind = models.CharField(max_length=60)
    ref = models.UUIDField()
    waiting = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="oneform_box_once")]

    def __str__(self) -> str:
        return f"{self.waiting} jawaban menunggu"
