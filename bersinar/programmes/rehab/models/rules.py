"""What an office sets for its clinic: how long an invitation is good, and by when clients and authorities are answered."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office

from .records import TreatmentRecord

LAW_HOURS = 3 * 24  # UU 27/2022, article 46, and as it is commonly read for requests: an office may only be quicker


class ClinicRule(TreatmentRecord):
    """The rule of one office. What it says holds for what is recorded from then on; deadlines that run stay."""

    write_permission: ClassVar[Permission] = Permission.REHAB_DECIDE

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="+", verbose_name="satuan kerja")
    invitation_days = models.PositiveSmallIntegerField(
        "undangan berbincang berlaku (hari)", default=180, help_text="Sejak lembarnya dicetak. Antara 7 dan 366.",
    )  # fmt: skip
    answer_hours = models.PositiveSmallIntegerField(
        "permintaan klien dijawab dalam (jam)", default=LAW_HOURS,
        help_text="Paling lama 72 (3 x 24 jam). Permintaan yang menurut daftarnya tanpa batas tetap tanpa batas.",
    )  # fmt: skip
    tell_hours = models.PositiveSmallIntegerField(
        "insiden diberitahukan dalam (jam)",
        default=LAW_HOURS,
        help_text="Paling lama 72 (3 x 24 jam), sejak diketahui.",
    )

    class Meta:
        verbose_name = "aturan klinik"

    def __str__(self) -> str:
        return "Aturan klinik"

    def clean(self) -> None:
        errors = {}
        for name, least, most in (
            ("invitation_days", 7, 366),
            ("answer_hours", 1, LAW_HOURS),
            ("tell_hours", 1, LAW_HOURS),
        ):
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                errors[name] = f"Isi antara {least} dan {most}."
        if errors:
            raise ValidationError(errors)


def clinic_rule_of(office: Office) -> ClinicRule:
    """The office's rule, or the neutral one. Asked on the treatment side: the table stands within the wall."""
    return ClinicRule.objects.filter(office=office).first() or ClinicRule(office=office)
