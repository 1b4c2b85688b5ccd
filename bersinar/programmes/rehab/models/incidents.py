"""Incidents with clients' data: what happened, by when it must be told, and that it was told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from ..protection_ways import INCIDENT_WAY
from .records import TreatmentRecord
from .rules import clinic_rule_of


class Incident(SealedRecord, TreatmentRecord):
    """One incident. Whom it touched is not typed: it is read from the audit, for the time and the account named."""

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"actor"})

    kind = CodeField("kejadian", list_name="incident_kind")
    found_at = models.DateTimeField("diketahui pada", help_text="Batas waktunya dihitung sejak saat ini.")
    due_at = models.DateTimeField("diberitahukan paling lambat", null=True, editable=False)  # by the rule of that time
    began_at = models.DateTimeField("terjadi sejak")
    ended_at = models.DateTimeField("sampai")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="akun yang terlibat", help_text="Kosongkan bila menyangkut semua akun, misalnya berkas atau komputer hilang.",
    )  # fmt: skip
    data_kinds = CodesField("data yang terdampak", list_name="incident_data")
    story = SealedField("kronologi", null=True)
    measures = SealedField("penanganan", null=True, blank=True)
    stage = models.CharField(
        "tahap", max_length=12, choices=INCIDENT_WAY.choices(), default=INCIDENT_WAY.first, editable=False
    )
    authority_told_at = models.DateTimeField("lembaga diberi tahu pada", null=True, blank=True, editable=False)
    authority_letter = models.CharField("nomor surat kepada lembaga", max_length=80, blank=True, editable=False)
    persons_told_at = models.DateTimeField("yang terdampak diberi tahu pada", null=True, blank=True, editable=False)
    persons_told = models.CharField("cara memberi tahu", max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["-found_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("began_at")),
                name="incident_ends_after_begin",
                violation_error_message="Akhir kejadian mendahului awalnya.",
            )
        ]

    def __str__(self) -> str:
        return f"Insiden {timezone.localtime(self.found_at):%d-%m-%Y %H.%M}"

    def deadline(self) -> datetime:
        """By when the authority and the persons touched must be told, as the office's rule says now."""
        return self.found_at + timedelta(hours=clinic_rule_of(self.office).tell_hours)

    @property
    def is_told(self) -> bool:
        return self.authority_told_at is not None and self.persons_told_at is not None

    @property
    def is_late(self) -> bool:
        """Whether somebody was told too late, or is not told yet though it is late."""
        told = [self.authority_told_at or timezone.now(), self.persons_told_at or timezone.now()]
        return self.due_at is not None and max(told) > self.due_at

    def clean(self) -> None:
        errors: dict[str, str] = {}
        now = timezone.now()
        for name in ("found_at", "began_at", "ended_at", "authority_told_at", "persons_told_at"):
            at = getattr(self, name)
            if at and at > now:
                errors[name] = "Waktu ini belum terjadi."
        if self.began_at and self.ended_at and self.ended_at < self.began_at:
            errors["ended_at"] = "Akhir kejadian mendahului awalnya."
        if self.began_at and self.found_at and self.found_at < self.began_at:
            errors["found_at"] = "Diketahui sebelum kejadiannya dimulai. Periksa kedua waktunya."
        if errors:
            raise ValidationError(errors)
