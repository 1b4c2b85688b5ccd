"""Kegiatan: a line of the year's programme."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.regions.models import Region

from ..public import uses_of
from .counts import HeadCount

ORGANISED = "organised"
LIFE_SKILL = "life_skill"
FAMILY_INTERVENTION = "family_intervention"
ONLY_ONCE = "Isi di salah satu saja agar tidak terhitung dua kali."


class Activity(HeadCount):
    """One kegiatan: a line of a year's programme, planned, and carried out by its pelaksanaan.

    `area` follows from the type when the record is saved, so that a code list changed later moves no figure.
    """

    title = models.CharField("nama kegiatan", max_length=200)
    type = CodeField("jenis kegiatan", list_name="activity_type")
    area = CodeField("bidang", list_name="section", editable=False)
    year = YearField("tahun program")
    planned_on = models.DateField("rencana pelaksanaan", null=True, blank=True)
    planned_until = models.DateField(
        "sampai dengan", null=True, blank=True, help_text="Hanya bila lebih dari satu hari."
    )
    starts_at = models.TimeField("mulai pukul", null=True, blank=True)
    venue = models.CharField("tempat yang direncanakan", max_length=160, blank=True)
    called_off_on = models.DateField("tidak jadi, diputuskan pada", null=True, blank=True, editable=False)
    called_off_why = models.TextField("alasan tidak jadi", blank=True, editable=False)
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

    @property
    def is_called_off(self) -> bool:
        return self.called_off_on is not None

    @property
    def planned_last(self) -> date | None:
        """The last planned day."""
        return self.planned_until or self.planned_on

    def is_held(self) -> bool:
        """Whether anything of it took place: people, a pelaksanaan, or what another room holds under it. Asks the database."""
        return (
            self.says_people
            or self.meetings.filter(cancelled_at__isnull=True).exists()
            or any(use.is_used(self.pk) for use in uses_of(self.type))
        )

    def clean(self) -> None:
        self.area = attribute("activity_type", self.type, "area", "")
        super().clean()
        problems = self._host_problems() | self._plan_problems() | self._day_problems() | self._meeting_problems()
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

    def _plan_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
        for name in ("planned_on", "planned_until"):
            if (day := getattr(self, name)) and day.year != self.year:
                problems[name] = f"Di luar tahun program {self.year}."
        if self.planned_until and not self.planned_on:
            problems["planned_on"] = "Isi hari pertamanya, karena hari terakhirnya diisi."
        elif self.planned_until and self.planned_on and self.planned_until < self.planned_on:
            problems["planned_until"] = "Hari terakhir mendahului hari pertama."
        if self.is_called_off and self.says_people:
            problems["total"] = "Kegiatan ini tercatat tidak jadi. Ambil kembali rencananya sebelum mencatat peserta."
        return problems

    def _day_problems(self) -> dict[str, str]:
        problems: dict[str, str] = {}
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
