"""Facilities, how they stand against the standard, and their strengthening: open, since no person stands in them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.catalogue.arithmetic import rounded
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.counts import CountsField
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.regions.models import Region
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record
from bersinar.programmes.activities.public import ActivityIdField, get_activity

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
    certifier = models.CharField("lembaga sertifikasi", max_length=160, blank=True)
    certified_on = models.DateField("sertifikat terbit pada", null=True, blank=True)
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
        if (self.certified_on or self.certified_until) and not self.certificate:
            raise ValidationError({"certificate": "Isi nomor sertifikatnya, atau kosongkan tanggalnya."})
        refuse_future(self, "certified_on")
        if self.certified_on and self.certified_until and self.certified_until < self.certified_on:
            raise ValidationError({"certified_until": "Masa berlaku berakhir sebelum sertifikat terbit."})


class SelfAssessment(FacilityRecord):
    """How a facility stands against SNI 8807 by its own look: a score for each section, what follows, and until when.

    The standard's list of items was found in no source: sections are a code list, which the office writes as its copy
    of the standard has them. It posts no facts.
    """

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="self_assessments", verbose_name="fasilitas"
    )
    assessed_on = models.DateField("dinilai pada")
    assessed_by = models.CharField("dinilai oleh", max_length=160, help_text="Petugas atau tim yang menilai.")
    most = models.PositiveSmallIntegerField("nilai tertinggi tiap bagian", default=100)
    scores = CountsField("nilai menurut bagian", list_name="sni_section")
    result = CodeField("kesimpulan", list_name="sni_result")
    follow_up = models.TextField("tindak lanjut", max_length=600, blank=True)
    follow_up_by = models.DateField("tindak lanjut paling lambat", null=True, blank=True)
    followed_up_on = models.DateField("tindak lanjut selesai pada", null=True, blank=True)

    class Meta:
        ordering = ["-assessed_on"]
        verbose_name = "penilaian mandiri"

    def __str__(self) -> str:
        return f"Penilaian mandiri {self.assessed_on:%d-%m-%Y}"

    @property
    def share(self) -> str:
        """What was reached of what could be, over the sections that were scored."""
        whole = self.most * len(self.scores)
        percent = Fraction(100 * sum(self.scores.values()), whole) if whole else None
        if percent is None:
            return ""
        return f"{write_number(rounded(percent, 1), 1)} persen (n = {len(self.scores)} bagian)"

    def clean(self) -> None:
        refuse_future(self, "assessed_on")
        refuse_future(self, "followed_up_on")
        if not self.scores:
            raise ValidationError({"scores": "Isi nilai paling sedikit satu bagian."})
        if not self.most:
            raise ValidationError({"most": "Isi nilai tertinggi yang dapat dicapai."})
        if over := [code for code, score in self.scores.items() if score > self.most]:
            raise ValidationError(
                {"scores": f"{label('sni_section', over[0])}: paling banyak {write_number(self.most)}."}
            )
        if (self.follow_up_by or self.followed_up_on) and not self.follow_up:
            raise ValidationError({"follow_up": "Tuliskan tindak lanjutnya."})
        for name in ("follow_up_by", "followed_up_on"):
            day: date | None = getattr(self, name)
            if day and day < self.assessed_on:
                raise ValidationError({name: "Mendahului tanggal penilaian."})


class Strengthening(FacilityRecord):
    """One time that the office strengthened a facility; within a kegiatan where it was one."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="strengthenings", verbose_name="fasilitas"
    )
    kind = CodeField("bentuk", list_name="strengthening_kind")
    day = models.DateField("tanggal")
    activity_id = ActivityIdField("kegiatan", null=True, blank=True)
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
        if self.activity_id is None:
            return
        activity = get_activity(self.activity_id)
        if activity is None or activity.office_id != self.office_id or not activity.is_standing:
            raise ValidationError({"activity_id": "Pilih kegiatan satuan kerja ini."})
        if self.day and self.day.year != activity.year:
            raise ValidationError(
                {"day": f"Kegiatan ini baris program tahun {activity.year}; tanggalnya harus dalam tahun itu."}
            )
