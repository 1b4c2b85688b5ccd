"""Episodes of treatment, the pathways decided in them, and aftercare."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from .clients import Client
from .facilities import Facility
from .records import STANDING, TreatmentRecord, refuse_future
from .rules import InClientsFile

if TYPE_CHECKING:
    from .profiles import Profile


class Episode(SealedRecord, InClientsFile, TreatmentRecord):
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
    is_relapse = models.BooleanField(
        "kambuh sesudah selesai program",
        default=False,
        help_text="Centang bila klien pernah selesai program lalu memakai lagi.",
    )
    sirena_id = models.CharField("nomor pada SIRENA", max_length=40, blank=True)
    sirena_on = models.DateField("dimasukkan ke SIRENA pada", null=True, blank=True)
    note = SealedField("catatan", null=True, blank=True)
    place = models.CharField("kabupaten/kota", max_length=5, blank=True, editable=False)

    class Meta:
        ordering = ["-admitted_on"]
        indexes = [models.Index(fields=["office", "admitted_on"], condition=STANDING, name="episode_admitted")]
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

    def forget(self) -> None:
        super().forget()
        self.sirena_id, self.sirena_on = "", None  # it names the person elsewhere

    def clean(self) -> None:
        if self.admitted_on is None:
            return
        errors: dict[str, str] = {}
        refuse_future(self, "admitted_on")
        refuse_future(self, "closed_on")
        refuse_future(self, "sirena_on")
        if bool(self.sirena_id) != bool(self.sirena_on):
            errors["sirena_id" if self.sirena_on else "sirena_on"] = "Nomor dan tanggal SIRENA diisi keduanya."
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

    def standing_profile(self) -> Profile | None:
        """The profile of this admission, where one is kept."""
        return next((profile for profile in self.profiles.all() if not profile.is_cancelled), None)


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
    partner = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="mitra",
        help_text="Balai latihan, sekolah, atau usaha yang membantu.",
    )  # fmt: skip
    outcome = CodeField("kemandirian", list_name="aftercare_outcome", blank=True)
    outcome_on = models.DateField("kemandirian dinilai pada", null=True, blank=True)
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
        refuse_future(self, "outcome_on")
        if self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": "Tanggal selesai mendahului tanggal mulai."})
        if bool(self.outcome) != bool(self.outcome_on):
            name = "outcome" if self.outcome_on else "outcome_on"
            raise ValidationError({name: "Kemandirian dan tanggal penilaiannya diisi keduanya."})
        if self.outcome_on and self.outcome_on < self.started_on:
            raise ValidationError({"outcome_on": "Tanggal penilaian mendahului tanggal mulai."})
        if self.started_on.year < self.client.birth_year:
            raise ValidationError({"started_on": "Tanggal mulai mendahului tahun lahir klien."})
