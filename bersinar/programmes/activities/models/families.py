"""Family resilience as cohorts: which families take part, who came to each meeting, what was measured before and after.

The meetings of a cohort are the pelaksanaan of its kegiatan. A family is its code, K-01; its people are K-01/O and
K-01/A. A name is sealed and may stay away altogether. Items of an instrument are not kept here: only its scores are.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute, codes
from bersinar.foundation.periods.fields import BirthYearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from .activities import FAMILY_INTERVENTION, Activity
from .meetings import Meeting

MOST_MEETINGS = 4
USUAL_FAMILIES = 10
PARENT, CHILD = "parent", "child"
BEFORE, AFTER = "before", "after"
HUNDREDTHS = 100  # scores are kept as whole hundredths
OLDEST = 110

STANDING = Q(cancelled_at__isnull=True)


class _OfActivities(Scoped, Record):
    """What the records of a cohort share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE

    class Meta:
        abstract = True


class FamilyCohort(_OfActivities):
    """The families that one kegiatan of family resilience goes along with, week by week."""

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="family_cohorts", verbose_name="kegiatan"
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="desa atau kelurahan")
    planned_families = models.PositiveSmallIntegerField("jumlah keluarga yang direncanakan", default=USUAL_FAMILIES)
    planned_meetings = models.PositiveSmallIntegerField(
        "jumlah pertemuan yang direncanakan",
        default=MOST_MEETINGS,
        help_text="Paling banyak empat. Setiap pertemuan punya sesi orang tua, sesi anak, dan sesi bersama.",
    )
    instrument = CodeField("instrumen dan versinya", list_name="family_instrument", default="office_1")
    scale_least = models.DecimalField("skor terendah", max_digits=7, decimal_places=2, default=Decimal(0))
    scale_most = models.DecimalField("skor tertinggi", max_digits=7, decimal_places=2, default=Decimal(100))
    facilitators = models.TextField(
        "fasilitator", blank=True, help_text="Petugas yang mendampingi; bukan nama peserta."
    )
    note = models.TextField("catatan", blank=True, help_text="Tanpa nama peserta.")

    class Meta:
        verbose_name = "kohort keluarga"
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity"],
                condition=STANDING,
                name="family_cohort_once",
                violation_error_message="Kegiatan ini sudah punya kohort keluarga. Buka kohort itu.",
            ),
            models.CheckConstraint(
                condition=Q(scale_least__lt=F("scale_most")),
                name="family_scale_has_ends",
                violation_error_message="Skor tertinggi harus lebih besar daripada skor terendah.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kohort keluarga: {self.activity}"

    @property
    def scale(self) -> str:
        """ "0–100"."""
        return f"{write_number(self.scale_least)}–{write_number(self.scale_most)}"

    def meetings(self) -> list[Meeting]:
        """Its meetings so far, in order."""
        held = [one for one in self.activity.meetings.all() if not one.is_cancelled]
        return sorted(held, key=lambda one: (one.held_on, one.pk))

    def clean(self) -> None:
        problems = self._activity_problems()
        if not 1 <= self.planned_meetings <= MOST_MEETINGS:
            problems["planned_meetings"] = f"Antara 1 dan {MOST_MEETINGS} pertemuan."
        if self.planned_families < 1:
            problems["planned_families"] = "Paling sedikit satu keluarga."
        if self.scale_least >= self.scale_most:
            problems["scale_most"] = "Harus lebih besar daripada skor terendah."
        if problems:
            raise ValidationError(problems)

    def _activity_problems(self) -> dict[str, str]:
        if self.activity.office_id != self.office_id:
            return {"activity": "Kegiatan ini milik satuan kerja lain."}
        if self.activity.is_cancelled:
            return {"activity": "Kegiatan ini sudah dibatalkan."}
        if self.activity.type != FAMILY_INTERVENTION:
            return {"activity": "Kohort keluarga hanya pada kegiatan intervensi ketahanan keluarga."}
        if not self.activity.is_organised:
            return {"activity": "Kegiatan ini diadakan pihak lain; kohortnya dicatat penyelenggaranya."}
        return {}


class Family(_OfActivities):
    """One family of a cohort. It is never replaced: who leaves is told with day and reason."""

    cohort = models.ForeignKey(FamilyCohort, on_delete=models.PROTECT, related_name="families", verbose_name="kohort")
    number = models.PositiveSmallIntegerField("nomor keluarga", editable=False)
    enrolled_on = models.DateField("tanggal didaftarkan")
    left_on = models.DateField("tanggal keluar", null=True, blank=True)
    left_reason = CodeField("alasan keluar", list_name="family_left_reason", blank=True)

    class Meta:
        verbose_name = "keluarga"
        ordering = ["cohort", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "number"],
                condition=STANDING,
                name="family_number_once",
                violation_error_message="Keluarga lain baru saja didaftarkan. Buka lagi, lalu kirim ulang.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_reason="") | (Q(left_on__isnull=False) & ~Q(left_reason="")),
                name="family_left_with_reason",
                violation_error_message="Isi tanggal keluar beserta alasannya.",
            ),
        ]

    def __str__(self) -> str:
        return f"Keluarga {self.code}"

    @property
    def code(self) -> str:
        """ "K-01": what pages call it."""
        return f"K-{self.number:02}"

    def people(self) -> list[FamilyMember]:
        """Its standing members, parents first."""
        standing = [one for one in self.members.all() if not one.is_cancelled]
        return sorted(standing, key=lambda one: (one.role != PARENT, one.number))

    def clean(self) -> None:
        today, activity = self.office.local_day(), self.cohort.activity
        problems: dict[str, str] = {}
        if self.cohort.office_id != self.office_id or self.cohort.is_cancelled:
            problems["cohort"] = "Kohort ini sudah dibatalkan atau milik satuan kerja lain."
        if self.enrolled_on and self.enrolled_on > today:
            problems["enrolled_on"] = "Tanggal belum terjadi."
        elif self.enrolled_on and self.enrolled_on.year != activity.year:
            problems["enrolled_on"] = f"Kegiatan ini baris program tahun {activity.year}; tanggalnya dalam tahun itu."
        if self.left_on and self.left_on > today:
            problems["left_on"] = "Tanggal belum terjadi."
        elif self.left_on and self.left_on.year != activity.year:
            problems["left_on"] = f"Kegiatan ini baris program tahun {activity.year}; tanggalnya dalam tahun itu."
        elif self.left_on and self.enrolled_on and self.left_on < self.enrolled_on:
            problems["left_on"] = "Lebih awal daripada tanggal didaftarkan."
        if self.left_on and not self.left_reason:
            problems["left_reason"] = "Pilih alasannya."
        if problems:
            raise ValidationError(problems)


class FamilyMember(_OfActivities, SealedRecord):
    """A parent or a child of a family. Known by its code; a name, if any, is sealed."""

    side = "open"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="members", verbose_name="keluarga")
    role = CodeField("peran", list_name="family_role")
    number = models.PositiveSmallIntegerField("nomor anggota", default=1, editable=False)
    sex = CodeField("jenis kelamin", list_name="sex")
    birth_year = BirthYearField("tahun lahir", null=True, blank=True)
    name = SealedField("nama", null=True, blank=True)

    class Meta:
        verbose_name = "anggota keluarga"
        ordering = ["family", "-role", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "role", "number"],
                condition=STANDING,
                name="family_member_once",
                violation_error_message="Anggota lain baru saja ditambahkan. Buka lagi, lalu kirim ulang.",
            )
        ]

    def __str__(self) -> str:
        return f"Anggota {self.code}"

    @property
    def code(self) -> str:
        """ "K-01/O" for a parent, "K-01/A" for a child; a second one of a kind is "K-01/A2"."""
        letter = attribute("family_role", self.role, "letter", "")
        return f"{self.family.code}/{letter}{self.number if self.number > 1 else ''}"

    def clean(self) -> None:
        if self.birth_year is None:
            return
        year = self.family.enrolled_on.year
        if not year - OLDEST <= self.birth_year <= year:
            raise ValidationError({"birth_year": f"Tahun lahir antara {year - OLDEST} dan {year}."})


class FamilyRoll(_OfActivities):
    """Who of a cohort came to one meeting: the head-count of that pelaksanaan."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="family_rolls", verbose_name="pelaksanaan"
    )
    present = models.ManyToManyField(FamilyMember, blank=True, related_name="rolls", verbose_name="yang hadir")

    class Meta:
        verbose_name = "hadir keluarga"
        ordering = ["meeting"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=STANDING,
                name="family_roll_once",
                violation_error_message="Hadir keluarga pertemuan ini baru saja diisi orang lain. Buka pertemuannya.",
            )
        ]

    def __str__(self) -> str:
        return f"Hadir keluarga {self.meeting.held_on:%d-%m-%Y}"

    def came(self) -> list[FamilyMember]:
        """Who came, without those who were cancelled since."""
        return [one for one in self.present.all() if not one.is_cancelled]

    def clean(self) -> None:
        if self.meeting.office_id != self.office_id or self.meeting.is_cancelled:
            raise ValidationError({"meeting": "Pelaksanaan ini sudah dibatalkan atau milik satuan kerja lain."})


class FamilyTest(_OfActivities):
    """The scores of a cohort before its first meeting, or after its last: by member and dimension, in hundredths."""

    audit_hides: ClassVar[frozenset[str]] = frozenset({"scores"})

    cohort = models.ForeignKey(FamilyCohort, on_delete=models.PROTECT, related_name="tests", verbose_name="kohort")
    phase = CodeField("kapan", list_name="family_phase")
    taken_on = models.DateField("tanggal pengukuran")
    scores = models.JSONField("skor", default=dict, blank=True)

    class Meta:
        verbose_name = "skor keluarga"
        ordering = ["cohort", "-phase"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "phase"],
                condition=STANDING,
                name="family_test_once",
                violation_error_message="Skor ini baru saja diisi orang lain. Buka kohortnya, lalu ubah skor itu.",
            )
        ]

    def __str__(self) -> str:
        return "Skor sebelum" if self.phase == BEFORE else "Skor sesudah"

    def of(self, member: FamilyMember) -> dict[str, int]:
        """The scores of a member by dimension; empty where none were taken."""
        found: dict[str, int] = self.scores.get(str(member.pk), {})
        return found

    def clean(self) -> None:
        problems: dict[str, str] = {}
        if self.cohort.office_id != self.office_id or self.cohort.is_cancelled:
            problems["cohort"] = "Kohort ini sudah dibatalkan atau milik satuan kerja lain."
        if self.taken_on and self.taken_on > self.office.local_day():
            problems["taken_on"] = "Tanggal belum terjadi."
        elif self.taken_on and self.taken_on.year != self.cohort.activity.year:
            problems["taken_on"] = f"Kegiatan ini baris program tahun {self.cohort.activity.year}."
        if not any(self.scores.values()):
            problems["scores"] = "Isi paling sedikit satu skor."
        elif any(not self._fits(*score) for score in self._told()):
            problems["scores"] = f"Ada skor di luar skala {self.cohort.scale}."
        if problems:
            raise ValidationError(problems)

    def _told(self) -> Iterator[tuple[str, Any]]:
        return (score for said in self.scores.values() for score in said.items())

    def _fits(self, dimension: str, score: Any) -> bool:
        low, high = self.cohort.scale_least * HUNDREDTHS, self.cohort.scale_most * HUNDREDTHS
        return dimension in codes("family_dimension") and isinstance(score, int) and low <= score <= high
