"""Monthly figures that an office without this system told its superior by letter: stated, never counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.periods.calendar import MONTHS, month_bounds, month_name
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

SCALE = 1000


class DeclaredFigure(Scoped, Record):
    """What one office had of one indicator in one month, as its letter says. The superior office writes it down.

    It stands beside the sums and never inside them; where records of that office and month arrive, it steps aside.
    """

    read_permission: ClassVar[Permission] = Permission.FIGURES_READ
    write_permission: ClassVar[Permission] = Permission.REPORT_REVIEW

    indicator = models.CharField("angka", max_length=80)
    year = YearField("tahun")
    month = models.PositiveSmallIntegerField("bulan", choices=list(enumerate(MONTHS, 1)))
    value = models.BigIntegerField("nilai dalam perseribu")
    letter = models.CharField("nomor surat", max_length=80)
    letter_on = models.DateField("tanggal surat")

    class Meta:
        verbose_name = "angka menurut surat"
        ordering = ["-year", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "indicator", "year", "month"], condition=Q(cancelled_at__isnull=True),
                name="declared_figure_once", violation_error_message="Angka ini baru saja dicatat. Kirim lagi lembarnya.",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="declared_figure_not_negative"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="declared_figure_month"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}, {month_name(self.year, self.month)}"

    @property
    def title(self) -> str:
        """The indicator in words."""
        return INDICATORS[self.indicator].title if self.indicator in INDICATORS else self.indicator

    @property
    def value_shown(self) -> str:
        """The value as people write it."""
        return write_number(Decimal(self.value) / SCALE)

    @property
    def last_day(self) -> date:
        """The day that the statement is dated: the month's last."""
        return month_bounds(self.year, self.month)[1]

    def clean(self) -> None:
        today = self.office.local_day()
        if self.last_day >= today:
            raise ValidationError({"month": "Bulan ini belum berakhir."})
        if self.letter_on > today:
            raise ValidationError({"letter_on": "Tanggal surat belum terjadi."})
        from ..monthly.texts import refuse_identities

        refuse_identities("letter", self.letter, digits=12)
