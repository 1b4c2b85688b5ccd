"""The budget: lines as the office's document writes them, numbered revisions of the ceiling, and what was spent a month.

No official form is copied: how deep a line is coded (programme to component) is the office's to say.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.periods.calendar import MONTHS, month_bounds, year_bounds
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.ui.money import MOST_RUPIAH, RupiahField

from .agreements import TargetLine
from .records import STANDING, PlanningRecord

LEVELS = ("programme", "activity", "kro", "ro", "component")


class BudgetLine(PlanningRecord):
    """One line of a year's budget with the ceiling (pagu) that it began with."""

    year = YearField("tahun")
    programme = models.CharField("program", max_length=160, blank=True, help_text="Kode dan nama, sejauh diperlukan.")
    activity = models.CharField("kegiatan", max_length=160, blank=True)
    kro = models.CharField("KRO", max_length=160, blank=True)
    ro = models.CharField("RO", max_length=160, blank=True)
    component = models.CharField("komponen", max_length=160, blank=True)
    fund = CodeField("sumber dana", list_name="funding_source", default="dipa")
    section = CodeField("bidang", list_name="section")
    target = models.ForeignKey(
        TargetLine, on_delete=models.PROTECT, null=True, blank=True, related_name="budget", verbose_name="target yang didukung",
        help_text="Baris perjanjian kinerja; dari sini efisiensinya dibaca.",
    )  # fmt: skip
    amount = RupiahField("pagu awal (rupiah)")

    class Meta:
        ordering = ["-year", "programme", "activity", "kro", "ro", "component"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "fund", "programme", "activity", "kro", "ro", "component"],
                condition=STANDING,
                name="planning_budget_line_once",
                violation_error_message="Baris anggaran ini sudah ada. Ubah yang ada, atau catat revisinya.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lte=MOST_RUPIAH),
                name="planning_budget_in_bounds",
                violation_error_message="Pagu tidak boleh negatif atau terlalu besar.",
            ),
        ]

    def __str__(self) -> str:
        return next((getattr(self, level) for level in reversed(LEVELS) if getattr(self, level)), "Baris anggaran")

    @property
    def happened_on(self) -> date:
        """A budget begins with its year."""
        return year_bounds(self.year)[0]

    @property
    def standing_revisions(self) -> list[BudgetRevision]:
        return [one for one in self.revisions.all() if not one.is_cancelled]

    @property
    def standing_spendings(self) -> list[Spending]:
        return [one for one in self.spendings.all() if not one.is_cancelled]

    @property
    def ceiling(self) -> int:
        """What may be spent now: the last revision's amount, else the first."""
        revisions = self.standing_revisions
        return int(revisions[-1].amount if revisions else self.amount)

    @property
    def spent(self) -> int:
        """What was spent so far."""
        return sum(int(one.amount) for one in self.standing_spendings)

    def clean(self) -> None:
        if not any(getattr(self, level) for level in LEVELS):
            raise ValidationError({"activity": "Tulis setidaknya satu: program, kegiatan, KRO, RO, atau komponen."})
        if self.amount is not None and not 0 <= self.amount <= MOST_RUPIAH:
            raise ValidationError({"amount": "Pagu tidak boleh negatif atau terlalu besar."})
        if self.target is None:
            return
        if self.target.office_id != self.office_id or self.target.agreement.year != self.year:
            raise ValidationError({"target": "Pilih target satuan kerja ini dari tahun anggaran yang sama."})


class BudgetRevision(PlanningRecord):
    """One numbered revision of a ceiling, with its day and reason. What it was before stays written."""

    line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="revisions", verbose_name="baris anggaran"
    )
    number = models.PositiveSmallIntegerField("revisi ke", editable=False)
    decided_on = models.DateField("tanggal revisi")
    amount = RupiahField("pagu sesudah revisi (rupiah)")
    before = RupiahField("pagu sebelumnya", editable=False)
    why = models.CharField("alasan revisi", max_length=300)

    class Meta:
        ordering = ["line", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "number"],
                condition=STANDING,
                name="planning_budget_revised_once",
                violation_error_message="Nomor revisi ini sudah ada. Ulangi sekali lagi.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lte=MOST_RUPIAH),
                name="planning_revised_budget_in_bounds",
                violation_error_message="Pagu tidak boleh negatif atau terlalu besar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, revisi {self.number}"

    @property
    def happened_on(self) -> date:
        return self.decided_on

    def clean(self) -> None:
        if self.amount is not None and not 0 <= self.amount <= MOST_RUPIAH:
            raise ValidationError({"amount": "Pagu tidak boleh negatif atau terlalu besar."})
        if self.decided_on is None:
            return
        if self.decided_on.year != self.line.year:
            raise ValidationError({"decided_on": f"Revisi anggaran {self.line.year} bertanggal pada tahun itu."})
        if self.decided_on > self.office.local_day():
            raise ValidationError({"decided_on": "Tanggal belum terjadi."})


class Spending(PlanningRecord):
    """What one line spent in one month. Less than nothing only where money came back, and then it says why."""

    line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="spendings", verbose_name="baris anggaran"
    )
    month = models.PositiveSmallIntegerField(
        "bulan", choices=list(enumerate(MONTHS, 1)), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    amount = RupiahField("realisasi bulan itu (rupiah)")
    returned = models.CharField(
        "pengembalian belanja", max_length=200, blank=True,
        help_text="Bila realisasi bulan itu negatif karena uang dikembalikan, tulis sebabnya.",
    )  # fmt: skip

    class Meta:
        ordering = ["line", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "month"],
                condition=STANDING,
                name="planning_spending_once_a_month",
                violation_error_message="Realisasi bulan ini sudah dicatat. Ubah yang ada.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | ~Q(returned=""),
                name="planning_spending_falls_with_words",
                violation_error_message="Realisasi negatif hanya bila ada pengembalian belanja; tulis sebabnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, {MONTHS[self.month - 1]} {self.line.year}"

    @property
    def happened_on(self) -> date:
        return month_bounds(self.line.year, self.month)[1]

    def clean(self) -> None:
        if self.amount is None or self.month is None:
            return
        if month_bounds(self.line.year, self.month)[0] > self.office.local_day():
            raise ValidationError({"month": "Bulan ini belum mulai."})
        if abs(self.amount) > MOST_RUPIAH:
            raise ValidationError({"amount": "Jumlahnya terlalu besar."})
        if self.amount < 0 and not self.returned:
            sentence = "Realisasi negatif hanya bila ada pengembalian belanja; tulis sebabnya."
            raise ValidationError({"returned": sentence})


def of_years(rows: Any, year: int) -> Any:
    """Standing budget lines of a year with all that belongs to them, few questions however many lines."""
    return (
        rows.standing().filter(year=year).prefetch_related("revisions", "spendings").select_related("target__agreement")
    )
