"""Facilities and their strengthening: open, since no person stands in them."""

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

from .records import STANDING, refuse_future


class FacilityRecord(Scoped, Record):
    """What is known about facilities: no person stands in it, so it is open."""

    read_permission: ClassVar[Permission] = Permission.IBM_READ
    write_permission: ClassVar[Permission] = Permission.IBM_WRITE

    class Meta:
        abstract = True


class Facility(FacilityRecord):
    """A place of treatment: the office's own clinic, or a partner's."""

    name = models.CharField("nama", max_length=160)
    kind = CodeField("jenis", list_name="facility_kind")
    owner = CodeField("kepemilikan", list_name="facility_owner")
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah"
    )
    certificate = models.CharField(
        "nomor sertifikat SNI 8807", max_length=80, blank=True, help_text="Kosongkan bila belum bersertifikat."
    )
    certified_until = models.DateField("sertifikat berlaku sampai", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                condition=STANDING,
                name="facility_name_once",
                violation_error_message="Fasilitas dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.certified_until and not self.certificate:
            raise ValidationError({"certificate": "Isi nomor sertifikatnya, atau kosongkan masa berlakunya."})


class Strengthening(FacilityRecord):
    """One time that the office strengthened a facility."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="strengthenings", verbose_name="fasilitas"
    )
    kind = CodeField("bentuk", list_name="strengthening_kind")
    day = models.DateField("tanggal")
    result = models.TextField("hasil", max_length=600, blank=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self._meta.get_field('kind').words(self.kind)} {self.day:%d-%m-%Y}"  # type: ignore[union-attr]

    @property
    def happened_on(self) -> date:
        return self.day

    def clean(self) -> None:
        refuse_future(self, "day")
