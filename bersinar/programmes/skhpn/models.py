"""Visits to the desk, the office's rule and tariffs, and the little that a public page may know of a letter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.codelists.lists import attribute, codes
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.models import Record

from .ways import VISIT_WAY

IDENTITY = ("name", "nik", "birth_place", "birth_date", "job", "address")
_STANDING = Q(cancelled_at__isnull=True)


class DeskRecord(Scoped, Record):
    """What all records of this room share: the treatment side's staff of the office read and write them."""

    read_permission: ClassVar[Permission] = Permission.SKHPN_READ
    write_permission: ClassVar[Permission] = Permission.SKHPN_WRITE

    class Meta:
        abstract = True


class DeskRule(DeskRecord):
    """How an office keeps its desk. No source settles these: each office says them, and begins with neutral ones."""

    write_permission: ClassVar[Permission] = Permission.SKHPN_RULES_WRITE

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="+", verbose_name="satuan kerja")
    valid_days = models.PositiveSmallIntegerField(
        "surat berlaku (hari)", default=90, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    keep_months = models.PositiveSmallIntegerField(
        "identitas disimpan (bulan)", default=12, validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Sejak hari kunjungan. Sesudah itu identitas dan isi surat dihapus; jumlahnya tetap.",
    )  # fmt: skip
    instrument = models.CharField(
        "alat skrining singkat", max_length=20, default="dast-10", blank=True,
        choices=[(one.code, one.title) for one in INSTRUMENTS.values()],
        help_text="Kosongkan bila skrining diisi di atas kertas.",
    )  # fmt: skip

    class Meta:
        verbose_name = "aturan layanan SKHPN"

    def __str__(self) -> str:
        return "Aturan layanan SKHPN"

    def clean(self) -> None:
        if self.valid_days and self.keep_months and self.keep_months * 28 < self.valid_days:
            raise ValidationError({"keep_months": "Identitas harus disimpan selama suratnya masih berlaku."})

    def keeps(self, day: date, today: date) -> bool:
        """Whether the identity of a visit of this day is still kept."""
        months = day.year * 12 + day.month - 1 + self.keep_months
        return (today.year * 12 + today.month - 1, today.day) <= (months, day.day)


def rule_of(office: Office) -> DeskRule:
    """The office's rule, or the neutral one."""
    return DeskRule.objects.filter(office=office).first() or DeskRule(office=office)


class Tariff(DeskRecord):
    """What a visit costs from a day on (PNBP)."""

    write_permission: ClassVar[Permission] = Permission.SKHPN_RULES_WRITE

    amount = models.PositiveIntegerField("tarif (rupiah)")
    in_force_from = models.DateField("berlaku mulai")
    ground = models.CharField("dasar", max_length=160, help_text="Peraturan yang menetapkannya.")

    class Meta:
        ordering = ["-in_force_from"]
        verbose_name = "tarif"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "in_force_from"], condition=_STANDING, name="skhpn_tariff_once",
                violation_error_message="Tarif yang berlaku mulai hari itu sudah ada. Ubah yang ada.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Tarif mulai {self.in_force_from:%d-%m-%Y}"


def tariff_on(office: Office, day: date) -> Tariff | None:
    """The tariff of a day; None where none has begun."""
    rows = Tariff.objects.standing().filter(office=office, in_force_from__lte=day)
    found: Tariff | None = rows.order_by("-in_force_from").first()
    return found


class Visit(SealedRecord, DeskRecord):
    """One person at the desk, known to the room by the number of the day. Who it is lies sealed, for a time.

    No index finds a person again: two visits of one person are two visits.
    """

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset(
        {
            "initials",
            "sex",
            "document",
            "is_minor",
            "screening_result",
            "instrument",
            "instrument_version",
            "values",
            "bands",
            "is_reactive",
            "reactive",
            "receipt",
        }
    )

    visited_on = models.DateField("tanggal kunjungan")
    number = models.PositiveSmallIntegerField("nomor antrean", editable=False)
    stage = models.CharField(
        "tahap", max_length=12, choices=VISIT_WAY.choices(), default=VISIT_WAY.first, editable=False
    )
    purpose = CodeField("keperluan", list_name="skhpn_purpose")
    document = CodeField("kartu identitas", list_name="skhpn_document", blank=True)
    name = SealedField("nama", null=True, blank=True)
    nik = SealedField("NIK", null=True, blank=True)
    birth_place = SealedField("tempat lahir", null=True, blank=True)
    birth_date = SealedField("tanggal lahir", null=True, blank=True)
    job = SealedField("pekerjaan", null=True, blank=True)
    address = SealedField("alamat", null=True, blank=True)
    sex = CodeField("jenis kelamin", list_name="sex", blank=True)
    initials = models.CharField("inisial", max_length=12, blank=True, editable=False)
    is_minor = models.BooleanField("di bawah 18 tahun", default=False, editable=False)
    fee = models.PositiveIntegerField("biaya (rupiah)", null=True, blank=True, editable=False)
    receipt = models.CharField("nomor bukti bayar", max_length=60, blank=True)
    exemption = CodeField("alasan bebas biaya", list_name="skhpn_exemption", blank=True)
    screening_result = CodeField("kesimpulan skrining", list_name="skhpn_screening", blank=True)
    instrument = models.CharField("alat skrining", max_length=20, blank=True, editable=False)
    instrument_version = models.CharField("versi alat skrining", max_length=10, blank=True, editable=False)
    answers = SealedField("jawaban skrining", null=True, blank=True)
    values = models.JSONField("skor skrining", default=dict, blank=True, editable=False)
    bands = models.JSONField("golongan skrining", default=dict, blank=True, editable=False)
    tested_on = models.DateField("dites pada", null=True, blank=True)
    panel = CodeField("panel alat tes", list_name="urine_panel", blank=True)
    kit_lot = models.CharField("nomor lot alat tes", max_length=40, blank=True)
    is_reactive = models.BooleanField("reaktif", default=False, editable=False)
    reactive = CodesField("parameter reaktif", list_name="urine_parameter")
    issued_on = models.DateField("surat terbit pada", null=True, blank=True, editable=False)
    identity_erased_at = models.DateTimeField("identitas dihapus", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-visited_on", "-number"]
        verbose_name = "kunjungan SKHPN"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "visited_on", "number"], name="skhpn_number_once",
                violation_error_message="Nomor antrean ini baru saja dipakai. Kirim lagi.",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(is_reactive=False), name="skhpn_reactive_issues_none",
                violation_error_message="Hasil tes ini tidak menerbitkan surat.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Nomor {self.number}, {self.visited_on:%d-%m-%Y}"

    @property
    def happened_on(self) -> date | None:
        """The day that counts: that of the letter. Until there is one, nothing is counted."""
        return self.issued_on

    @property
    def is_open(self) -> bool:
        return self.stage not in VISIT_WAY.ends

    @property
    def is_erased(self) -> bool:
        return self.identity_erased_at is not None

    @property
    def parameters(self) -> list[str]:
        """What the kit looked for."""
        return list(attribute("urine_panel", self.panel, "parameters") or codes("urine_parameter"))

    def clean(self) -> None:
        today = self.office.local_day()
        if self.visited_on and self.visited_on > today:
            raise ValidationError({"visited_on": "Tanggal belum terjadi."})
        if self.tested_on and not self.visited_on <= self.tested_on <= today:
            raise ValidationError({"tested_on": "Tes tidak mendahului kunjungan dan tidak di hari depan."})
        if self.is_reactive and not self.reactive:
            raise ValidationError({"reactive": "Centang parameter yang reaktif."})
        if self.reactive and not self.is_reactive:
            raise ValidationError({"reactive": "Hasilnya nonreaktif: hapus centang ini, atau pilih reaktif."})
        if outside := set(self.reactive) - set(self.parameters):
            words = self._meta.get_field("reactive").words(sorted(outside))  # type: ignore[union-attr]
            raise ValidationError({"reactive": f"Panel ini tidak memuat {words}."})
        if bool(self.receipt) and bool(self.exemption):
            raise ValidationError({"exemption": "Isi nomor bukti bayar, atau alasan bebas biaya; tidak keduanya."})


class PublicCheck(models.Model):
    """What the public page may know of one issued letter, and nothing else: neither office, day, number nor visit.

    Found by the keyed hash of the letter's code. It stands outside the wall: whoever reads this table learns initials
    and a day, and nobody's code.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    initials = models.CharField(max_length=12, blank=True)
    valid_until = models.DateField()

    def __str__(self) -> str:
        return "surat yang dapat diperiksa"

    @staticmethod
    def hashed(code: str) -> str:
        """What is kept of a letter's code."""
        return blind_index("treatment", "skhpn.check", code)


def valid_until(office: Office, day: date) -> date:
    """The last day of a letter of this day, by the office's rule."""
    return day + timedelta(days=rule_of(office).valid_days)
