"""What an office sets for its clinic: how long an invitation is good, by when clients and authorities are answered, and
whether photographs are kept.
"""

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
    keeps_pictures = models.BooleanField(
        "foto dan gambar boleh disimpan pada berkas klien", default=False,
        help_text="Bila tidak dicentang, foto klien atau KTP tidak dapat diunggah; pindaian lembar bertanda tangan tetap dapat.",
    )  # fmt: skip

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


class InClientsFile(models.Model):
    """What lies in a client's own file: no photograph of a person or of an identity card, unless the office allows it."""

    office: Office

    class Meta:
        abstract = True

    @property
    def refuses_pictures(self) -> str:
        """Why no picture may be kept here; nothing where the office allows it."""
        return "" if clinic_rule_of(self.office).keeps_pictures else _NO_PICTURES


_NO_PICTURES = (
    "Foto dan gambar tidak disimpan pada berkas klien. Lembar bertanda tangan: unggah sebagai PDF, atau lewat surat yang "
    "dibuat di sini. Kepala klinik dapat mengizinkannya di Aturan klinik."
)
