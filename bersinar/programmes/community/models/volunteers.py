"""Volunteers: their roles, what they were taught, and what they did themselves."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.wire.ids import uuid7

from .records import CommunityRecord, Lasting, institution_link, refuse_future, refuse_institution, region_link


class Volunteer(Lasting):
    """One role of one person: penggiat, relawan, duta, member of a task force.

    `person_id` is made once; records of one person with several roles share it, so that the person counts once.
    """

    begins: ClassVar[str] = "appointed_on"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"person_id"})

    name = models.CharField("nama", max_length=120)
    sex = CodeField("jenis kelamin", list_name="sex", blank=True)
    kind = CodeField("sebagai", list_name="volunteer_kind", default="activist")
    environment = CodeField(
        "lingkungan", list_name="environment", blank=True, help_text="Kosongkan bila tidak diketahui."
    )
    institution = institution_link()
    region = region_link()
    decree_number = models.CharField("nomor surat keputusan", max_length=80, blank=True)
    decree_on = models.DateField("tanggal surat keputusan", null=True, blank=True)
    appointed_on = models.DateField("dilantik pada")
    person_id = models.UUIDField("orang", default=uuid7, editable=False)

    class Meta:
        verbose_name = "penggiat"
        ordering = ["name", "appointed_on"]
        indexes = [models.Index(fields=["person_id"], name="volunteer_by_person")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        refuse_institution(self)


class OfVolunteer(CommunityRecord):
    """What belongs to one volunteer's role: a training, or something the volunteer did."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        volunteer: Volunteer = getattr(self, "volunteer")  # noqa: B009 - every kind has its own key to it
        if volunteer.office_id != self.office_id:
            raise ValidationError({"volunteer": "Penggiat ini milik satuan kerja lain."})
        if volunteer.is_cancelled:
            raise ValidationError({"volunteer": "Rekam penggiat ini sudah dibatalkan."})


class Training(OfVolunteer):
    """One training that a volunteer had."""

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="trainings", verbose_name="penggiat"
    )
    trained_on = models.DateField("dilatih pada")
    hours = models.PositiveSmallIntegerField("jam pelatihan", null=True, blank=True)
    topic = models.CharField("materi", max_length=160)

    class Meta:
        verbose_name = "pelatihan penggiat"
        ordering = ["-trained_on", "id"]

    def __str__(self) -> str:
        return self.topic

    @property
    def happened_on(self) -> date:
        return self.trained_on

    def clean(self) -> None:
        refuse_future(self, "trained_on")
        super().clean()


class OwnAction(OfVolunteer):
    """Something that a volunteer did without the office: a talk, a test, a rule, a task force.

    What came in by the volunteer's own link counts only after an officer has checked it. Never a kegiatan of the
    office: its people are told apart and never added to those that the office reached.
    """

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="own_actions", verbose_name="penggiat"
    )
    kind = CodeField("aksi", list_name="own_action_kind")
    done_on = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=160, blank=True)
    region = region_link()
    people = models.PositiveIntegerField(
        "jumlah orang",
        null=True,
        blank=True,
        help_text="Kosongkan bila tidak diketahui, atau bukan kegiatan dengan orang.",
    )
    note = models.CharField("catatan", max_length=300, blank=True, help_text="Tanpa nama orang dan tanpa hasil tes.")
    by_form = models.BooleanField("dilaporkan lewat tautan", default=False, editable=False)
    checked = models.BooleanField("sudah diperiksa petugas", default=False, editable=False)

    class Meta:
        verbose_name = "aksi mandiri"
        ordering = ["-done_on", "id"]
        indexes = [models.Index(fields=["office", "checked"], name="own_action_waiting")]

    def __str__(self) -> str:
        return f"{label('own_action_kind', self.kind)}, {self.done_on:%d-%m-%Y}"

    @property
    def happened_on(self) -> date | None:
        """Nothing is said of it until an officer has checked it."""
        return self.done_on if self.checked else None

    @property
    def state(self) -> str:
        return "Dihitung" if self.checked else "Menunggu diperiksa"

    def clean(self) -> None:
        refuse_future(self, "done_on")
        super().clean()
        if self.done_on and self.done_on < self.volunteer.appointed_on:
            raise ValidationError({"done_on": "Aksi ini mendahului pelantikannya. Periksa tanggalnya."})
        ended = self.volunteer.ended_on
        if self.done_on and ended and self.done_on > ended:
            raise ValidationError({"done_on": f"Masa tugasnya berakhir pada {ended:%d-%m-%Y}."})
