"""Bersinar sites: the stages they reached, what stands on their checklist, and the money set aside for them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.institutions.models import UNNAMED
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.regions.models import Region, RegionLevel

from .records import CommunityRecord, Lasting, institution_link, refuse_future, refuse_institution


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
    institution = institution_link()
    formed_on = models.DateField("dibentuk pada")
    count_unknown = models.BooleanField(
        "ada beberapa, jumlah tidak disebut", default=False,
        help_text="Tandai bila sumbernya tidak menyebut berapa banyak. Tidak ada angka yang dicetak untuk rekam ini.",
    )  # fmt: skip
    next_step = models.CharField(
        "langkah berikut", max_length=200, blank=True, help_text="Misalnya: usulkan anggaran pada musyawarah desa."
    )
    next_due = models.DateField("paling lambat", null=True, blank=True)
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
    def is_village(self) -> bool:
        """Whether one desa or kelurahan is known, so that what lies there can be told of it."""
        return self.region.level == RegionLevel.VILLAGE

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
        if self.next_due and not self.next_step:
            raise ValidationError({"next_step": "Tuliskan apa yang harus selesai pada tanggal itu."})


class OfSite(CommunityRecord):
    """What belongs to one site: a stage, a line of its checklist, money set aside for it."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        site: BersinarSite = getattr(self, "site")  # noqa: B009 - every kind has its own key to it
        if site.office_id != self.office_id:
            raise ValidationError({"site": "Lokasi ini milik satuan kerja lain."})
        if site.is_cancelled:
            raise ValidationError({"site": "Lokasi ini sudah dibatalkan. Pilih yang lain."})


def _site(rows: str) -> Any:
    return models.ForeignKey(BersinarSite, on_delete=models.PROTECT, related_name=rows, verbose_name="lokasi")


class SiteStage(OfSite):
    """One stage that a site reached, with its document. Stages are history: they post nothing."""

    site = _site("stages")
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
        super().clean()


class SiteCheck(OfSite):
    """One line of a site's checklist that is fulfilled, with its day and proof. Told, never scored, never counted."""

    site = _site("checks")
    item = CodeField("butir", list_name="site_provision")
    fulfilled_on = models.DateField(
        "terpenuhi pada", null=True, blank=True, help_text="Kosongkan bila harinya tidak diketahui."
    )
    proof = models.CharField("bukti", max_length=200, blank=True, help_text="Nomor surat, atau apa yang dilihat.")

    class Meta:
        verbose_name = "butir kelengkapan"
        ordering = ["fulfilled_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "item"],
                condition=models.Q(cancelled_at__isnull=True),
                name="site_check_once",
                violation_error_message="Butir ini sudah ditandai terpenuhi. Ubah yang ada.",
            )
        ]

    def __str__(self) -> str:
        return label("site_provision", self.item)

    @property
    def happened_on(self) -> date | None:
        return self.fulfilled_on

    def clean(self) -> None:
        refuse_future(self, "fulfilled_on")
        super().clean()


class SiteBudget(OfSite):
    """Money that somebody set aside for a site in one year, in whole rupiah."""

    site = _site("budgets")
    year = YearField("tahun anggaran")
    source = CodeField("sumber dana", list_name="site_funding")
    amount = models.PositiveBigIntegerField("jumlah (rupiah)")
    decided_on = models.DateField("ditetapkan pada")
    document = models.CharField("dasar penetapan", max_length=160, blank=True, help_text="Misalnya: Perdes APBDes.")

    class Meta:
        verbose_name = "anggaran lokasi"
        ordering = ["-year", "-decided_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="site_budget_positive",
                violation_error_message="Isi jumlah rupiah lebih dari nol.",
            )
        ]

    def __str__(self) -> str:
        return f"{label('site_funding', self.source)} {self.year}"

    @property
    def happened_on(self) -> date:
        return self.decided_on

    def clean(self) -> None:
        refuse_future(self, "decided_on")
        super().clean()
        if self.decided_on and self.year and self.decided_on.year > self.year:
            raise ValidationError(
                {"year": "Anggaran ditetapkan sesudah tahunnya berakhir. Periksa tahun atau tanggal."}
            )
