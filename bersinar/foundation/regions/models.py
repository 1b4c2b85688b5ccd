"""Administrative regions. Codes are dotted (16.02.05.1001) and never reused; a region that ends keeps its row."""

from __future__ import annotations

from django.db import models


class RegionLevel(models.IntegerChoices):
    PROVINCE = 1, "Provinsi"
    REGENCY = 2, "Kabupaten/Kota"
    DISTRICT = 3, "Kecamatan"
    VILLAGE = 4, "Desa/Kelurahan"


class Region(models.Model):
    code = models.CharField("kode Kemendagri", max_length=13, primary_key=True)
    name = models.CharField("nama", max_length=120)
    level = models.PositiveSmallIntegerField("tingkat", choices=RegionLevel)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    bps_code = models.CharField("kode BPS", max_length=10, blank=True)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "name"], name="region_level_name")]

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """The outline of a region that an office has loaded from a file of its own, simplified: for drawing, not for measuring."""

    region = models.OneToOneField(Region, primary_key=True, on_delete=models.CASCADE, related_name="boundary")
    rings = models.JSONField("garis", help_text="Rings of [longitude, latitude], each closed by its first point.")
    source = models.CharField("sumber", max_length=160)
    loaded_at = models.DateTimeField("dimuat pada", auto_now=True)

    def __str__(self) -> str:
        return f"Batas {self.region_id}"


def regency_of(code: str) -> str:
    """The kabupaten/kota that a code lies in: its first two parts; a province's code stays as it is."""
    return ".".join(code.split(".")[:2])
