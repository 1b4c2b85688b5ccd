"""Units, recovery agents, and training after the first."""

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
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.fields import BirthYearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.models import Record

STANDING = Q(cancelled_at__isnull=True)
LEFT_WITH_UNIT = "unit_ended"  # code of agent_left_reason: the agent's service ended with the unit's


class IBMRecord(Scoped, Record):
    """What all records of this room share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.IBM_READ
    write_permission: ClassVar[Permission] = Permission.IBM_WRITE

    class Meta:
        abstract = True


class IBMUnit(IBMRecord):
    """One unit in one village. Without a name or a village it still is one: the source tells no more."""

    name = models.CharField("nama", max_length=120, blank=True, help_text="Kosongkan bila belum diketahui.")
    village = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="desa atau kelurahan"
    )
    type = CodeField("golongan", list_name="ibm_type", default="unclassified")
    funding = CodeField("pendanaan", list_name="ibm_funding", default="unknown")
    in_bersinar_site = models.BooleanField("berada di desa atau kelurahan Bersinar", default=False)
    decree_number = models.CharField("nomor SK", max_length=80, blank=True)
    decree_on = models.DateField("tanggal SK", null=True, blank=True)
    formed_on = models.DateField("dibentuk pada")
    ended_on = models.DateField(
        "berakhir pada", null=True, blank=True,
        help_text="Masa tugas agen yang masih aktif di unit ini ikut berakhir pada hari itu.",
    )  # fmt: skip
    end_reason = CodeField("alasan berakhir", list_name="ibm_end_reason", blank=True)

    class Meta:
        ordering = ["-formed_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("formed_on")),
                name="ibm_unit_ended_after_formed",
                violation_error_message="Tanggal berakhir mendahului tanggal dibentuk.",
            )
        ]

    def __str__(self) -> str:
        if self.name:
            return self.name
        return f"Unit IBM {self.village}" if self.village else "Unit IBM (belum dicatat namanya)"

    @property
    def happened_on(self) -> date | None:
        """Only of a new unit: what a later change touches is asked by the facts that differ."""
        return self.formed_on if self._state.adding else None

    def clean(self) -> None:
        refuse_future(self, "formed_on")
        refuse_future(self, "ended_on")
        if self.ended_on and self.formed_on and self.ended_on < self.formed_on:
            raise ValidationError({"ended_on": "Tanggal berakhir mendahului tanggal dibentuk."})
        if self.ended_on and not self.end_reason:
            raise ValidationError({"end_reason": "Pilih alasan berakhir."})
        if self.end_reason and not self.ended_on:
            raise ValidationError({"ended_on": "Isi tanggal berakhir, atau kosongkan alasannya."})


class RecoveryAgent(IBMRecord):
    """One person's service in one unit, from the first training on. `person_id` is the same in every unit."""

    unit = models.ForeignKey(IBMUnit, on_delete=models.PROTECT, related_name="agents", verbose_name="unit")
    person_id = models.UUIDField(default=uuid4, editable=False)
    name = models.CharField("nama", max_length=120)
    sex = CodeField("jenis kelamin", list_name="sex")
    birth_year = BirthYearField("tahun lahir", null=True, blank=True)
    trained_on = models.DateField("dilatih pada")
    training = CodeField("pelatihan", list_name="agent_training", default="bimtek")
    left_on = models.DateField("berhenti pada", null=True, blank=True)
    left_reason = CodeField("alasan berhenti", list_name="agent_left_reason", blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("trained_on")),
                name="agent_left_after_trained",
                violation_error_message="Tanggal berhenti mendahului tanggal dilatih.",
            ),
            models.UniqueConstraint(
                fields=["unit", "person_id"],
                condition=STANDING & Q(left_on__isnull=True),
                name="agent_once_per_unit",
                violation_error_message="Orang ini sudah menjadi agen di unit ini. Catat pelatihan lanjutannya.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        refuse_future(self, "trained_on")
        refuse_future(self, "left_on")
        if self.left_on and self.trained_on and self.left_on < self.trained_on:
            raise ValidationError({"left_on": "Tanggal berhenti mendahului tanggal dilatih."})
        if self.left_on and not self.left_reason:
            raise ValidationError({"left_reason": "Pilih alasan berhenti."})
        if self.left_reason and not self.left_on:
            raise ValidationError({"left_on": "Isi tanggal berhenti, atau kosongkan alasannya."})
        ended_on = self.unit.ended_on
        if ended_on and (self.left_on is None or self.left_on > ended_on):
            raise ValidationError(
                {"left_on": f"Unit ini berakhir pada {ended_on:%d-%m-%Y}; berhenti paling lambat hari itu."}
            )
        this_year = self.office.local_day().year
        if self.birth_year is not None and not this_year - 100 <= self.birth_year <= this_year:
            raise ValidationError({"birth_year": f"Tahun lahir antara {this_year - 100} dan {this_year}."})

    def standing_trainings(self) -> list[FurtherTraining]:
        """Trainings after the first that are not cancelled."""
        return [training for training in self.trainings.all() if not training.is_cancelled]


class FurtherTraining(IBMRecord):
    """A training after the first. The person stays one person, however often trained."""

    agent = models.ForeignKey(
        RecoveryAgent, on_delete=models.PROTECT, related_name="trainings", verbose_name="agen pemulihan"
    )
    trained_on = models.DateField("dilatih pada")
    training = CodeField("pelatihan", list_name="agent_training", default="bimtek")

    class Meta:
        ordering = ["trained_on"]

    def __str__(self) -> str:
        return f"{label('agent_training', self.training)} {self.trained_on:%d-%m-%Y}"

    def clean(self) -> None:
        if self.trained_on is None:
            return
        refuse_future(self, "trained_on")
        if self.trained_on < self.agent.trained_on:
            raise ValidationError({"trained_on": "Pelatihan lanjutan mendahului pelatihan pertama."})
        if self.agent.left_on and self.trained_on > self.agent.left_on:
            raise ValidationError({"trained_on": "Pelatihan sesudah agen berhenti."})


def refuse_future(record: IBMRecord, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})
