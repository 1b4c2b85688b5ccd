"""What stands in the way and what is done about it; what others honoured."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField

from .records import CooperationRecord, refuse_future, refuse_unusable


class Obstacle(CooperationRecord):
    """What stood in the way of the year's work (kendala)."""

    noted_on = models.DateField("dicatat pada")
    section = CodeField("bidang", list_name="section")
    category = CodeField("golongan", list_name="obstacle_category")
    text = models.TextField("kendala", max_length=600)
    ended_on = models.DateField("teratasi pada", null=True, blank=True, help_text="Kosongkan selama masih menghambat.")
    outcome = models.TextField("hasil akhirnya", max_length=600, blank=True)

    class Meta:
        ordering = ["noted_on", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}…"

    @property
    def happened_on(self) -> date:
        return self.noted_on

    def clean(self) -> None:
        refuse_future(self, "noted_on")
        if (
            self.noted_on
            and self.efforts.filter(cancelled_at__isnull=True, made_on__year__lt=self.noted_on.year).exists()
        ):
            raise ValidationError({"noted_on": "Ada upaya dari tahun sebelumnya untuk kendala ini."})
        self._refuse_odd_end()

    def _refuse_odd_end(self) -> None:
        refuse_future(self, "ended_on")
        if self.ended_on and self.noted_on and self.ended_on < self.noted_on:
            raise ValidationError({"ended_on": "Kendala ini baru dicatat sesudah tanggal itu."})
        if self.ended_on and not self.outcome.strip():
            raise ValidationError({"outcome": "Tuliskan hasil akhirnya, dalam satu atau dua kalimat."})
        if self.outcome.strip() and not self.ended_on:
            raise ValidationError({"ended_on": "Isi tanggalnya, atau kosongkan hasil akhirnya."})


class Effort(CooperationRecord):
    """What was done about one obstacle (upaya)."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.PROTECT, related_name="efforts", verbose_name="kendala")
    made_on = models.DateField("dilakukan pada")
    text = models.TextField("upaya", max_length=600)
    status = CodeField("keadaan", list_name="effort_status", default="running")

    class Meta:
        ordering = ["made_on", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}…"

    @property
    def happened_on(self) -> date:
        return self.made_on

    def clean(self) -> None:
        refuse_future(self, "made_on")
        refuse_unusable(self.obstacle, self, "obstacle", "Kendala")
        if self.made_on and self.obstacle.noted_on.year > self.made_on.year:
            raise ValidationError({"made_on": "Upaya mendahului tahun kendalanya."})


class Award(CooperationRecord):
    """An award the office received."""

    received_on = models.DateField("diterima pada")
    name = models.CharField("penghargaan", max_length=200)
    giver = models.CharField("pemberi", max_length=160)
    level = CodeField("tingkat", list_name="award_level")
    category = models.CharField("kategori", max_length=120, blank=True)
    rank = models.CharField("peringkat atau predikat", max_length=60, blank=True)
    score = models.CharField("nilai", max_length=20, blank=True, help_text="Seperti tertulis pada piagamnya.")

    class Meta:
        ordering = ["-received_on"]

    def __str__(self) -> str:
        return self.name

    @property
    def happened_on(self) -> date:
        return self.received_on

    def clean(self) -> None:
        refuse_future(self, "received_on")
