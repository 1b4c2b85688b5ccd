"""Plans of treatment: how many sessions, what is aimed at, when it is looked at again."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from ..session_ways import AIM_WAY
from .episodes import Episode
from .records import STANDING, TreatmentRecord, refuse_future
from .rules import InClientsFile

MOST_SESSIONS = 200


class Plan(InClientsFile, TreatmentRecord):
    """The plan of one episode. How many sessions it takes is the clinic's to say: no official number was found."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="plans", verbose_name="episode")
    made_on = models.DateField("disusun pada")
    signed_on = models.DateField("ditandatangani klien pada", null=True, blank=True)
    session_target = models.PositiveSmallIntegerField("jumlah sesi yang direncanakan", null=True, blank=True)
    review_on = models.DateField("ditinjau lagi pada")
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="konselor"
    )

    class Meta:
        ordering = ["-made_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=STANDING,
                name="plan_once_per_episode",
                violation_error_message="Episode ini sudah punya rencana terapi. Ubah rencana itu.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(signed_on__gte=F("made_on")),
                name="plan_signed_after_made",
                violation_error_message="Tanggal tanda tangan mendahului tanggal rencana disusun.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode.client.code}, rencana terapi"

    @property
    def stage(self) -> str:
        return "signed" if self.signed_on else "drafted"

    def clean(self) -> None:
        if self.made_on is None or self.review_on is None:
            return
        errors: dict[str, str] = {}
        refuse_future(self, "made_on")
        refuse_future(self, "signed_on")
        episode = self.episode
        if self.made_on < episode.admitted_on:
            errors["made_on"] = f"Rencana disusun sesudah klien diterima ({episode.admitted_on:%d-%m-%Y})."
        if episode.closed_on and self.made_on > episode.closed_on:
            errors["made_on"] = f"Episode ini sudah ditutup pada {episode.closed_on:%d-%m-%Y}."
        if self.signed_on and self.signed_on < self.made_on:
            errors["signed_on"] = "Tanggal tanda tangan mendahului tanggal rencana disusun."
        if self.review_on <= self.made_on:
            errors["review_on"] = "Tinjauan jatuh sesudah rencana disusun."
        if self.session_target is not None and not 1 <= self.session_target <= MOST_SESSIONS:
            errors["session_target"] = f"Isi antara 1 dan {MOST_SESSIONS}, atau kosongkan."
        if errors:
            raise ValidationError(errors)


class PlanItem(SealedRecord, TreatmentRecord):
    """One problem of a plan, what is aimed at and what is done about it."""

    side = "treatment"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items", verbose_name="rencana terapi")
    problem = SealedField("masalah", null=True, blank=True)
    goal = SealedField("tujuan", null=True, blank=True)
    intervention = SealedField("tindakan", null=True, blank=True)
    responsible = CodeField("penanggung jawab", list_name="plan_responsible")
    target_on = models.DateField("sasaran tercapai pada")
    stage = models.CharField("keadaan", max_length=12, choices=AIM_WAY.choices(), default=AIM_WAY.first, editable=False)
    ended_on = models.DateField("berakhir pada", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="running", ended_on__isnull=True) | (~Q(stage="running") & Q(ended_on__isnull=False)),
                name="plan_item_ended_with_day",
                violation_error_message="Masalah yang berakhir punya hari berakhirnya.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan.episode.client.code}, sasaran {self.target_on:%d-%m-%Y}"

    @property
    def is_late(self) -> bool:
        """Whether it should have been reached by now."""
        return self.stage == AIM_WAY.first and self.target_on < self.office.local_day()

    def clean(self) -> None:
        errors: dict[str, str] = {}
        if self.problem is None:
            errors["problem"] = "Isi masalahnya."
        if self.goal is None:
            errors["goal"] = "Isi tujuannya."
        if self.target_on is None:
            return
        refuse_future(self, "ended_on")
        if self.target_on < self.plan.made_on:
            errors["target_on"] = f"Sasaran mendahului rencana ({self.plan.made_on:%d-%m-%Y})."
        if self.ended_on and self.ended_on < self.plan.made_on:
            errors["ended_on"] = f"Tanggalnya mendahului rencana ({self.plan.made_on:%d-%m-%Y})."
        if errors:
            raise ValidationError(errors)


class PlanReview(SealedRecord, TreatmentRecord):
    """One look back at a plan, with what was found and when to look again. It is written once and not changed."""

    side = "treatment"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews", verbose_name="rencana terapi")
    reviewed_on = models.DateField("ditinjau pada")
    next_on = models.DateField("ditinjau lagi pada")
    note = SealedField("hasil tinjauan", null=True, blank=True)

    class Meta:
        ordering = ["reviewed_on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.plan.episode.client.code}, tinjauan {self.reviewed_on:%d-%m-%Y}"

    @property
    def happened_on(self) -> date:
        return self.reviewed_on

    def clean(self) -> None:
        refuse_future(self, "reviewed_on")
        if self.reviewed_on < self.plan.made_on:
            raise ValidationError({"reviewed_on": f"Tinjauan mendahului rencana ({self.plan.made_on:%d-%m-%Y})."})
        if self.next_on <= self.reviewed_on:
            raise ValidationError({"next_on": "Tinjauan berikutnya jatuh sesudah tinjauan ini."})
        if self.note is None:
            raise ValidationError({"note": "Tulis hasil tinjauannya."})
