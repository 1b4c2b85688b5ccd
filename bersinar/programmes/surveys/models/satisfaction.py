"""Satisfaction surveys and their sheets."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.calendar import month_name
from bersinar.foundation.wire.models import Record

from ..sampling import CENSUS_UP_TO, required_sample

ANSWER = "surveys.answer"  # the kind of public form
ANSWERS = [(1, "1 Tidak baik"), (2, "2 Kurang baik"), (3, "3 Baik"), (4, "4 Sangat baik")]


class Survey(Scoped, Record):
    """One survey of one service over one period. `population` is how many were served."""

    read_permission: ClassVar[Permission] = Permission.SURVEYS_READ
    write_permission: ClassVar[Permission] = Permission.SURVEYS_WRITE

    service = CodeField("layanan", list_name="survey_service")
    period_from = models.DateField("dari tanggal")
    period_to = models.DateField("sampai tanggal")
    population = models.PositiveIntegerField(
        "jumlah penerima layanan", validators=[MinValueValidator(1, "Paling sedikit 1 orang.")],
        help_text="Semua orang yang menerima layanan ini dalam masa survei.",
    )  # fmt: skip
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-period_from", "service"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="survey_to_after_from",
                violation_error_message="Masa survei berakhir sebelum mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"{label('survey_service', self.service)}, {self.period_from:%d-%m-%Y} sampai {self.period_to:%d-%m-%Y}"

    @property
    def required(self) -> int:
        """How many sheets the population asks for."""
        return required_sample(self.population)

    @property
    def is_small(self) -> bool:
        """Whether asking everybody is simpler than a sample."""
        return self.population <= CENSUS_UP_TO

    def clean(self) -> None:
        if self.period_from and self.period_to and self.period_to < self.period_from:
            raise ValidationError({"period_to": "Masa survei berakhir sebelum mulai."})


def _answer(element: str) -> Any:
    return models.PositiveSmallIntegerField(element.upper(), null=True, blank=True, choices=ANSWERS)


class Sheet(Scoped, Record):
    """One filled-in sheet, of nobody in particular.

    Only those who enter sheets open one: with day, sex and age it is nearly a face. A sheet from the public form
    (`by_form`) is dated by its month alone, shows nobody what its respondent said of himself, and is never changed.
    """

    read_permission: ClassVar[Permission] = Permission.SURVEYS_WRITE
    write_permission: ClassVar[Permission] = Permission.SURVEYS_WRITE
    # Whoever reads the audit does not open sheets: there, too, nobody is described.
    audit_hides: ClassVar[frozenset[str]] = frozenset({"comment", "sex", "age_band", "education", "occupation"})

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="sheets", verbose_name="survei")
    filled_on = models.DateField("diisi pada")
    by_form = models.BooleanField("dari formulir publik", default=False, editable=False)
    sex = CodeField("jenis kelamin", list_name="sex", blank=True)
    age_band = CodeField("kelompok umur", list_name="age_band", blank=True)
    education = CodeField("pendidikan", list_name="respondent_education", blank=True)
    occupation = CodeField("pekerjaan", list_name="respondent_occupation", blank=True)
    u1 = _answer("u1")
    u2 = _answer("u2")
    u3 = _answer("u3")
    u4 = _answer("u4")
    u5 = _answer("u5")
    u6 = _answer("u6")
    u7 = _answer("u7")
    u8 = _answer("u8")
    u9 = _answer("u9")
    comment = models.TextField(
        "saran atau komentar",
        blank=True,
        max_length=600,
        help_text="Tanpa nama dan tanpa keterangan yang menunjuk seseorang.",
    )

    class Meta:
        ordering = ["-filled_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{element}__isnull": True}) | Q(**{f"{element}__range": (1, 4)}),
                name=f"sheet_{element}_1_to_4",
                violation_error_message="Jawaban hanya 1 sampai 4.",
            )
            for element in ELEMENTS
        ]

    def __str__(self) -> str:
        return f"Lembar {str(self.pk)[-4:]}, {month_name(self.filled_on.year, self.filled_on.month)}"

    @property
    def happened_on(self) -> date:
        return self.filled_on

    @property
    def answers(self) -> dict[str, int]:
        """The answers given, by element."""
        return {element: answer for element in ELEMENTS if (answer := getattr(self, element)) is not None}

    def clean(self) -> None:
        if self.survey.office_id != self.office_id:
            raise ValidationError({"survey": "Survei ini milik satuan kerja lain."})
        if self.survey.is_cancelled:
            raise ValidationError({"survey": "Survei ini sudah dibatalkan. Pilih yang lain."})
        if self.filled_on and self.filled_on > self.office.local_day():
            raise ValidationError({"filled_on": "Tanggal belum terjadi."})
        if self.filled_on and not self.survey.period_from <= self.filled_on <= self.survey.period_to:
            raise ValidationError({"filled_on": "Tanggal di luar masa survei ini."})
        if not self.answers:
            raise ValidationError("Lembar tanpa satu pun jawaban tidak dicatat.")
