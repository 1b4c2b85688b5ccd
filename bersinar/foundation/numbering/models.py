"""Templates and counters of numbers."""

from __future__ import annotations

from django.db import models

from bersinar.foundation.offices.models import Office


class NumberTemplate(models.Model):
    """How an office writes a kind of number: "LKN/{n:03}/{month}/{year}/{office}"."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField("jenis", max_length=40)
    template = models.CharField("pola", max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "kind"], name="number_template_once")]

    def __str__(self) -> str:
        return self.template


class NumberCounter(models.Model):
    """The last number given of a kind in a year."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "kind", "year"], name="number_counter_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"
