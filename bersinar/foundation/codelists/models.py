"""Code lists as data. A code that ends keeps its row: old records keep their words."""

from __future__ import annotations

from django.db import models


class Code(models.Model):
    """One code of one list. `attributes` holds what the list's users need: units, crosswalks, bounds."""

    list = models.SlugField("daftar", max_length=40)
    code = models.CharField("kode", max_length=60)
    label = models.CharField("label", max_length=160)
    meaning = models.TextField("arti", blank=True)
    order = models.PositiveSmallIntegerField("urutan", default=0)
    attributes = models.JSONField("sifat", default=dict, blank=True)
    version = models.PositiveIntegerField("versi", default=1)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        ordering = ["list", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "code"],
                name="code_once_per_list",
                violation_error_message="Kode ini sudah ada dalam daftar.",
            )
        ]

    def __str__(self) -> str:
        return self.label
