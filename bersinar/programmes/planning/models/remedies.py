"""What is done about a target that is at risk: a plan, its steps, and in the end what came of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .agreements import TargetLine
from .records import STANDING, PlanningRecord


class ActionPlan(PlanningRecord):
    """The plan for one line of an agreement. It is closed with what came of it."""

    line = models.ForeignKey(TargetLine, on_delete=models.PROTECT, related_name="plans", verbose_name="baris target")
    made_on = models.DateField("disusun pada")
    cause = models.TextField("mengapa targetnya berisiko", max_length=1000)
    closed_on = models.DateField("ditutup pada", null=True, blank=True, editable=False)
    outcome = models.TextField("hasilnya", max_length=1000, blank=True, editable=False)

    class Meta:
        ordering = ["-made_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=STANDING & Q(closed_on__isnull=True),
                name="planning_one_open_plan",
                violation_error_message="Baris ini sudah punya rencana aksi yang berjalan. Buka yang ada.",
            )
        ]

    def __str__(self) -> str:
        return f"Rencana aksi: {self.line}"

    @property
    def happened_on(self) -> date:
        return self.made_on

    def clean(self) -> None:
        today = self.office.local_day()
        if self.line.office_id != self.office_id or self.line.is_cancelled:
            raise ValidationError({"line": "Baris target ini milik satuan kerja lain atau sudah dibatalkan."})
        if self.made_on and self.made_on > today:
            raise ValidationError({"made_on": "Tanggal belum terjadi."})
        if self.closed_on and not (self.made_on <= self.closed_on <= today):
            raise ValidationError({"closed_on": "Ditutup sesudah disusun, dan paling lambat hari ini."})


class ActionStep(PlanningRecord):
    """One step: what, who, by when; and when it was done."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="steps", verbose_name="rencana aksi")
    what = models.CharField("langkah", max_length=300)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="petugas",
        help_text="Langkah ini tampil pada berandanya.",
    )  # fmt: skip
    part = models.CharField(
        "bagian", max_length=120, blank=True, help_text="Bila belum ada petugasnya, misalnya Seksi P2M."
    )
    due_on = models.DateField("selesai sebelum")
    done_on = models.DateField("selesai pada", null=True, blank=True)

    class Meta:
        ordering = ["due_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(part=""),
                name="planning_step_has_somebody",
                violation_error_message="Pilih petugasnya, atau tulis bagiannya.",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def who(self) -> str:
        return ", ".join(filter(None, [str(self.person) if self.person else "", self.part]))

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < self.office.local_day()

    def clean(self) -> None:
        if self.plan.office_id != self.office_id or self.plan.is_cancelled or self.plan.closed_on:
            raise ValidationError({"plan": "Rencana aksi ini milik satuan kerja lain, ditutup, atau dibatalkan."})
        if self.person is None and not self.part:
            raise ValidationError({"person": "Pilih petugasnya, atau tulis bagiannya."})
        if self.due_on and self.due_on < self.plan.made_on:
            raise ValidationError({"due_on": "Mendahului tanggal rencana aksinya disusun."})
        if self.done_on and not (self.plan.made_on <= self.done_on <= self.office.local_day()):
            raise ValidationError({"done_on": "Sesudah rencana disusun, dan paling lambat hari ini."})
