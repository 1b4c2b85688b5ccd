"""Consents of guardians to tests of their children: how many, for what and until when. Never which child.

The sheets themselves, which do name children, are the treatment side's, and so are their scans.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped, ScopedQuerySet
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

LONGEST = timedelta(days=366)


def is_of_minors(institution: Institution) -> bool:
    """Whether those who are tested at this institution are children unless somebody says otherwise."""
    return str(institution.counted.kind) in dict(choices("kind_of_minors"))


class GuardianQuerySet(ScopedQuerySet):
    """For those of the office who test, and for its treatment side. How many refused is nobody else's business."""

    def visible_to(self, user: User) -> Self:
        if user.side is Side.ENFORCEMENT:
            return self.none()
        offices = {*user.scope(Permission.SCREENING_WRITE), *user.scope(Permission.SCREENING_RESULTS)}
        return self.filter(office_id__in=offices)


class GuardianConsents(Scoped, Record):
    """The sheets of one institution that guardians gave back: one sheet speaks of one child and one test."""

    read_permission: ClassVar[Permission] = Permission.SCREENING_WRITE
    write_permission: ClassVar[Permission] = Permission.SCREENING_WRITE
    keeps_own_files: ClassVar[bool] = True  # a scan names children: it belongs to the sheets, on the closed side

    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="guardian_consents", verbose_name="instansi"
    )
    valid_from = models.DateField("berlaku mulai")
    valid_until = models.DateField("berlaku sampai")
    form = models.CharField(
        "formulir yang dipakai",
        max_length=120,
        help_text="Misalnya surat persetujuan kantor ini, atau formulir sekolah.",
    )
    collected_by = models.CharField(
        "dikumpulkan oleh", max_length=120, help_text="Jabatannya, misalnya guru BK. Jangan menulis nama siswa."
    )
    handed_out = models.PositiveIntegerField("lembar dibagikan")
    given = models.PositiveIntegerField("setuju dites", default=0)
    refused = models.PositiveIntegerField("menolak", default=0)
    photo = models.PositiveIntegerField("setuju anaknya difoto", default=0)
    told = models.PositiveIntegerField(
        "setuju hasil disampaikan kepada kepala sekolah dengan nama", default=0,
        help_text="Tanpa persetujuan ini hasil seorang anak hanya untuk wali dan konselornya.",
    )  # fmt: skip
    child_missing = models.PositiveIntegerField(
        "anak yang belum ikut menyetujui", null=True, blank=True,
        help_text="Walinya setuju, tetapi anak yang sudah cukup umur menolak atau belum menandatangani.",
    )  # fmt: skip

    objects: ClassVar[Any] = GuardianQuerySet.as_manager()

    class Meta:
        verbose_name = "persetujuan wali"
        ordering = ["-valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="guardian_until_after_from",
                violation_error_message="Akhir masa berlaku mendahului awalnya.",
            ),
            models.CheckConstraint(
                condition=Q(handed_out__gte=F("given") + F("refused")),
                name="guardian_sheets_within_handed_out",
                violation_error_message="Setuju dan menolak bersama melebihi lembar yang dibagikan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Persetujuan wali {self.institution}, {self.valid_from:%d-%m-%Y} s.d. {self.valid_until:%d-%m-%Y}"

    @property
    def not_returned(self) -> int:
        return self.handed_out - self.given - self.refused

    @property
    def usable(self) -> int:
        """How many children may be tested: their guardians agreed, and they themselves where they are asked."""
        return self.given - (self.child_missing or 0)

    def holds(self, institution: Institution, day: date) -> bool:
        """Whether the sheets speak of this institution, and of a test on this day."""
        return institution.counted_id == self.institution.counted_id and self.valid_from <= day <= self.valid_until

    def clean(self) -> None:
        problems = self._term_problems() | self._count_problems() | problems_of(self)
        if problems:
            raise ValidationError(problems)

    def _term_problems(self) -> dict[str, str]:
        if not self.valid_from or not self.valid_until:
            return {}
        if self.valid_until < self.valid_from:
            return {"valid_until": "Akhir masa berlaku mendahului awalnya."}
        if self.valid_until - self.valid_from > LONGEST:
            return {"valid_until": "Paling lama satu tahun. Sesudah itu wali ditanya lagi."}
        return {}

    def _count_problems(self) -> dict[str, str]:
        counts = (self.handed_out, self.given, self.refused, self.photo, self.told)
        if None in counts:
            return {}  # said by the field itself
        if self.given + self.refused > self.handed_out:
            sums = f"{write_number(self.given)} + {write_number(self.refused)}"
            return {"handed_out": f"Setuju dan menolak {sums}, melebihi {write_number(self.handed_out)} lembar."}
        above = f"Melebihi {write_number(self.given)} yang setuju dites."
        problems = {
            name: above for name in ("photo", "told", "child_missing") if (getattr(self, name) or 0) > self.given
        }
        age = self.office.minor_consents_from
        if age and self.child_missing is None:
            problems["child_missing"] = f"Anak mulai {age} tahun ikut menyetujui: isi berapa yang belum, atau 0."
        return problems


class ConsentSheets(Scoped, Record):
    """Signed sheets that the clinic took over: how many, with their scans, and until when these are kept."""

    read_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS
    write_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS

    consents = models.ForeignKey(
        GuardianConsents, on_delete=models.PROTECT, related_name="sheets", verbose_name="persetujuan wali"
    )
    received_on = models.DateField("diterima pada")
    count = models.PositiveIntegerField("jumlah lembar")
    keep_until = models.DateField(
        "disimpan sampai", help_text="Sesudah hari ini pindaiannya dimusnahkan sistem; musnahkan juga kertasnya."
    )
    destroyed_on = models.DateField("pindaian dimusnahkan pada", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "lembar persetujuan wali"
        ordering = ["received_on", "id"]

    def __str__(self) -> str:
        return f"Lembar diterima {long_date(self.received_on)}"

    def clean(self) -> None:
        problems = {}
        if self.received_on and self.received_on > self.office.local_day():
            problems["received_on"] = "Tanggal belum terjadi."
        if self.count == 0:
            problems["count"] = "Isi sedikitnya 1."
        if self.received_on and self.keep_until and self.keep_until <= self.received_on:
            problems["keep_until"] = "Harus sesudah hari lembarnya diterima."
        if problems:
            raise ValidationError(problems)
