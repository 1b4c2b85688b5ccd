"""What an office sets for its care centre: standards of time, emergency numbers, the words of a reminder.

Nothing of it is official. Without a standard no contact is late; without numbers the intake page says that they are
missing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.counts import CountsField
from bersinar.foundation.offices.models import Office
from bersinar.foundation.reaching.messages import NEUTRAL, check_reminder
from bersinar.foundation.wire.models import Record

_LONGEST = 60 * 24 * 60  # sixty days: beyond that a typing error is likelier


class CareSettings(Scoped, Record):
    """The settings of one office."""

    read_permission: ClassVar[Permission] = Permission.CARE_MANAGE
    write_permission: ClassVar[Permission] = Permission.CARE_MANAGE

    answer_minutes = CountsField(
        "standar jawaban pertama (menit)", list_name="contact_urgency",
        help_text="Kosongkan yang tidak berstandar. Konsultasi rehabilitasi dan laporan masyarakat dinilai per jam penuh.",
    )  # fmt: skip
    emergency_numbers = models.TextField(
        "nomor darurat", blank=True, max_length=600,
        help_text="Satu baris satu nomor, misalnya: Ambulans: 0711-000000. Tampil saat kontak diterima.",
    )  # fmt: skip
    reminder_words = models.TextField(
        "kalimat pengingat janji", max_length=400, default=NEUTRAL,
        help_text="{tanggal} dan {jam} diisi sendiri. Tanpa nama lembaga, tanpa kata narkotika, tanpa keadaan kesehatan.",
    )  # fmt: skip

    class Meta:
        verbose_name = "pengaturan layanan kontak"
        constraints = [
            models.UniqueConstraint(
                fields=["office"],
                name="care_settings_once",
                violation_error_message="Pengaturan satuan kerja ini baru saja dibuat orang lain. Muat ulang halaman.",
            )
        ]

    def __str__(self) -> str:
        return "Pengaturan layanan kontak"

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """(whose, number) of the emergency numbers."""
        return [_number(line) for line in self.emergency_numbers.splitlines() if line.strip()]

    def due_at(self, received_at: datetime, urgency: str, kept_at: Any) -> datetime | None:
        """When the first answer is owed. Where only hours are kept, the standard is rounded up to them."""
        minutes = self.answer_minutes.get(urgency)
        if minutes is None:
            return None
        owed: datetime = kept_at(received_at) + timedelta(minutes=minutes)
        whole: datetime = kept_at(owed)
        return owed if whole == owed else whole + timedelta(hours=1)

    def clean(self) -> None:
        if any(minutes < 1 or minutes > _LONGEST for minutes in self.answer_minutes.values()):
            raise ValidationError({"answer_minutes": "Isi 1 sampai 86.400 menit, atau kosongkan."})
        for line in self.emergency_numbers.splitlines():
            if line.strip() and not any(letter.isdigit() for letter in _number(line)[1]):
                raise ValidationError({"emergency_numbers": f"Tidak ada nomor pada baris “{line.strip()}”."})
        if problem := check_reminder(self.reminder_words):
            raise ValidationError({"reminder_words": problem})


def _number(line: str) -> tuple[str, str]:
    whose, _, number = line.rpartition(":")
    return whose.strip() or "Darurat", number.strip()


def settings_of(office: Office) -> CareSettings:
    """What stands for an office: its own settings, or the neutral ones."""
    return CareSettings.objects.filter(office=office).first() or CareSettings(office=office)
