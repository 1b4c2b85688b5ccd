"""Clients: persons in treatment, known by code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Upper

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.periods.fields import BirthYearField
from bersinar.foundation.secrecy.names import name_parts
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.secrecy.tokens import blind_index

from .records import STANDING, TreatmentRecord, refuse_future

if TYPE_CHECKING:
    from .episodes import Aftercare, Episode
    from .sheets import Sheet


class Client(SealedRecord, TreatmentRecord):
    """A person in treatment, known by code. Who it is lies sealed; found by NIK through a blind index only."""

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"birth_year", "subject_id"})

    code = models.CharField("kode", max_length=60, editable=False)
    subject_id = models.UUIDField(default=uuid4, editable=False)  # travels with a transfer: one person, several offices
    registered_on = models.DateField("terdaftar pada")
    name = SealedField("nama", null=True, blank=True)
    nik = SealedField("NIK", null=True, blank=True)
    nik_index = models.CharField(max_length=64, blank=True, editable=False)
    birth_date = SealedField("tanggal lahir", null=True, blank=True)
    phone = SealedField("nomor telepon", null=True, blank=True)
    address = SealedField("alamat", null=True, blank=True)
    sex = CodeField("jenis kelamin", list_name="sex")
    birth_year = BirthYearField("tahun lahir")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="doubles", verbose_name="digabung ke",
    )  # fmt: skip
    handed_over = models.JSONField(default=dict, blank=True, editable=False)  # kind -> ids that the merge moved
    erased_on = models.DateField("isi berkas dimusnahkan pada", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-registered_on"]
        indexes = [  # a page of the list is one walk along it, however many clients there are
            models.Index(fields=["office", "registered_on", "code", "id"], condition=STANDING, name="client_listed"),
            models.Index(fields=["office", "cancelled_at"], name="client_counted"),
            models.Index("office", Upper("code"), name="client_by_code"),
            models.Index(fields=["office", "nik_index"], name="client_by_nik"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="client_merged"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"],
                name="client_code_once",
                violation_error_message="Kode klien ini sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["office", "subject_id"],
                condition=STANDING,
                name="client_subject_once",
                violation_error_message="Orang ini sudah terdaftar sebagai klien di satuan kerja ini.",
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

    def forget(self) -> None:
        super().forget()
        self.nik_index = ""

    def clean(self) -> None:
        refuse_future(self, "registered_on")
        this_year = self.office.local_day().year
        if self.birth_year is not None and not this_year - 120 <= self.birth_year <= this_year:
            raise ValidationError({"birth_year": f"Tahun lahir antara {this_year - 120} dan {this_year}."})

    def age_in(self, year: int) -> int:
        """Age by years alone: the birth date stays sealed."""
        return year - int(self.birth_year)

    def age_on(self, day: date) -> int:
        """Age on a day, by the sealed birth date where there is one (compared, never shown), else by years alone."""
        born = self.compared("birth_date")
        if not born:
            return self.age_in(day.year)
        birth = date.fromisoformat(born)
        return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

    def standing_episodes(self) -> list[Episode]:
        """Episodes that are not cancelled, oldest first."""
        kept = [episode for episode in self.episodes.all() if not episode.is_cancelled]
        return sorted(kept, key=lambda one: (one.admitted_on, one.recorded_at, one.pk))

    def standing_aftercares(self) -> list[Aftercare]:
        """Aftercare that is not cancelled, oldest first."""
        kept = [aftercare for aftercare in self.aftercares.all() if not aftercare.is_cancelled]
        return sorted(kept, key=lambda one: (one.started_on, one.recorded_at, one.pk))

    def final_sheets(self) -> list[Sheet]:
        """Sheets that are finished and not cancelled, in the order in which they were filled in."""
        kept = [sheet for sheet in self.sheets.all() if sheet.is_final and not sheet.is_cancelled]
        return sorted(kept, key=lambda one: (one.taken_on, one.recorded_at, one.pk))


class NamePart(models.Model):
    """One part of a client's sealed name, as a blind index: what the client is found by. Of one office only (ADR 8)."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="name_parts")
    part = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["office", "part"], name="name_part_found")]

    def __str__(self) -> str:
        return "bagian nama"


class Linkage(models.Model):
    """A client's NIK as a value sealed to the national service: of no use to anybody here, and never compared."""

    client = models.OneToOneField(Client, on_delete=models.CASCADE, related_name="linkage")
    sealed = models.BinaryField()
    key = models.CharField(max_length=16)  # fingerprint of the key it is sealed to

    def __str__(self) -> str:
        return "nilai tautan"


def with_code(clients: QuerySet[Client], code: str) -> QuerySet[Client]:
    """Those of these clients with this code, however it was typed; in no order, so that it is looked up, not searched."""
    return clients.order_by().alias(folded=Upper("code")).filter(folded=code.upper())


def nik_index(nik: str) -> str:
    """What a NIK is found by."""
    return blind_index("treatment", "nik", nik)


def name_indexes(office: int, name: str) -> set[str]:
    """What a name is found by within one office: each folded part, unlinkable to the same part at another office."""
    return {blind_index("treatment", f"name:{office}", part) for part in name_parts(name)}
