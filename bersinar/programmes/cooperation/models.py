"""Partners, agreements, obstacles and efforts, awards."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.models import Record


class CooperationRecord(Scoped, Record):
    """What all records of this room share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.COOPERATION_READ
    write_permission: ClassVar[Permission] = Permission.COOPERATION_WRITE

    class Meta:
        abstract = True


class Partner(CooperationRecord):
    """A body the office works with."""

    name = models.CharField("nama", max_length=160)
    kind = CodeField("jenis", list_name="partner_kind")
    regions = models.ManyToManyField(Region, blank=True, related_name="+", verbose_name="wilayah")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Agreement(CooperationRecord):
    """A memorandum, agreement, letter of support or standing coordination with a partner."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements", verbose_name="mitra")
    kind = CodeField("bentuk", list_name="agreement_kind")
    title = models.CharField("tentang", max_length=200)
    number = models.CharField("nomor", max_length=80, blank=True)
    signed_on = models.DateField("tanggal ditandatangani atau dimulai")
    valid_until = models.DateField(
        "berlaku sampai", null=True, blank=True, help_text="Kosongkan bila tanpa batas waktu."
    )
    section = CodeField("bidang", list_name="section")
    regions = models.ManyToManyField(Region, blank=True, related_name="+", verbose_name="wilayah yang dicakup")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-signed_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("signed_on")),
                name="agreement_until_after_signed",
                violation_error_message="Masa berlaku berakhir sebelum tanggal ditandatangani.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def happened_on(self) -> date:
        return self.signed_on

    def clean(self) -> None:
        refuse_future(self, "signed_on")
        refuse_unusable(self.partner, self, "partner", "Mitra")


class Obstacle(CooperationRecord):
    """What stood in the way of the year's work (kendala)."""

    noted_on = models.DateField("dicatat pada")
    section = CodeField("bidang", list_name="section")
    category = CodeField("golongan", list_name="obstacle_category")
    text = models.TextField("kendala", max_length=600)

    class Meta:
        ordering = ["noted_on", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}…"

    @property
    def happened_on(self) -> date:
        return self.noted_on

    def clean(self) -> None:
        refuse_future(self, "noted_on")
        if (
            self.noted_on
            and self.efforts.filter(cancelled_at__isnull=True, made_on__year__lt=self.noted_on.year).exists()
        ):
            raise ValidationError({"noted_on": "Ada upaya dari tahun sebelumnya untuk kendala ini."})


class Effort(CooperationRecord):
    """What was done about one obstacle (upaya)."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="efforts", verbose_name="kendala")
    made_on = models.DateField("dilakukan pada")
    text = models.TextField("upaya", max_length=600)
    status = CodeField("keadaan", list_name="effort_status", default="running")

    class Meta:
        ordering = ["made_on", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}…"

    @property
    def happened_on(self) -> date:
        return self.made_on

    def clean(self) -> None:
        refuse_future(self, "made_on")
        refuse_unusable(self.obstacle, self, "obstacle", "Kendala")
        if self.made_on and self.obstacle.noted_on.year > self.made_on.year:
            raise ValidationError({"made_on": "Upaya mendahului tahun kendalanya."})


class Award(CooperationRecord):
    """An award the office received."""

    received_on = models.DateField("diterima pada")
    name = models.CharField("penghargaan", max_length=200)
    giver = models.CharField("pemberi", max_length=160)
    level = CodeField("tingkat", list_name="award_level")
    category = models.CharField("kategori", max_length=120, blank=True)
    rank = models.CharField("peringkat atau predikat", max_length=60, blank=True)

    class Meta:
        ordering = ["-received_on"]

    def __str__(self) -> str:
        return self.name

    @property
    def happened_on(self) -> date:
        return self.received_on

    def clean(self) -> None:
        refuse_future(self, "received_on")


def refuse_future(record: CooperationRecord, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})


def refuse_unusable(named: CooperationRecord, record: CooperationRecord, name: str, noun: str) -> None:
    """What a record names must be its own office's and must stand: a form offers only such, others may not."""
    if named.office_id != record.office_id:
        raise ValidationError({name: f"{noun} ini milik satuan kerja lain."})
    if named.is_cancelled:
        raise ValidationError({name: f"{noun} ini sudah dibatalkan. Pilih yang lain."})
