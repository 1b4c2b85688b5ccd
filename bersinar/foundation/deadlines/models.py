"""Rules of terms and holidays, as rows. A rule that has been in force ends; it is not deleted, and old terms keep it."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.ui.numbers import write_number

from .counting import Unit

MOST = 1_000  # hours or days: a term is no statute of limitations


class UnitOfTerm(models.TextChoices):
    HOURS = Unit.HOURS.value, "jam"
    DAYS = Unit.DAYS.value, "hari"
    WORKING_DAYS = Unit.WORKING_DAYS.value, "hari kerja"


class Applies(models.TextChoices):
    ANY = "any", "Semua"
    ADULT = "adult", "Tersangka dewasa"
    CHILD = "child", "Anak"
    NEAR = "near", "Tempat yang mudah dijangkau"
    REMOTE = "remote", "Tempat terpencil"


class Per(models.TextChoices):
    CASE = "case", "Satu untuk perkara"
    SUSPECT = "suspect", "Satu untuk tiap tersangka"
    FILE = "file", "Satu untuk tiap berkas"


class Ground(models.TextChoices):
    SOURCED = "sourced", "Ada sumbernya"
    GENERAL = "general", "Pengetahuan umum, periksa naskahnya"


class DeadlineRule(models.Model):
    """One term of one law: from what, until what, how long, and when it is in force.

    Which law holds is decided by the day on which the term begins, at the place of the office.
    """

    key = CodeField("tenggat", list_name="deadline")
    regime = CodeField("dasar hukum", list_name="deadline_regime")
    from_event = CodeField("dihitung sejak", list_name="case_event")
    to_events = CodesField("dipenuhi oleh", list_name="case_event", blank=False)
    dropped_by = CodesField("tidak berlaku lagi karena", list_name="case_event")
    amount = models.PositiveSmallIntegerField("lama", validators=[MinValueValidator(1), MaxValueValidator(MOST)])
    unit = models.CharField("satuan", max_length=12, choices=UnitOfTerm)
    first_day_counts = models.BooleanField(
        "hari pertama ikut dihitung", default=False, help_text="Seperti masa penahanan. Tidak berarti untuk jam."
    )
    extended_by = CodeField("diperpanjang sekali oleh", list_name="case_event", blank=True)
    extra = models.PositiveSmallIntegerField(
        "tambahan lama", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    applies = models.CharField("berlaku bagi", max_length=8, choices=Applies, default=Applies.ANY)
    per = models.CharField("dihitung", max_length=8, choices=Per, default=Per.CASE)
    law = models.CharField("pasal", max_length=120)
    ground = models.CharField("kepastian", max_length=10, choices=Ground, default=Ground.GENERAL)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)
    shipped_as = models.SlugField(max_length=60, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "tenggat"
        ordering = ["key", "valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="deadline_ends_after_it_begins",
                violation_error_message="Berakhir sebelum mulai berlaku.",
            ),
            models.CheckConstraint(
                condition=Q(extended_by="", extra__isnull=True) | (~Q(extended_by="") & Q(extra__isnull=False)),
                name="deadline_extension_whole",
                violation_error_message="Perpanjangan memerlukan peristiwa dan lamanya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.get_field('key').words(self.key)}, {self.law}"  # type: ignore[union-attr]

    def holds_on(self, day: date) -> bool:
        """Whether this rule is in force on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    @property
    def length_in_words(self) -> str:
        """ "72 jam, dapat diperpanjang 72 jam"."""
        unit = self.get_unit_display()
        more = f", dapat diperpanjang {write_number(self.extra)} {unit}" if self.extra else ""
        return f"{write_number(self.amount)} {unit}{more}"


class Holiday(models.Model):
    """A day on which offices are closed."""

    day = models.DateField("tanggal", unique=True, error_messages={"unique": "Tanggal ini sudah tercatat."})
    name = models.CharField("nama", max_length=120)
    yearly = models.BooleanField("berulang tiap tahun", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "hari libur"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.name}, {self.day:%d-%m-%Y}"


_NEXT_YEAR_FROM = 11  # November: by then next year's list is decreed


def years_not_loaded(today: date) -> list[int]:
    """This year, and late in the year the next, where no holiday that moves is recorded yet."""
    years = [today.year, *([today.year + 1] if today.month >= _NEXT_YEAR_FROM else [])]
    days = Holiday.objects.filter(yearly=False, day__year__in=years).values_list("day", flat=True)
    known = {day.year for day in days}
    return [year for year in years if year not in known]


def counts_working_days(today: date) -> bool:
    """Whether a rule that is in force counts in working days: only then holidays move a deadline."""
    rules = DeadlineRule.objects.filter(unit=UnitOfTerm.WORKING_DAYS)
    return any(rule.valid_until is None or rule.valid_until >= today for rule in rules)
