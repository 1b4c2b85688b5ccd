"""The head-count that a kegiatan and a pelaksanaan have alike."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.counts import CountsField
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

NOT_RECORDED = "not_recorded"
ESTIMATE = "estimate"


class HeadCount(Scoped, Record):
    """How many people came. A kegiatan has one where only the sum over its places is known, a pelaksanaan its own."""

    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE

    total = models.PositiveIntegerField(
        "jumlah peserta", null=True, blank=True, help_text="Kosongkan bila tidak diketahui."
    )
    male = models.PositiveIntegerField("laki-laki", null=True, blank=True)
    female = models.PositiveIntegerField("perempuan", null=True, blank=True)
    by_age = CountsField("kelompok umur", list_name="age_band")
    count_method = CodeField("cara menghitung", list_name="count_method", blank=True)
    bound = CodeField("ketepatan", list_name="count_bound", default="exact")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(total__isnull=True)
                | Q(male__isnull=True)
                | Q(female__isnull=True)
                | Q(total=F("male") + F("female")),
                name="%(class)s_sexes_make_total",
                violation_error_message="Laki-laki dan perempuan bersama harus sama dengan jumlah peserta.",
            )
        ]

    @property
    def says_people(self) -> bool:
        """Whether this record speaks of people at all: a number, or the open word that none was recorded."""
        return self.total is not None or self.bound == NOT_RECORDED

    def clean(self) -> None:
        if self.male is not None and self.female is not None and self.total is None:
            self.total = self.male + self.female
        problems = _sexes(self) | _ages(self)
        parts = self.male is not None or self.female is not None or bool(self.by_age)
        if self.total is None and parts:
            problems["total"] = "Isi jumlah peserta seluruhnya, karena bagiannya diisi."
        elif self.bound == NOT_RECORDED and self.total is not None:
            problems["bound"] = (
                "Jumlah sudah diisi, jadi tidak dapat “belum dicatat”. Pilih tepat, sedikitnya, atau kira-kira."
            )
        elif self.bound not in ("exact", NOT_RECORDED) and self.total is None:
            problems["total"] = "Isi jumlahnya, atau pilih “Jumlah belum dicatat” pada ketepatan."
        if problems:
            raise ValidationError(problems)


def _sexes(count: HeadCount) -> dict[str, str]:
    """L + P = total where all three are known; one of them alone is at most the total."""
    if count.total is None:
        return {}
    male, female, total = count.male or 0, count.female or 0, count.total
    if count.male is not None and count.female is not None and male + female != total:
        sums = f"{write_number(male)} + {write_number(female)} = {write_number(male + female)}"
        return {
            "total": f"Laki-laki dan perempuan {sums}, tetapi jumlah peserta {write_number(total)}. "
            "Perbaiki salah satu."
        }
    if male + female > total:
        return {
            "total": f"Bagian menurut jenis kelamin {write_number(male + female)} melebihi jumlah peserta "
            f"{write_number(total)}."
        }
    return {}


def _ages(count: HeadCount) -> dict[str, str]:
    """The age bands together are at most the total."""
    ages = sum(people for people in count.by_age.values() if isinstance(people, int))
    if count.total is None or ages <= count.total:
        return {}
    return {
        "by_age": f"Kelompok umur berjumlah {write_number(ages)}, melebihi jumlah peserta {write_number(count.total)}."
    }
