"""Targets handed down: a superior proposes, the office answers. Neither ever writes into the other's agreement."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.catalogue.declaring import Indicator
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.models import User
from bersinar.foundation.access.scope import ScopedQuerySet
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.fields import YearField

from ..fields import IndicatorField, ThousandthsField
from .records import STANDING, PlanningRecord, refuse_unfit


class ProposalQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> Self:
        """A proposal is seen by who proposes, and by the office that it is made to."""
        offices = user.scope(PlanningRecord.read_permission)
        return self.filter(Q(office_id__in=offices) | Q(to_office_id__in=offices))


class Proposal(PlanningRecord):
    """A target that a superior office proposes to one beneath it, for one indicator and year."""

    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="diusulkan kepada")
    year = YearField("tahun")
    indicator = IndicatorField("indikator", blank=False)
    value = ThousandthsField("target yang diusulkan")
    note = models.CharField("pesan", max_length=300, blank=True)

    objects: ClassVar[Any] = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["to_office", "year", "indicator"],
                condition=STANDING,
                name="planning_proposal_once",
                violation_error_message="Usulan untuk indikator ini sudah ada. Ubah atau batalkan yang ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year} untuk {self.to_office}"

    @property
    def title(self) -> str:
        return IndicatorField().words(self.indicator)

    @property
    def named(self) -> Indicator | None:
        return INDICATORS.get(self.indicator)

    @property
    def amount_shown(self) -> str:
        """ "24 kegiatan"."""
        unit = label("unit", self.named.unit) if self.named else ""
        return f"{ThousandthsField().words(self.value)} {unit}".strip()

    @property
    def answer(self) -> Answer | None:
        return next((one for one in self.answers.all() if not one.is_cancelled), None)

    @property
    def state_shown(self) -> str:
        """Whether it was answered, and how, in words."""
        answer = self.answer
        if answer is None:
            return "menunggu jawaban"
        return "diterima" if answer.value == self.value else f"dijawab {ThousandthsField().words(answer.value)}"

    def clean(self) -> None:
        if self.to_office.parent_id != self.office_id:
            raise ValidationError(
                {"to_office": "Usulan dibuat untuk satuan kerja yang langsung di bawah satuan kerja ini."}
            )
        if self.value is not None and self.value < 0:
            raise ValidationError({"value": "Target tidak boleh negatif."})
        if self.value is not None and self.named is not None:
            refuse_unfit(self.value, self.named)


class Answer(PlanningRecord):
    """What an office answers: the number it takes on, and why where it is another."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="answers", verbose_name="usulan")
    value = ThousandthsField("target yang disanggupi")
    words = models.CharField("penjelasan", max_length=600, blank=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=STANDING,
                name="planning_answered_once",
                violation_error_message="Usulan ini sudah dijawab.",
            )
        ]

    def __str__(self) -> str:
        return f"Jawaban atas {self.proposal}"

    def clean(self) -> None:
        if self.value is None:
            return
        if self.value < 0:
            raise ValidationError({"value": "Target tidak boleh negatif."})
        if self.proposal.named is not None:
            refuse_unfit(self.value, self.proposal.named)
        if self.value != self.proposal.value and not self.words.strip():
            raise ValidationError({"words": "Angka Anda lain dari usulan. Jelaskan mengapa."})
