"""Reports that go to the superior office: what was handed in, frozen, and the remarks that its reviewer made.

A report holds no figure of its own. What it says is counted from the ledger; what was handed in is kept beside the
position of the office's chain at which it was counted, so that anybody can count it again.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.audit.appendonly import AppendOnly
from bersinar.foundation.periods.calendar import MONTHS, month_bounds, month_name
from bersinar.foundation.periods.fields import YearField
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.models import Record

from ..monthly.ways import MONTHLY_WAY, REMARK_WAY


class Report(Scoped, Record):
    """One report of an office. The monthly one goes to the superior office, which returns or accepts it."""

    class Kind(models.TextChoices):
        MONTHLY = "monthly", "bulanan"

    read_permission: ClassVar[Permission] = Permission.FIGURES_READ
    write_permission: ClassVar[Permission] = Permission.REPORT_WRITE

    kind = models.CharField("jenis", max_length=8, choices=Kind, default=Kind.MONTHLY, editable=False)
    year = YearField("tahun")
    month = models.PositiveSmallIntegerField("bulan", choices=list(enumerate(MONTHS, 1)))
    note = models.TextField(
        "pengantar", max_length=1500, blank=True,
        help_text="Apa yang perlu diketahui satuan kerja di atas. Angka dicetak sendiri, tanpa nama orang.",
    )  # fmt: skip
    stage = models.CharField(
        "tahap", max_length=10, choices=MONTHLY_WAY.choices(), default=MONTHLY_WAY.first, editable=False
    )
    submitted_on = models.DateField("dikirim pada", null=True, blank=True, editable=False)
    decided_on = models.DateField("diputuskan pada", null=True, blank=True, editable=False)
    decision = models.TextField("kata penelaah", max_length=600, blank=True, editable=False)

    class Meta:
        verbose_name = "laporan bulanan"
        ordering = ["-year", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "year", "month"], condition=Q(cancelled_at__isnull=True), name="report_once",
                violation_error_message="Laporan bulan ini sudah ada. Buka yang ada.",
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="report_month"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Laporan {month_name(self.year, self.month)}"

    @property
    def last_day(self) -> date:
        """The last day that it tells of."""
        return month_bounds(self.year, self.month)[1]

    @property
    def is_handed_in(self) -> bool:
        """Whether it lies with the superior office, or was accepted there: then its month stays closed."""
        return not self.is_cancelled and self.stage in ("submitted", "accepted")

    def clean(self) -> None:
        if self.last_day >= self.office.local_day():
            raise ValidationError({"month": "Bulan ini belum berakhir. Buat laporannya setelah bulan berganti."})
        from ..monthly.texts import refuse_identities

        refuse_identities("note", self.note)


class Submission(models.Model):
    """A report as it was handed in: what it said, and where the office's chain stood. Never changed.

    `rows` are its figures as data (see `monthly.rows`), `lines` the words that records gave it. Counted again up to
    `ledger_seq` the rows come out the same, to the unit; `verify` does so.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()
    ledger_seq = models.PositiveIntegerField()
    ledger_hash = models.BinaryField(max_length=32)
    note = models.TextField(blank=True)
    rows = models.JSONField()
    changes = models.JSONField()
    lines = models.JSONField()

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="submission_once"),
            AppendOnly(name="figures_submission_append", keys=(("report_id", "number"),)),
        ]

    def __str__(self) -> str:
        return f"{self.report}, kiriman ke-{self.number}"


class Remark(Scoped, Record):
    """What a reviewer asks about a report: of one open record and field, of a figure, or of the whole.

    A record of a closed side is never named, only its figure. The office answers, the reviewer settles.
    """

    read_permission: ClassVar[Permission] = Permission.FIGURES_READ
    write_permission: ClassVar[Permission] = Permission.REPORT_REVIEW

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="remarks")
    record_kind = models.CharField(max_length=60, blank=True, editable=False)
    record_id = models.UUIDField(null=True, blank=True, editable=False)
    field = models.CharField("isian", max_length=60, blank=True)
    indicator = models.CharField("angka", max_length=80, blank=True)
    text = models.TextField("catatan", max_length=600, help_text="Tanpa nama orang; sebut nomor atau kodenya.")
    stage = models.CharField(max_length=8, choices=REMARK_WAY.choices(), default=REMARK_WAY.first, editable=False)
    answer = models.TextField("jawaban", max_length=600, blank=True, editable=False)

    class Meta:
        verbose_name = "catatan penelaah"
        ordering = ["recorded_at"]
        indexes = [models.Index(fields=["record_id"], name="remark_of_record")]

    def __str__(self) -> str:
        return f"Catatan atas {self.report}"

    def clean(self) -> None:
        from ..monthly.texts import refuse_identities

        refuse_identities("text", self.text)
        refuse_identities("answer", self.answer)
