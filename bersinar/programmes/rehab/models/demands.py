"""Legal demands for clients' data: who asks with which letter, what two people decided, what was given and refused."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from ..protection_ways import DEMAND_WAY
from .clients import Client
from .records import TreatmentRecord, refuse_future

REFUSED = "refused"


class Demand(SealedRecord, TreatmentRecord):
    """One demand of an investigator, a court or another body. There is no other way out of the treatment side.

    What it asks and what was answered lies sealed; a client is named by code. Once decided it is never rewritten:
    its steps stand in the audit, one line each.
    """

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"clients"})
    kept_from_client: ClassVar[frozenset[str]] = frozenset({"scope", "persons"})  # a letter may name others too

    demander = CodeField("yang meminta", list_name="demander")
    agency = models.CharField("nama instansi", max_length=160)
    letter_number = models.CharField("nomor surat", max_length=80)
    letter_day = models.DateField("tanggal surat")
    received_on = models.DateField("diterima pada")
    legal_basis = models.TextField("dasar hukum yang disebut surat", max_length=400)
    scope = SealedField("data yang diminta", null=True)
    persons = SealedField("orang yang disebut surat", null=True, blank=True)
    clients = models.ManyToManyField(Client, blank=True, related_name="demands", verbose_name="kode klien")
    stage = models.CharField(
        "tahap", max_length=12, choices=DEMAND_WAY.choices(), default=DEMAND_WAY.first, editable=False
    )
    decision = CodeField("keputusan", list_name="demand_decision", blank=True)
    decided_on = models.DateField("diputuskan pada", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name="diputuskan oleh",
    )  # fmt: skip
    given = SealedField("yang diberikan", null=True, blank=True)
    withheld = SealedField("yang tidak diberikan, dengan alasannya", null=True, blank=True)
    agreed_on = models.DateField("disetujui pada", null=True, blank=True, editable=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name="disetujui oleh",
    )  # fmt: skip
    answered_on = models.DateField("dijawab pada", null=True, blank=True, editable=False)
    answer_number = models.CharField("nomor surat jawaban", max_length=80, blank=True, editable=False)
    handed_to = SealedField("diserahkan kepada", null=True, blank=True)
    erased_on = models.DateField("isi dimusnahkan pada", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-received_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | (Q(decided_by__isnull=False) & ~Q(agreed_by=F("decided_by"))),
                name="demand_decided_by_two",
                violation_error_message="Keputusan disetujui oleh orang lain, bukan oleh yang memutuskan.",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["received", "decided"]) | Q(agreed_by__isnull=False),
                name="demand_answered_after_two",
                violation_error_message="Permintaan dijawab sesudah keputusannya disetujui orang kedua.",
            ),
        ]

    def __str__(self) -> str:
        return f"Permintaan {self.letter_number} tanggal {self.letter_day:%d-%m-%Y}"

    @property
    def is_refused(self) -> bool:
        return str(self.decision) == REFUSED

    def clean(self) -> None:
        for name in ("letter_day", "received_on", "decided_on", "agreed_on", "answered_on"):
            refuse_future(self, name)
        if self.letter_day and self.received_on and self.received_on < self.letter_day:
            raise ValidationError({"received_on": "Tanggal diterima mendahului tanggal suratnya."})
        if self.decided_on and self.decided_on < self.received_on:
            raise ValidationError({"decided_on": "Tanggal keputusan mendahului tanggal permintaan diterima."})
        if self.answered_on and self.agreed_on and self.answered_on < self.agreed_on:
            raise ValidationError({"answered_on": "Jawaban diserahkan sesudah keputusannya disetujui orang kedua."})
