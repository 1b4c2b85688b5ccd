"""Facilities and their strengthening (open); clients, episodes, pathway decisions, aftercare (treatment side)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.periods.fields import BirthYearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.models import Record

STANDING = Q(cancelled_at__isnull=True)


class FacilityRecord(Scoped, Record):
    """What is known about facilities: no person stands in it, so it is open."""

    read_permission: ClassVar[Permission] = Permission.IBM_READ
    write_permission: ClassVar[Permission] = Permission.IBM_WRITE

    class Meta:
        abstract = True


class Facility(FacilityRecord):
    """A place of treatment: the office's own clinic, or a partner's."""

    name = models.CharField("nama", max_length=160)
    kind = CodeField("jenis", list_name="facility_kind")
    owner = CodeField("kepemilikan", list_name="facility_owner")
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah"
    )
    certificate = models.CharField(
        "nomor sertifikat SNI 8807", max_length=80, blank=True, help_text="Kosongkan bila belum bersertifikat."
    )
    certified_until = models.DateField("sertifikat berlaku sampai", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                condition=STANDING,
                name="facility_name_once",
                violation_error_message="Fasilitas dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.certified_until and not self.certificate:
            raise ValidationError({"certificate": "Isi nomor sertifikatnya, atau kosongkan masa berlakunya."})


class Strengthening(FacilityRecord):
    """One time that the office strengthened a facility."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="strengthenings", verbose_name="fasilitas"
    )
    kind = CodeField("bentuk", list_name="strengthening_kind")
    day = models.DateField("tanggal")
    result = models.TextField("hasil", max_length=600, blank=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self._meta.get_field('kind').words(self.kind)} {self.day:%d-%m-%Y}"  # type: ignore[union-attr]

    @property
    def happened_on(self) -> date:
        return self.day

    def clean(self) -> None:
        refuse_future(self, "day")


class TreatmentRecord(Scoped, Record):
    """What all records about clients share: the treatment side's staff of the office read and write them.

    Most have no `happened_on`: an episode stands in several months, so its action asks for a reason by the months
    whose facts change.
    """

    read_permission: ClassVar[Permission] = Permission.REHAB_READ
    write_permission: ClassVar[Permission] = Permission.REHAB_WRITE

    class Meta:
        abstract = True


class Client(SealedRecord, TreatmentRecord):
    """A person in treatment, known by code. Who it is lies sealed; found by NIK through a blind index only."""

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"birth_year"})

    code = models.CharField("kode", max_length=60, editable=False)
    subject_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    registered_on = models.DateField("terdaftar pada")
    name = SealedField("nama", null=True, blank=True)
    nik = SealedField("NIK", null=True, blank=True)
    nik_index = models.CharField(max_length=64, blank=True, editable=False)
    birth_date = SealedField("tanggal lahir", null=True, blank=True)
    phone = SealedField("nomor telepon", null=True, blank=True)
    address = SealedField("alamat", null=True, blank=True)
    sex = CodeField("jenis kelamin", list_name="sex")
    birth_year = BirthYearField("tahun lahir")

    class Meta:
        ordering = ["-registered_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"],
                name="client_code_once",
                violation_error_message="Kode klien ini sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["office", "nik_index"],
                condition=STANDING & ~Q(nik_index=""),
                name="client_nik_once",
                violation_error_message="Klien dengan NIK ini sudah terdaftar. Cari dengan NIK pada daftar klien.",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def seal(self, **values: str) -> None:
        super().seal(**values)
        if "nik" in values:  # here, so that no action can change the one without the other
            self.nik_index = nik_index(values["nik"]) if values["nik"] else ""

    def clean(self) -> None:
        refuse_future(self, "registered_on")
        this_year = self.office.local_day().year
        if self.birth_year is not None and not this_year - 120 <= self.birth_year <= this_year:
            raise ValidationError({"birth_year": f"Tahun lahir antara {this_year - 120} dan {this_year}."})

    def age_in(self, year: int) -> int:
        """Age by years alone: the birth date stays sealed."""
        return year - int(self.birth_year)

    def standing_episodes(self) -> list[Episode]:
        """Episodes that are not cancelled, oldest first."""
        kept = [episode for episode in self.episodes.all() if not episode.is_cancelled]
        return sorted(kept, key=lambda one: (one.admitted_on, one.recorded_at, one.pk))

    def standing_aftercares(self) -> list[Aftercare]:
        """Aftercare that is not cancelled, oldest first."""
        kept = [aftercare for aftercare in self.aftercares.all() if not aftercare.is_cancelled]
        return sorted(kept, key=lambda one: (one.started_on, one.recorded_at, one.pk))


class Episode(SealedRecord, TreatmentRecord):
    """One course of treatment, from admission to closing. `place` is kept as it was: an office's area may change."""

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"closing_reason"})

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="episodes", verbose_name="klien")
    entry_path = CodeField("jalan masuk", list_name="entry_path")
    contacted_on = models.DateField("kontak pertama", null=True, blank=True)
    admitted_on = models.DateField("diterima pada")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="episodes", verbose_name="fasilitas")
    substance = CodeField("zat utama", list_name="substance")
    closed_on = models.DateField("ditutup pada", null=True, blank=True)
    closing_reason = CodeField("alasan penutupan", list_name="closing_reason", blank=True)
    note = SealedField("catatan", null=True, blank=True)
    place = models.CharField("kabupaten/kota", max_length=5, blank=True, editable=False)

    class Meta:
        ordering = ["-admitted_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=STANDING & Q(closed_on__isnull=True),
                name="episode_open_once",
                violation_error_message="Klien ini masih punya episode yang terbuka. Tutup dahulu episode itu.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("admitted_on")),
                name="episode_closed_after_admitted",
                violation_error_message="Tanggal ditutup mendahului tanggal diterima.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                name="episode_closed_with_reason",
                violation_error_message="Tanggal ditutup dan alasannya diisi keduanya atau dikosongkan keduanya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client.code}, diterima {self.admitted_on:%d-%m-%Y}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def clean(self) -> None:
        if self.admitted_on is None:
            return
        errors: dict[str, str] = {}
        refuse_future(self, "admitted_on")
        refuse_future(self, "closed_on")
        if self.contacted_on and self.contacted_on > self.admitted_on:
            errors["contacted_on"] = "Kontak pertama sesudah tanggal diterima. Periksa kedua tanggalnya."
        if self.admitted_on.year < self.client.birth_year:
            errors["admitted_on"] = "Tanggal diterima mendahului tahun lahir klien."
        if self.closed_on and self.closed_on < self.admitted_on:
            errors["closed_on"] = "Tanggal ditutup mendahului tanggal diterima."
        if self.closed_on and not self.closing_reason:
            errors["closing_reason"] = "Pilih alasan penutupan."
        if self.closing_reason and not self.closed_on:
            errors["closed_on"] = "Isi tanggal ditutup, atau kosongkan alasannya."
        if errors:
            raise ValidationError(errors)

    def overlaps(self, other: Episode) -> bool:
        """Whether both run on one day. An episode may begin on the day on which the one before was closed."""
        begins_before_end = other.closed_on is None or self.admitted_on < other.closed_on
        ends_after_begin = self.closed_on is None or other.admitted_on < self.closed_on
        return begins_before_end and ends_after_begin

    def standing_decisions(self) -> list[PathwayDecision]:
        """Decisions that are not cancelled, oldest first. The first is that of the day of admission."""
        kept = [decision for decision in self.decisions.all() if not decision.is_cancelled]
        return sorted(kept, key=lambda one: one.decided_on)


class PathwayDecision(TreatmentRecord):
    """Which pathway an episode takes from a day on."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="decisions", verbose_name="episode")
    decided_on = models.DateField("diputuskan pada")
    pathway = CodeField("jalur layanan", list_name="pathway")

    class Meta:
        ordering = ["decided_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "decided_on"],
                condition=STANDING,
                name="decision_once_a_day",
                violation_error_message="Pada hari itu sudah ada keputusan jalur. Ubah keputusan itu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.episode.client.code}, jalur sejak {self.decided_on:%d-%m-%Y}"

    @property
    def happened_on(self) -> date:
        return self.decided_on

    def clean(self) -> None:
        if self.decided_on is None:
            return
        refuse_future(self, "decided_on")
        if self.decided_on < self.episode.admitted_on:
            raise ValidationError({"decided_on": "Keputusan mendahului tanggal diterima."})
        if self.episode.closed_on and self.decided_on > self.episode.closed_on:
            raise ValidationError({"decided_on": "Keputusan sesudah episode ditutup."})


class Aftercare(TreatmentRecord):
    """Service after treatment (pascarehabilitasi): a matter of its own, never added to the clients."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="aftercares", verbose_name="klien")
    kind = CodeField("bentuk", list_name="aftercare_kind")
    started_on = models.DateField("mulai")
    ended_on = models.DateField("selesai", null=True, blank=True)
    place = models.CharField("kabupaten/kota", max_length=5, blank=True, editable=False)

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="aftercare_ended_after_started",
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.client.code}, pascarehabilitasi sejak {self.started_on:%d-%m-%Y}"

    def clean(self) -> None:
        if self.started_on is None:
            return
        refuse_future(self, "started_on")
        refuse_future(self, "ended_on")
        if self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": "Tanggal selesai mendahului tanggal mulai."})
        if self.started_on.year < self.client.birth_year:
            raise ValidationError({"started_on": "Tanggal mulai mendahului tahun lahir klien."})


def nik_index(nik: str) -> str:
    """What a NIK is found by."""
    return blind_index("treatment", "nik", nik)


def refuse_future(record: FacilityRecord | TreatmentRecord, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})
