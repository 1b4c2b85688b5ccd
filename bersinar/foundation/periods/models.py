"""Closed months of an office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bersinar.foundation.offices.models import Office


class MonthClosing(models.Model):
    """One closing of one month. Opened again it keeps its row, and a new closing gets a new one."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("tahun")
    month = models.PositiveSmallIntegerField("bulan")
    closed_at = models.DateTimeField()
    closed_by = models.UUIDField()
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.UUIDField(null=True)
    reopen_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["year", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "month"], condition=Q(reopened_at__isnull=True), name="month_closed_once"
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="month_closing_month"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"
