"""Bersinar sites with their stages, volunteers, task forces, regulations."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.institutions.models import UNNAMED, Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.models import Record


class CommunityRecord(Scoped, Record):
    """What all records of this room share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.COMMUNITY_READ
    write_permission: ClassVar[Permission] = Permission.COMMUNITY_WRITE

    class Meta:
        abstract = True


class Lasting(CommunityRecord):
    """What begins on one day and may end on another, with a reason. `begins` names the field of its first day."""

    begins: ClassVar[str]

    ended_on = models.DateField("berakhir pada", null=True, blank=True, help_text="Kosongkan selama masih berjalan.")
    ended_reason = models.CharField("alasan berakhir", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def happened_on(self) -> date:
        day: date = getattr(self, self.begins)
        return day

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None

    def clean(self) -> None:
        refuse_future(self, self.begins)
        refuse_future(self, "ended_on")
        if self.ended_on and not self.ended_reason:
            raise ValidationError({"ended_reason": "Tuliskan mengapa berakhir."})
        if self.ended_reason and not self.ended_on:
            raise ValidationError({"ended_on": "Isi tanggal berakhir, atau kosongkan alasannya."})
        if self.ended_on and self.happened_on and self.ended_on < self.happened_on:
            raise ValidationError({"ended_on": "Tanggal berakhir mendahului tanggal mulai."})


def _institution() -> Any:
    return models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="instansi"
    )


def _region() -> Any:
    return models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah"
    )


class BersinarSite(Lasting):
    """A village, school, campus, agency or company that is Bersinar.

    With `count_unknown` it stands for several of which nobody told the number: it counts as "at least none".
    """

    begins: ClassVar[str] = "formed_on"

    kind = CodeField("jenis", list_name="site_kind")
    name = models.CharField("nama", max_length=160, blank=True, help_text="Kosongkan bila belum diketahui.")
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah",
        help_text="Desa atau kelurahannya; kabupaten atau kota bila belum diketahui.",
    )  # fmt: skip
    institution = _institution()
    formed_on = models.DateField("dibentuk pada")
    count_unknown = models.BooleanField(
        "ada beberapa, jumlah tidak disebut", default=False,
        help_text="Tandai bila sumbernya tidak menyebut berapa banyak. Tidak ada angka yang dicetak untuk rekam ini.",
    )  # fmt: skip
    provisions = CodesField("yang sudah ada", list_name="site_provision")
    note = models.TextField("catatan", blank=True)

    class Meta:
        verbose_name = "lokasi Bersinar"
        ordering = ["name", "formed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                "office", "kind", "region", Lower("name"),
                condition=~models.Q(name="") & models.Q(cancelled_at__isnull=True) & models.Q(ended_on__isnull=True),
                name="site_name_once",
                violation_error_message="Lokasi Bersinar dengan nama ini sudah ada di wilayah itu.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        kind = label("site_kind", self.kind)
        if self.count_unknown:
            return f"{kind}, jumlah tidak disebut"
        return f"{kind} {self.name or f'({UNNAMED})'}"

    @property
    def stage(self) -> str:
        """The label of the latest stage; reads the prefetched stages."""
        standing = [stage for stage in self.stages.all() if not stage.is_cancelled]
        latest = max(standing, key=lambda stage: (stage.reached_on, stage.pk), default=None)
        return label("site_stage", latest.stage) if latest else ""

    def clean(self) -> None:
        super().clean()
        refuse_institution(self)
        if self.count_unknown and self.name:
            raise ValidationError({"name": "Kosongkan nama: rekam ini mewakili beberapa lokasi."})


class SiteStage(CommunityRecord):
    """One stage that a site reached, with its document. Stages are history: they post nothing."""

    site = models.ForeignKey(BersinarSite, on_delete=models.PROTECT, related_name="stages", verbose_name="lokasi")
    stage = CodeField("tahap", list_name="site_stage")
    reached_on = models.DateField("tanggal")
    document = models.CharField("nomor dokumen", max_length=120, blank=True)

    class Meta:
        ordering = ["reached_on", "id"]

    def __str__(self) -> str:
        return label("site_stage", self.stage)

    @property
    def happened_on(self) -> date:
        return self.reached_on

    def clean(self) -> None:
        refuse_future(self, "reached_on")
        if self.site.office_id != self.office_id:
            raise ValidationError({"site": "Lokasi ini milik satuan kerja lain."})
        if self.site.is_cancelled:
            raise ValidationError({"site": "Lokasi ini sudah dibatalkan. Pilih yang lain."})


class Volunteer(Lasting):
    """One role of one person: penggiat, relawan, duta, member of a task force.

    `person_id` is made once; records of one person with several roles share it, so that the person counts once.
    """

    begins: ClassVar[str] = "appointed_on"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"person_id"})

    name = models.CharField("nama", max_length=120)
    sex = CodeField("jenis kelamin", list_name="sex", blank=True)
    kind = CodeField("sebagai", list_name="volunteer_kind", default="activist")
    environment = CodeField(
        "lingkungan", list_name="environment", blank=True, help_text="Kosongkan bila tidak diketahui."
    )
    institution = _institution()
    region = _region()
    decree_number = models.CharField("nomor surat keputusan", max_length=80, blank=True)
    decree_on = models.DateField("tanggal surat keputusan", null=True, blank=True)
    appointed_on = models.DateField("dilantik pada")
    person_id = models.UUIDField("orang", default=uuid7, editable=False)

    class Meta:
        verbose_name = "penggiat"
        ordering = ["name", "appointed_on"]
        indexes = [models.Index(fields=["person_id"], name="volunteer_by_person")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        refuse_institution(self)


class TaskForce(Lasting):
    """An anti-drug task force (satgas) of a village, school, agency or company."""

    begins: ClassVar[str] = "formed_on"

    name = models.CharField("nama", max_length=160, blank=True, help_text="Kosongkan bila belum diketahui.")
    environment = CodeField("lingkungan", list_name="environment")
    region = _region()
    institution = _institution()
    members = models.PositiveIntegerField("jumlah anggota", null=True, blank=True)
    formed_on = models.DateField("dibentuk pada")
    note = models.TextField("catatan", blank=True)

    class Meta:
        verbose_name = "satgas"
        ordering = ["name", "formed_on", "id"]

    def __str__(self) -> str:
        return self.name or f"Satgas {UNNAMED}"

    def clean(self) -> None:
        super().clean()
        refuse_institution(self)


class Regulation(CommunityRecord):
    """A rule on P4GN that a government, a village, a school or a company gave itself. A draft has no date yet."""

    kind = CodeField("jenis", list_name="regulation_kind")
    number = models.CharField("nomor", max_length=80, blank=True)
    subject = models.CharField("tentang", max_length=200)
    issuer = models.CharField("penerbit", max_length=160)
    issued_on = models.DateField(
        "terbit pada", null=True, blank=True, help_text="Kosongkan selama masih rancangan; rancangan tidak dihitung."
    )
    environment = CodeField("lingkungan", list_name="environment")
    region = _region()

    class Meta:
        ordering = ["-issued_on", "-id"]

    def __str__(self) -> str:
        return self.subject

    @property
    def happened_on(self) -> date | None:
        return self.issued_on

    @property
    def status(self) -> str:
        return "Terbit" if self.issued_on else "Rancangan"

    def clean(self) -> None:
        refuse_future(self, "issued_on")


def refuse_future(record: CommunityRecord, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})


def refuse_institution(record: CommunityRecord) -> None:
    """The institution must be the own office's and must stand: a form offers only such, others may not."""
    if problems := problems_of(record):
        raise ValidationError(problems)
