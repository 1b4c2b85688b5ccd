"""How long records are kept, and what was erased when their term had passed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute

from ..protection_ways import ERASURE_WAY
from .records import STANDING, TreatmentRecord


class RetentionRule(TreatmentRecord):
    """How many years the office keeps a kind of record. Never less than the law's term, where the list names one."""

    write_permission: ClassVar[Permission] = Permission.REHAB_DECIDE

    kind = CodeField("jenis rekam", list_name="retention_kind")
    years = models.PositiveSmallIntegerField(
        "disimpan (tahun)", help_text="Dihitung sejak tanggal terakhir dalam berkas."
    )
    basis = models.CharField("dasar aturan", max_length=200)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind"],
                condition=STANDING,
                name="retention_rule_once",
                violation_error_message="Jenis rekam ini sudah punya aturan. Ubah aturan itu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.get_field('kind').words(self.kind)}: {self.years} tahun"  # type: ignore[union-attr]

    def clean(self) -> None:
        least = attribute("retention_kind", self.kind, "least", 1)
        if self.years is not None and not least <= self.years <= 100:
            raise ValidationError({"years": f"Antara {least} dan 100 tahun."})


class Erasure(TreatmentRecord):
    """The tombstone: which record was erased, after which term, by which two people. What it held is gone."""

    kind = CodeField("jenis rekam", list_name="retention_kind", editable=False)
    record_kind = models.CharField(max_length=60, editable=False)
    record_id = models.UUIDField(editable=False)
    named = models.CharField("rekam", max_length=80, editable=False)
    last_on = models.DateField("tanggal terakhir dalam berkas", editable=False)
    due_on = models.DateField("masa simpan berakhir", editable=False)
    note = models.CharField("catatan", max_length=300, blank=True, help_text="Tanpa nama.")
    stage = models.CharField(
        "tahap", max_length=12, choices=ERASURE_WAY.choices(), default=ERASURE_WAY.first, editable=False
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name="disetujui oleh",
    )  # fmt: skip
    erased_on = models.DateField("dimusnahkan pada", null=True, blank=True, editable=False)
    erased_records = models.PositiveIntegerField("rekam dimusnahkan isinya", default=0, editable=False)
    erased_files = models.PositiveIntegerField("berkas dimusnahkan", default=0, editable=False)

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("recorded_by")),
                name="erasure_by_two",
                violation_error_message="Pemusnahan disetujui oleh orang lain, bukan oleh yang mengusulkan.",
            ),
            models.UniqueConstraint(
                fields=["record_kind", "record_id"],
                condition=STANDING & ~Q(stage="declined"),
                name="erasure_once",
                violation_error_message="Pemusnahan rekam ini sudah diusulkan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pemusnahan {self.named}"
