"""Areas at risk (kawasan rawan): what was seen in a village on a day, and the status that a person decided.

For officers only: nothing of this is published, and no page of it is public.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.codelists.lists import attribute, label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region, RegionLevel
from bersinar.foundation.wire.models import Record

from .records import CommunityRecord, refuse_future

DANGER, WATCH, ALERT, SAFE = "danger", "watch", "alert", "safe"
_PAIRS = (("watch_main", "watch_supporting"), ("alert_main", "alert_supporting"))


class AreaRule(Scoped, Record):
    """From how many indicators on an office suggests waspada and siaga, and where that stands written.

    No source at hand tells these thresholds, so there is no default: without a rule only bahaya is suggested.
    """

    read_permission: ClassVar[Permission] = Permission.COMMUNITY_READ
    write_permission: ClassVar[Permission] = Permission.COMMUNITY_WRITE

    office = models.OneToOneField(
        Office, on_delete=models.PROTECT, related_name="area_rule", verbose_name="satuan kerja"
    )
    source = models.CharField("dasar aturan", max_length=200, help_text="Nomor dan nama pedomannya.")
    watch_main = models.PositiveSmallIntegerField("waspada, indikator utama paling sedikit", null=True, blank=True)
    watch_supporting = models.PositiveSmallIntegerField("waspada, pendukung paling sedikit", null=True, blank=True)
    alert_main = models.PositiveSmallIntegerField("siaga, indikator utama paling sedikit", null=True, blank=True)
    alert_supporting = models.PositiveSmallIntegerField("siaga, pendukung paling sedikit", null=True, blank=True)

    class Meta:
        verbose_name = "aturan kawasan rawan"

    def __str__(self) -> str:
        return f"Aturan kawasan rawan {self.office}"

    def clean(self) -> None:
        for main, supporting in _PAIRS:
            if (getattr(self, main) is None) != (getattr(self, supporting) is None):
                raise ValidationError({main: "Isi kedua angkanya, atau kosongkan keduanya."})
        if self.watch_main is not None and self.alert_main is not None:
            for above, below in zip(*_PAIRS, strict=True):
                if getattr(self, below) > getattr(self, above):
                    raise ValidationError({below: "Ambang siaga tidak boleh di atas ambang waspada."})


class AreaAssessment(CommunityRecord):
    """What was found in one village on one day, the status that follows by rule, and the one that was decided.

    `suggested` is what the rules of that moment said, `status_before` the status of the assessment before: the action
    keeps both, so that a rule changed later moves nothing and a move is said once.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="desa atau kelurahan")
    assessed_on = models.DateField("dinilai pada")
    method = CodeField("cara menilai", list_name="area_method", default="eight_five")
    main = CodesField("indikator utama", list_name="area_main")
    supporting = CodesField("indikator pendukung", list_name="area_supporting")
    suggested = CodeField("status menurut aturan", list_name="area_status", blank=True, editable=False)
    status = CodeField("status yang ditetapkan", list_name="area_status")
    why = models.CharField(
        "alasan berbeda", max_length=300, blank=True, help_text="Wajib bila berbeda dari status menurut aturan."
    )
    asked = models.PositiveSmallIntegerField("responden diminta mengisi", null=True, blank=True)
    answered = models.PositiveSmallIntegerField("responden mengisi", null=True, blank=True)
    note = models.TextField("catatan", blank=True, help_text="Jangan menulis nama orang.")
    status_before = CodeField("status sebelumnya", list_name="area_status", blank=True, editable=False)

    class Meta:
        verbose_name = "penilaian kawasan"
        ordering = ["-assessed_on", "-id"]
        indexes = [models.Index(fields=["office", "region", "assessed_on"], name="area_assessed")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "region", "assessed_on"],
                condition=models.Q(cancelled_at__isnull=True),
                name="area_once_a_day",
                violation_error_message="Kawasan ini sudah dinilai pada tanggal itu. Ubah yang ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region}, {self.assessed_on:%d-%m-%Y}"

    @property
    def happened_on(self) -> date:
        return self.assessed_on

    @property
    def suggestion(self) -> str:
        """The suggested status in words."""
        return label("area_status", self.suggested) if self.suggested else "Belum dapat disarankan"

    @property
    def move(self) -> str:
        """How the status moved, in words; nothing for a first assessment."""
        if not self.status_before:
            return "Penilaian pertama"
        before, after = label("area_status", self.status_before), label("area_status", self.status)
        return f"Tetap {after.lower()}" if before == after else f"{before} menjadi {after.lower()}"

    def clean(self) -> None:
        refuse_future(self, "assessed_on")
        if self.region.level != RegionLevel.VILLAGE:
            raise ValidationError({"region": "Pilih satu desa atau kelurahan."})
        if (self.answered or 0) > (self.asked or 0):
            raise ValidationError({"answered": "Yang mengisi melebihi yang diminta."})
        if self.suggested and self.status != self.suggested and not self.why.strip():
            said = f"Menurut aturan statusnya {label('area_status', self.suggested).lower()}. Tuliskan mengapa berbeda."
            raise ValidationError({"why": said})


def suggest(*, office: Office, method: str, main: int, supporting: int) -> str:
    """The status that follows from how many were ticked; nothing where no loaded rule decides."""

    def reached(least_main: int | None, least_supporting: int | None) -> bool:
        known = least_main is not None and least_supporting is not None
        return known and main >= (least_main or 0) and supporting >= (least_supporting or 0)

    if reached(attribute("area_method", method, "main"), attribute("area_method", method, "supporting")):
        return DANGER
    rule: AreaRule | None = AreaRule.objects.filter(office=office).first()
    if rule is None or rule.watch_main is None:
        return ""
    if reached(rule.watch_main, rule.watch_supporting):
        return WATCH
    if rule.alert_main is None:
        return ""
    return ALERT if reached(rule.alert_main, rule.alert_supporting) else SAFE
