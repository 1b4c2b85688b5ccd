"""What figures and reports need beside the ledger: factor sets, explanations of checks, reports being made."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7


class FactorBasis(models.TextChoices):
    """Which amounts the factors of a set are for: sources differ."""

    SEIZED = "seized", "barang bukti yang disita"
    DESTROYED = "destroyed", "barang bukti yang dimusnahkan"


class FactorSet(models.Model):
    """A named set of factors "persons per unit" of what was seized, or of what was destroyed, with its document.

    There is no official set: an office chooses one, and every figure made with it is an estimate that names it.
    `factors` is a list of {"substance", "unit", "factor"}, the factor as a decimal text.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("nama", max_length=120, unique=True)
    source = models.CharField("sumber", max_length=200)
    basis = models.CharField("dasar", max_length=10, choices=FactorBasis, default=FactorBasis.SEIZED)
    factors = models.JSONField("faktor")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FactorChoice(models.Model):
    """Which factor set an office uses for a year. Without a choice the estimate does not exist.

    It is printed only where the signatory said so; otherwise it stands on the desk alone.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("tahun")
    factor_set = models.ForeignKey(FactorSet, on_delete=models.PROTECT, related_name="+", verbose_name="set faktor")
    printed = models.BooleanField("dicetak dalam laporan", default=False)
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="factor_choice_once")]

    def __str__(self) -> str:
        return f"{self.office} {self.year}: {self.factor_set}"


class CheckExplanation(models.Model):
    """Why a failing check before signing may stand; printed with the report."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("tahun")
    check_code = models.SlugField("pemeriksaan", max_length=60)
    text = models.TextField("penjelasan", max_length=600)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year", "check_code"], name="check_explained_once")]

    def __str__(self) -> str:
        return f"{self.check_code}: {self.text}"


class SlideMaster(models.Model):
    """A version of an office's own master for slides; the latest holds. Without a file it is the way back to the neutral one.

    Versions are never deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        verbose_name = "master paparan"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["office", "version"], name="slide_master_version_once")]

    def __str__(self) -> str:
        return f"versi {self.version}" if self.file_id else f"versi {self.version} (bawaan)"


class ReportKind(models.TextChoices):
    YEAR_END = "yearend", "laporan akhir tahun"
    PERFORMANCE = "lkj", "laporan kinerja"


class ReportFile(models.Model):
    """A report that was asked for as a file: made in the background, fetched by the one who asked, kept a day.

    `quarter` is set where it tells of the year until the end of that quarter only.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "menunggu"
        MAKING = "making", "sedang dibuat"
        READY = "ready", "siap diunduh"
        FAILED = "failed", "gagal dibuat"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=ReportKind, default=ReportKind.YEAR_END)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(null=True, blank=True)
    coverage = models.CharField(max_length=4)
    form = models.CharField(max_length=5)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    content = models.BinaryField(null=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.office} {self.year} {self.form}"
