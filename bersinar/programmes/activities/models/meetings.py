"""Pelaksanaan: each time a kegiatan is held, and what its attendance list counts to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.regions.models import Region
from bersinar.foundation.ui.numbers import write_number

from ..attendance import band_of
from ..public import uses_of
from .activities import FAMILY_INTERVENTION, ONLY_ONCE, Activity
from .counts import NOT_RECORDED, HeadCount

if TYPE_CHECKING:
    from .families import FamilyMember, FamilyRoll

ATTENDANCE_LIST = "attendance_list"
FACE_TO_FACE = "face_to_face"
MEDIA = "media"


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
    # Free text from before narasumber were rows of their own: kept as it was written, counted nowhere.
    speakers = models.TextField("narasumber menurut catatan lama", blank=True)
    materials = models.ManyToManyField(
        "activities.Material", blank=True, related_name="meetings", verbose_name="materi yang dipakai"
    )
    note = models.TextField("catatan", blank=True)

    class Meta(HeadCount.Meta):
        verbose_name = "pelaksanaan"
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"{self.activity} ({self.held_on:%d-%m-%Y})"

    @property
    def happened_on(self) -> date:
        return self.held_on

    def family_roll(self) -> FamilyRoll | None:
        """Who of a cohort of families came; None where nobody ticked it yet, or it is no meeting of a cohort."""
        if self.activity.type != FAMILY_INTERVENTION:
            return None
        return next((one for one in self.family_rolls.all() if not one.is_cancelled), None)

    def attendance(self) -> Attendance | None:
        """What its attendance list, or its cohort's families, count to; None where it has neither."""
        roll = self.family_roll()
        if roll is not None:
            return self._counted(roll.came())
        people = [one for one in self.attendees.all() if not one.is_cancelled]
        if not people:
            return None
        sexes, ages = Counter(one.sex for one in people), Counter(one.age_band for one in people if one.age_band)
        return Attendance(len(people), sexes["male"] or None, sexes["female"] or None, dict(sorted(ages.items())))

    def reached(self) -> HeadCount | Attendance | None:
        """Whom it adds to the people reached: of a cohort's families only those who came to no earlier meeting.

        A cohort is the same people week after week, known one by one; so each of them counts once. None where
        everybody had been counted before.
        """
        roll = self.family_roll()
        if roll is None:
            return self.attendance() or self
        came = roll.came()
        new = [one for one in came if not self._came_before(one)]
        return None if came and not new else self._counted(new)

    def _came_before(self, member: FamilyMember) -> bool:
        here = (self.held_on, self.pk)
        others = [roll.meeting for roll in member.rolls.all() if not roll.is_cancelled]
        return any((one.held_on, one.pk) < here for one in others if not one.is_cancelled and one.pk != self.pk)

    def _counted(self, members: list[FamilyMember]) -> Attendance:
        sexes = Counter(one.sex for one in members)
        known = [self.held_on.year - one.birth_year for one in members if one.birth_year is not None]
        ages = Counter(band for years in known if (band := band_of(years)))
        return Attendance(len(members), sexes["male"] or None, sexes["female"] or None, dict(sorted(ages.items())))

    def list_problems(self) -> dict[str, str]:
        """Where a head-count of its own, or of its kegiatan, stands against its attendance list."""
        listed = None if self._state.adding else self.attendance()
        if listed is None:
            return {}
        if self.activity.says_people:
            return {"total": f"Jumlah peserta sudah dicatat pada kegiatannya. {ONLY_ONCE}"}
        what = self._list_name()
        if self.bound == NOT_RECORDED:
            return {
                "bound": f"{what} memuat {write_number(listed.total)} orang, jadi ketepatan tidak dapat “belum dicatat”."
            }
        if self.total is not None and self.total != listed.total:
            return {
                "total": f"{what} memuat {write_number(listed.total)} orang, tetapi jumlah peserta "
                f"{write_number(self.total)}. Kosongkan jumlah peserta pada pelaksanaan, atau samakan."
            }
        return self._split_problems(listed)

    def _list_name(self) -> str:
        return "Daftar hadir" if self.family_roll() is None else "Hadir keluarga"

    def _split_problems(self, listed: Attendance) -> dict[str, str]:
        """A list whose sexes and ages are not all known may have fewer of one, never more."""
        parts = [("male", "laki-laki", self.male, listed.male), ("female", "perempuan", self.female, listed.female)]
        for field, word, own, on_list in parts:
            if own is not None and (on_list or 0) > own:
                said = (
                    f"{self._list_name()} memuat {write_number(on_list or 0)} {word}, tetapi pada pelaksanaan tercatat"
                )
                return {field: f"{said} {write_number(own)}. Kosongkan jumlahnya pada pelaksanaan, atau samakan."}
        over = [band for band, people in listed.by_age.items() if people > self.by_age.get(band, people)]
        if over:
            names = ", ".join(label("age_band", band) for band in over)
            return {
                "by_age": f"{self._list_name()} memuat lebih banyak orang pada {names}. Kosongkan kelompok umurnya."
            }
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
        if self.activity.is_called_off:
            return {
                "activity": "Kegiatan ini tercatat tidak jadi. Ambil kembali rencananya dahulu, lalu catat di sini."
            }
        if self.mode == MEDIA and (self.says_people or self.by_age):
            return {"mode": "Siaran atau unggahan tidak punya peserta: isi jangkauannya saja, atau pilih cara lain."}
        if self.says_people and self.activity.says_people:
            return {"total": f"Jumlah peserta sudah dicatat pada kegiatannya. {ONLY_ONCE}"}
        return {}
