"""The medical half of an integrated assessment (TAT): known by the request's number, and by nothing else."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from .records import STANDING, TreatmentRecord, refuse_future


class TatAssessment(SealedRecord, TreatmentRecord):
    """One medical assessment. It has no client, no episode, no token, no name, sex or age: only its request's number.

    Out of it goes one letter with four fields. Whoever comes to treatment afterwards is a new client, and nothing
    leads from there back to here.
    """

    side = "treatment"

    request_number = models.CharField("nomor permintaan TAT", max_length=80)
    request_day = models.DateField("tanggal permintaan")
    agency = CodeField("yang meminta", list_name="tat_agency")
    assessed_on = models.DateField("diasesmen pada")
    assessors = models.CharField("tim medis", max_length=200, help_text="Nama dan profesi petugas yang memeriksa.")
    findings = SealedField("hasil pemeriksaan", null=True, blank=True)
    role = CodeField("peran sebagai pemakai", list_name="tat_role")
    dependence = CodeField("taraf ketergantungan", list_name="tat_dependence")
    place = CodeField("tempat yang disarankan", list_name="tat_place")
    months = models.PositiveSmallIntegerField(
        "lama yang disarankan (bulan)", help_text="0 bila tidak perlu rehabilitasi."
    )

    class Meta:
        ordering = ["-assessed_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "request_number"],
                condition=STANDING,
                name="tat_request_once",
                violation_error_message="Permintaan dengan nomor ini sudah punya asesmen. Ubah asesmen itu.",
            )
        ]

    def __str__(self) -> str:
        return f"Asesmen TAT {self.request_number}"

    def clean(self) -> None:
        refuse_future(self, "request_day")
        refuse_future(self, "assessed_on")
        errors: dict[str, str] = {}
        if re.search(r"\d{8,}", re.sub(r"[ .-]", "", self.request_number or "")):
            errors["request_number"] = "Nomor permintaan tidak boleh memuat nomor identitas."
        if self.assessed_on and self.request_day and self.assessed_on < self.request_day:
            errors["assessed_on"] = "Asesmen mendahului permintaannya."
        if self.months is not None and self.months > 24:
            errors["months"] = "Paling lama 24 bulan. Periksa lagi."
        if self.months is not None and self.place and (str(self.place) == "none") != (self.months == 0):
            errors["months"] = "Lama 0 bulan hanya bila rehabilitasi tidak disarankan."
        if errors:
            raise ValidationError(errors)
