"""Offices: BNN RI, BNNP, BNNK and BNN Kota. An office is not an area: it serves one or several."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone


class OfficeType(models.TextChoices):
    HEADQUARTERS = "hq", "BNN RI"
    PROVINCE = "province", "BNNP"
    REGENCY = "regency", "BNN Kabupaten"
    CITY = "city", "BNN Kota"


class TimeZone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class OfficeQuerySet(models.QuerySet["Office"]):
    def under(self, *offices: Office) -> OfficeQuerySet:
        """These offices and every office beneath them."""
        reach = Q(pk__in=[])
        for office in offices:
            reach |= Q(path__startswith=office.path)
        return self.filter(reach)


class Office(models.Model):
    """One office. `path` spells the way from the root ("/bnn/bnnp-sumsel/bnnk-oki/") and follows `parent`."""

    id = models.SmallAutoField(primary_key=True)
    code = models.SlugField("kode", max_length=40, unique=True, error_messages={"unique": "Kode ini sudah dipakai."})
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, verbose_name="satuan kerja induk"
    )
    path = models.CharField(max_length=200, unique=True, editable=False)
    type = models.CharField("jenis", max_length=10, choices=OfficeType)
    official_name = models.CharField("nama resmi", max_length=160)
    short_name = models.CharField("nama singkat", max_length=60)
    aliases = models.JSONField("nama lain", default=list, blank=True)
    zone = models.CharField("zona waktu", max_length=20, choices=TimeZone, default=TimeZone.WIB)
    city = models.CharField("kota kedudukan", max_length=80, blank=True)
    address = models.TextField("alamat", blank=True)
    minor_consents_from = models.PositiveSmallIntegerField(
        "anak ikut menyetujui mulai umur", null=True, blank=True, validators=[MinValueValidator(6), MaxValueValidator(17)],
        help_text="Di samping walinya, untuk tes dan layanan. Kosongkan bila wali saja yang ditanya.",
    )  # fmt: skip
    service_area = models.ManyToManyField("regions.Region", blank=True, related_name="+", verbose_name="wilayah kerja")

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.short_name

    def local_day(self, at: datetime | None = None) -> date:
        """The calendar day in this office's time zone."""
        return (at or timezone.now()).astimezone(ZoneInfo(self.zone)).date()

    def head_on(self, day: date) -> Head | None:
        """Who signs for this office on a day: the latest appointment that covers it."""
        return (
            self.heads.filter(since__lte=day)
            .filter(Q(until__isnull=True) | Q(until__gte=day))
            .order_by("-since")
            .first()
        )


class Section(models.Model):
    """A section of an office, named by the office itself."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="sections")
    code = models.SlugField("kode", max_length=30)
    name = models.CharField("nama", max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="section_once_per_office")]

    def __str__(self) -> str:
        return self.name


class Capacity(models.TextChoices):
    DEFINITIVE = "definitive", "Definitif"
    ACTING = "plt", "Plt. (pelaksana tugas)"
    STANDING_IN = "plh", "Plh. (pelaksana harian)"


class Head(models.Model):
    """Who heads an office, and signs for it, from one day until another."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="heads")
    name = models.CharField("nama", max_length=120)
    title_before = models.CharField("gelar depan", max_length=40, blank=True)
    title_after = models.CharField("gelar belakang", max_length=60, blank=True)
    rank = models.CharField("pangkat", max_length=40, blank=True)
    position = models.CharField("jabatan", max_length=120)
    capacity = models.CharField("kedudukan", max_length=10, choices=Capacity, default=Capacity.DEFINITIVE)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="head_until_after_since",
                violation_error_message="Tanggal akhir jabatan mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name with titles: "H. Budi, S.H., M.H."."""
        named = f"{self.title_before} {self.name}".strip()
        return f"{named}, {self.title_after}" if self.title_after else named

    @property
    def full_position(self) -> str:
        """Position with "Plt." or "Plh." where it is not definitive."""
        prefix = {Capacity.ACTING: "Plt. ", Capacity.STANDING_IN: "Plh. "}.get(Capacity(self.capacity), "")
        return prefix + self.position
