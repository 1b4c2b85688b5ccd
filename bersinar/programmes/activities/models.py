"""Kegiatan (a line of the year's programme), pelaksanaan (each time it is held), and the head-counts of both.

A pelaksanaan may have its attendance list instead of a head-count. Names on it are sealed: they are read on the
attendance page only, and a figure never knows them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.counts import CountsField
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute, label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from .public import uses_of

ORGANISED = "organised"
NOT_RECORDED = "not_recorded"
ESTIMATE = "estimate"
ATTENDANCE_LIST = "attendance_list"
FACE_TO_FACE = "face_to_face"
LIFE_SKILL = "life_skill"
ONLY_ONCE = "Isi di salah satu saja agar tidak terhitung dua kali."


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


class Activity(HeadCount):
    """One kegiatan: a line of a year's programme, planned, and carried out by its pelaksanaan.

    `area` follows from the type when the record is saved, so that a code list changed later moves no figure.
    """

    title = models.CharField("nama kegiatan", max_length=200)
    type = CodeField("jenis kegiatan", list_name="activity_type")
    area = CodeField("bidang", list_name="section", editable=False)
    year = YearField("tahun program")
    planned_on = models.DateField("rencana pelaksanaan", null=True, blank=True)
    host = CodeField("penyelenggara", list_name="activity_host", default=ORGANISED)
    host_name = models.CharField("nama penyelenggara lain", max_length=160, blank=True)
    funding = CodeField("sumber dana", list_name="funding_source", blank=True)
    request_letter = models.CharField(
        "surat permintaan", max_length=120, blank=True, help_text="Nomor dan tanggal, bila ada."
    )
    partners = models.ManyToManyField(
        Institution, blank=True, related_name="partnered_activities", verbose_name="mitra"
    )
    participants_on = models.DateField("jumlah peserta per tanggal", null=True, blank=True)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah peserta"
    )
    environment = CodeField("lingkungan peserta", list_name="environment", blank=True)
    note = models.TextField("materi dan catatan", blank=True)

    class Meta(HeadCount.Meta):
        verbose_name = "kegiatan"
        ordering = ["-year", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def happened_on(self) -> date | None:
        return self.participants_on if self.says_people else None

    @property
    def is_organised(self) -> bool:
        return self.host == ORGANISED

    def clean(self) -> None:
        self.area = attribute("activity_type", self.type, "area", "")
        super().clean()
        problems = self._host_problems() | self._day_problems() | self._meeting_problems()
        if problems:
            raise ValidationError(problems)

    def _host_problems(self) -> dict[str, str]:
        if not self.area:
            return {
                "type": "Jenis ini belum punya bidang dalam daftar kode. Pilih jenis lain atau lengkapi daftar kode."
            }
        if not self.is_organised and not self.host_name.strip():
            return {"host_name": "Tuliskan siapa yang mengadakan kegiatan ini."}
        if self.is_organised and self.host_name.strip():
            return {"host_name": "Kosongkan, karena kegiatan ini diadakan sendiri."}
        return {}

    def _day_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        if self.planned_on and self.planned_on.year != self.year:
            problems["planned_on"] = f"Di luar tahun program {self.year}."
        if not self.says_people:
            return problems
        if uses_of(self.type):
            problems["total"] = "Pada kegiatan ini jumlah orang dicatat pada sesinya, bukan di sini."
        elif self.participants_on is None:
            problems["participants_on"] = "Isi tanggal jumlah peserta ini."
        elif self.participants_on.year != self.year:
            problems["participants_on"] = f"Di luar tahun program {self.year}."
        elif self.participants_on > self.office.local_day():
            problems["participants_on"] = "Tanggal belum terjadi."
        return problems

    def _meeting_problems(self) -> dict[str, str]:
        if self._state.adding:
            return {}
        held = list(self.meetings.filter(cancelled_at__isnull=True))
        problems: dict[str, str] = {}
        if uses_of(self.type) and held:
            problems["type"] = (
                "Kegiatan ini sudah punya pelaksanaan. Jenis ini dicatat dengan sesi; batalkan pelaksanaannya dahulu."
            )
        if any(meeting.held_on.year != self.year for meeting in held):
            problems["year"] = "Ada pelaksanaan di tahun lain. Perbaiki tanggalnya dahulu."
        if self.says_people and any(meeting.says_people or meeting.attendance() for meeting in held):
            problems["total"] = f"Jumlah peserta sudah dicatat pada pelaksanaannya. {ONLY_ONCE}"
        return problems


@dataclass(frozen=True)
class Attendance:
    """What an attendance list counts to; a sex or an age band that nobody on it has is left out."""

    total: int
    male: int | None
    female: int | None
    by_age: dict[str, int]
    count_method: str = ATTENDANCE_LIST
    bound: str = "exact"

    @property
    def sex_unknown(self) -> int:
        return self.total - (self.male or 0) - (self.female or 0)


class Meeting(HeadCount):
    """One pelaksanaan of a kegiatan: its own day, place, target institutions and people."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="meetings", verbose_name="kegiatan")
    held_on = models.DateField("tanggal")
    starts_at = models.TimeField("mulai pukul", null=True, blank=True)
    mode = CodeField("cara", list_name="activity_mode", default=FACE_TO_FACE)
    venue = models.CharField("tempat", max_length=160, blank=True)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah"
    )
    environment = CodeField("lingkungan", list_name="environment")
    institutions = models.ManyToManyField(
        Institution, blank=True, related_name="meetings", verbose_name="instansi sasaran"
    )
    media_reach = models.PositiveBigIntegerField(
        "jangkauan media",
        null=True,
        blank=True,
        help_text="Pendengar, penonton, atau pembaca menurut penyiar. Tidak ditambahkan pada jumlah peserta.",
    )
    speakers = models.TextField("narasumber", blank=True)
    note = models.TextField("catatan", blank=True)

    class Meta(HeadCount.Meta):
        verbose_name = "pelaksanaan"
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"{self.activity} ({self.held_on:%d-%m-%Y})"

    @property
    def happened_on(self) -> date:
        return self.held_on

    def attendance(self) -> Attendance | None:
        """What its attendance list counts to; None where it has none."""
        people = [one for one in self.attendees.all() if not one.is_cancelled]
        if not people:
            return None
        sexes, ages = Counter(one.sex for one in people), Counter(one.age_band for one in people if one.age_band)
        return Attendance(len(people), sexes["male"] or None, sexes["female"] or None, dict(sorted(ages.items())))

    def list_problems(self) -> dict[str, str]:
        """Where a head-count of its own, or of its kegiatan, stands against its attendance list."""
        listed = None if self._state.adding else self.attendance()
        if listed is None:
            return {}
        if self.activity.says_people:
            return {"total": f"Jumlah peserta sudah dicatat pada kegiatannya. {ONLY_ONCE}"}
        if self.bound == NOT_RECORDED:
            return {
                "bound": f"Daftar hadir memuat {write_number(listed.total)} orang, jadi ketepatan tidak dapat “belum dicatat”."
            }
        if self.total is not None and self.total != listed.total:
            return {
                "total": f"Daftar hadir memuat {write_number(listed.total)} orang, tetapi jumlah peserta "
                f"{write_number(self.total)}. Kosongkan jumlah peserta pada pelaksanaan, atau samakan."
            }
        return self._split_problems(listed)

    def _split_problems(self, listed: Attendance) -> dict[str, str]:
        """A list whose sexes and ages are not all known may have fewer of one, never more."""
        parts = [("male", "laki-laki", self.male, listed.male), ("female", "perempuan", self.female, listed.female)]
        for field, word, own, on_list in parts:
            if own is not None and (on_list or 0) > own:
                said = f"Daftar hadir memuat {write_number(on_list or 0)} {word}, tetapi pada pelaksanaan tercatat"
                return {field: f"{said} {write_number(own)}. Kosongkan jumlahnya pada pelaksanaan, atau samakan."}
        over = [band for band, people in listed.by_age.items() if people > self.by_age.get(band, people)]
        if over:
            names = ", ".join(label("age_band", band) for band in over)
            return {"by_age": f"Daftar hadir memuat lebih banyak orang pada {names}. Kosongkan kelompok umurnya."}
        return {}

    def clean(self) -> None:
        super().clean()
        problems = self._day_problems() | self._place_problems() | self.list_problems() | self._activity_problems()
        if problems:
            raise ValidationError(problems)

    def _day_problems(self) -> dict[str, str]:
        if self.held_on is None:
            return {}  # said by the field itself
        if self.held_on > self.office.local_day():
            return {"held_on": "Tanggal belum terjadi. Rencana dicatat pada kegiatannya."}
        if self.held_on.year != self.activity.year:
            return {
                "held_on": f"Kegiatan ini baris program tahun {self.activity.year}; tanggalnya harus dalam tahun itu."
            }
        return {}

    def _place_problems(self) -> dict[str, str]:
        if self.region_id is None and self.mode == FACE_TO_FACE and self.activity.is_organised:
            return {"region": "Pilih wilayah pelaksanaannya; kecamatan atau kabupaten bila desanya tidak diketahui."}
        return {}

    def _activity_problems(self) -> dict[str, str]:
        if self.activity.is_cancelled:
            return {"activity": "Kegiatan ini sudah dibatalkan."}
        if self.activity.office_id != self.office_id:
            return {"activity": "Kegiatan ini milik satuan kerja lain."}
        if use := next(iter(uses_of(self.activity.type)), None):
            return {"activity": f"Kegiatan jenis ini dicatat dengan {use.noun}, bukan dengan pelaksanaan."}
        if self.says_people and self.activity.says_people:
            return {"total": f"Jumlah peserta sudah dicatat pada kegiatannya. {ONLY_ONCE}"}
        return {}


class Attendee(Scoped, Record, SealedRecord):
    """One person on the attendance list of a pelaksanaan. `number` is the place on the list: what a page may call them."""

    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE
    side = "open"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendees", verbose_name="pelaksanaan")
    number = models.PositiveIntegerField("nomor urut")
    name = SealedField("nama")
    sex = CodeField("jenis kelamin", list_name="sex", blank=True)
    age_band = CodeField("kelompok umur", list_name="age_band", blank=True)
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="instansi"
    )

    class Meta:
        verbose_name = "peserta dalam daftar hadir"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="attendee_number_once",
                violation_error_message="Daftar hadir ini baru saja diisi orang lain. Buka lagi, lalu kirim ulang.",
            )
        ]

    def __str__(self) -> str:
        return f"Peserta nomor {self.number}, {self.meeting}"

    def clean(self) -> None:
        if self.meeting.office_id != self.office_id:
            raise ValidationError({"meeting": "Pelaksanaan ini milik satuan kerja lain."})
        if problems := problems_of(self):
            raise ValidationError(problems)
