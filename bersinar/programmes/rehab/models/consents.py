"""What a client, or a guardian, agreed to; and the reporting card."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from .clients import Client
from .records import STANDING, TreatmentRecord, refuse_future
from .rules import InClientsFile

OF_AGE = 18


class Consent(SealedRecord, InClientsFile, TreatmentRecord):
    """One consent: what it covers, by whom, from when; a withdrawal ends it and stays written.

    A guardian's consent is a record of its own. Until a client is of age only it opens the way to treatment.
    """

    side = "treatment"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="consents", verbose_name="klien")
    given_by = CodeField("diberikan oleh", list_name="consent_giver")
    guardian = SealedField("nama orang tua atau wali", null=True, blank=True)
    relation = CodeField("hubungan dengan klien", list_name="guardian_relation", blank=True)
    covers = CodesField("mencakup", list_name="consent_scope")
    may_send = CodesField(
        "bagian berkas yang boleh dikirim", list_name="referral_content",
        help_text="Hanya bila klien setuju dirujuk. Penerima rujukan tidak melihat yang lain.",
    )  # fmt: skip
    given_on = models.DateField("ditandatangani pada")
    withdrawn_on = models.DateField("dicabut pada", null=True, blank=True)
    contact_channel = CodeField("dihubungi lewat", list_name="contact_back", blank=True)
    safe_hours = models.CharField(
        "jam aman dihubungi", max_length=60, blank=True, help_text="Misalnya 13.00-15.00, bukan hari Minggu."
    )

    class Meta:
        ordering = ["-given_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
                violation_error_message="Tanggal dicabut mendahului tanggal ditandatangani.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.client.code}, persetujuan {self.given_on:%d-%m-%Y}"

    @property
    def is_of_guardian(self) -> bool:
        return str(self.given_by) == "guardian"

    def holds_on(self, day: date) -> bool:
        """Whether it stood on a day: given by then and not withdrawn by then."""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)

    def clean(self) -> None:
        errors: dict[str, str] = {}
        refuse_future(self, "given_on")
        refuse_future(self, "withdrawn_on")
        if self.is_of_guardian and not self.relation:
            errors["relation"] = "Pilih hubungannya dengan klien."
        if self.is_of_guardian and self.guardian is None:
            errors["guardian"] = "Isi nama orang tua atau walinya."
        if self.given_on and self.withdrawn_on and self.withdrawn_on < self.given_on:
            errors["withdrawn_on"] = "Tanggal dicabut mendahului tanggal ditandatangani."
        if "contact" in (self.covers or []) and not self.contact_channel:
            errors["contact_channel"] = "Pilih lewat apa klien boleh dihubungi."
        if "referral" in (self.covers or []) and not self.may_send:
            errors["may_send"] = "Pilih bagian berkas yang boleh dikirim bila klien dirujuk."
        if errors:
            raise ValidationError(errors)


class ReportingCard(InClientsFile, TreatmentRecord):
    """The card of one who reported as the law asks (kartu lapor diri), given after the assessment."""

    audit_hides: ClassVar[frozenset[str]] = frozenset()

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="cards", verbose_name="klien")
    number = models.CharField("nomor kartu", max_length=60, editable=False)
    issued_on = models.DateField("terbit pada")
    period = models.PositiveSmallIntegerField("masa perawatan ke", default=1, help_text="1 atau 2.")

    class Meta:
        ordering = ["-issued_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "period"],
                condition=STANDING,
                name="card_once_per_period",
                violation_error_message="Kartu untuk masa perawatan itu sudah terbit.",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        refuse_future(self, "issued_on")
        if self.period not in (1, 2):
            raise ValidationError({"period": "Kartu lapor diri berlaku untuk masa perawatan ke-1 atau ke-2."})
