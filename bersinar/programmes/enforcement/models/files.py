"""Prosecution files (berkas perkara): one case has one or several, each with the suspects it is about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .base import EnforcementRecord
from .cases import Case
from .suspects import Suspect


class CaseFile(EnforcementRecord):
    """One prosecution file of a case. Where it stands follows from its events and is kept nowhere else."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files", verbose_name="kasus")
    number = models.CharField(
        "nomor berkas", max_length=80, blank=True, help_text="Kosongkan agar diberi nomor berikutnya."
    )
    suspects = models.ManyToManyField(Suspect, related_name="files", verbose_name="tersangka")
    note = models.CharField("keterangan", max_length=200, blank=True, help_text="Tanpa nama orang.")

    class Meta:
        ordering = ["case", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                condition=Q(cancelled_at__isnull=True),
                name="case_file_number_once",
                violation_error_message="Nomor berkas ini sudah dipakai di satuan kerja ini.",
            )
        ]

    def __str__(self) -> str:
        return self.number
