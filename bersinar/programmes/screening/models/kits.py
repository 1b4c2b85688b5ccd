"""Test kits by lot: what came in, what sessions used, what was written off. What is left follows from these three."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from .sessions import UrineSession


class KitRecord(Scoped, Record):
    """What all records of the stock share: it is open, and the section that tests keeps it."""

    read_permission: ClassVar[Permission] = Permission.SCREENING_READ
    write_permission: ClassVar[Permission] = Permission.SCREENING_WRITE

    class Meta:
        abstract = True


class KitLot(KitRecord):
    """One delivery of kits of one lot."""

    brand = models.CharField("merek", max_length=80)
    lot = models.CharField("nomor lot", max_length=40)
    panel = CodeField("panel", list_name="urine_panel")
    cut_off = models.CharField(
        "batas deteksi", max_length=200, blank=True,
        help_text="Menurut brosur alatnya, misalnya AMP 1.000 ng/mL; THC 50 ng/mL.",
    )  # fmt: skip
    received_on = models.DateField("diterima pada")
    received = models.PositiveIntegerField("jumlah diterima")
    expires_on = models.DateField("kedaluwarsa", help_text="Hari terakhir alatnya boleh dipakai.")
    source = models.CharField(
        "diterima dari", max_length=120, blank=True, help_text="Misalnya pengadaan kantor, BNNP, atau hibah pemerintah daerah."
    )  # fmt: skip
    note = models.TextField("catatan", blank=True)

    class Meta:
        verbose_name = "lot alat tes"
        ordering = ["expires_on", "lot", "id"]
        constraints = [
            models.UniqueConstraint(
                "office", Lower("brand"), Lower("lot"), "received_on", condition=Q(cancelled_at__isnull=True), name="kit_lot_once_a_day",
                violation_error_message="Lot ini sudah dicatat pada hari itu. Ubah jumlahnya di sana.",
            ),
            models.CheckConstraint(
                condition=Q(received__gte=1), name="kit_lot_holds_something", violation_error_message="Isi sedikitnya 1."
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.brand} lot {self.lot}"

    @property
    def happened_on(self) -> date:
        return self.received_on

    @property
    def used(self) -> int:
        """How many sessions took. What is read beforehand (`prefetch`) is not asked again."""
        return sum(one.used for one in self.uses.all() if not one.is_cancelled)

    @property
    def lost(self) -> int:
        return sum(one.count for one in self.losses.all() if not one.is_cancelled)

    @property
    def left(self) -> int:
        """How many should lie on the shelf."""
        return self.received - self.used - self.lost

    @property
    def parameters(self) -> list[str]:
        """What kits of this lot look for."""
        return list(attribute("urine_panel", self.panel, "parameters") or [])

    def is_expired(self, day: date) -> bool:
        return self.expires_on < day

    def clean(self) -> None:
        self.brand, self.lot = " ".join(self.brand.split()), " ".join(self.lot.split())
        problems = {}
        if self.received_on and self.received_on > self.office.local_day():
            problems["received_on"] = "Tanggal belum terjadi."
        if self.received == 0:
            problems["received"] = "Isi sedikitnya 1."
        if self.received_on and self.expires_on and self.expires_on < self.received_on:
            problems["expires_on"] = "Sudah kedaluwarsa ketika diterima. Periksa tanggalnya, atau kembalikan alatnya."
        if problems:
            raise ValidationError(problems)


class KitUse(KitRecord):
    """How many kits of one lot a session took. `failed` are those of them that showed no valid result."""

    session = models.ForeignKey(UrineSession, on_delete=models.PROTECT, related_name="kit_uses", verbose_name="sesi")
    lot = models.ForeignKey(KitLot, on_delete=models.PROTECT, related_name="uses", verbose_name="lot")
    used = models.PositiveIntegerField("alat yang dipakai", help_text="Seluruhnya, termasuk yang gagal.")
    failed = models.PositiveIntegerField(
        "di antaranya gagal atau tidak sah", default=0, help_text="Garis kontrol tidak muncul, bocor, atau salah pakai."
    )

    class Meta:
        verbose_name = "pemakaian alat tes"
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "lot"], condition=Q(cancelled_at__isnull=True), name="kit_use_once_per_lot",
                violation_error_message="Lot ini sudah dicatat pada sesi ini. Ubah jumlahnya di sana.",
            ),
            models.CheckConstraint(
                condition=Q(used__gte=1) & Q(failed__lte=F("used")), name="kit_use_failed_within_used",
                violation_error_message="Yang gagal melebihi yang dipakai.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{write_number(self.used)} alat dari {self.lot}"

    @property
    def happened_on(self) -> date:
        return self.session.held_on

    def clean(self) -> None:
        if self.used == 0:
            raise ValidationError({"used": "Isi sedikitnya 1, atau batalkan catatan ini."})
        if self.used is not None and (self.failed or 0) > self.used:
            raise ValidationError({"failed": f"Melebihi {write_number(self.used)} alat yang dipakai."})
        if fault := self.fault_of_day():
            raise ValidationError({"lot": fault})

    def fault_of_day(self) -> str:
        """Why kits of this lot cannot have been used on the session's day; empty where they can."""
        day = self.session.held_on
        if self.lot.received_on > day:
            return f"Lot ini baru diterima {long_date(self.lot.received_on)}, sesudah tes. Pilih lot lain."
        if self.lot.is_expired(day):
            return f"Lot ini kedaluwarsa {long_date(self.lot.expires_on)}, sebelum tes. Pilih lot lain."
        return ""


class KitLoss(KitRecord):
    """Kits that left the stock unused, with the reason."""

    lot = models.ForeignKey(KitLot, on_delete=models.PROTECT, related_name="losses", verbose_name="lot")
    lost_on = models.DateField("dikeluarkan pada")
    count = models.PositiveIntegerField("jumlah")
    cause = CodeField("sebab", list_name="kit_loss")
    detail = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "pengeluaran alat tes"
        ordering = ["lost_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=1), name="kit_loss_of_something", violation_error_message="Isi sedikitnya 1."
            )
        ]

    def __str__(self) -> str:
        return f"{write_number(self.count)} alat dikeluarkan dari {self.lot}"

    @property
    def happened_on(self) -> date:
        return self.lost_on

    def clean(self) -> None:
        problems = {}
        if self.count == 0:
            problems["count"] = "Isi sedikitnya 1."
        if self.lost_on and self.lost_on > self.office.local_day():
            problems["lost_on"] = "Tanggal belum terjadi."
        elif self.lost_on and self.lost_on < self.lot.received_on:
            problems["lost_on"] = f"Lot ini baru diterima {long_date(self.lot.received_on)}."
        if problems:
            raise ValidationError(problems)


class ServiceRule(KitRecord):
    """How an office serves institutions that ask for tests. Without one, no count of positives leaves the house."""

    write_permission: ClassVar[Permission] = Permission.SCREENING_RULES_WRITE

    office = models.OneToOneField(
        Office, on_delete=models.PROTECT, related_name="urine_rule", verbose_name="satuan kerja"
    )
    count_for_head = models.BooleanField(
        "jumlah reaktif boleh disampaikan tertutup kepada pimpinan instansi", default=False,
        help_text="Hanya untuk tempat kerja orang dewasa, dicetak sekali, tidak disimpan. Tidak pernah untuk sekolah.",
    )  # fmt: skip
    pots_kept_months = models.PositiveSmallIntegerField(
        "hasil menurut kode disimpan (bulan)", default=12,
        help_text="Sejak hari tes. Sesudah itu kode dan hasilnya dihapus; jumlahnya tetap.",
    )  # fmt: skip

    class Meta:
        verbose_name = "aturan layanan tes urine"
        constraints = [
            models.CheckConstraint(
                condition=Q(pots_kept_months__gte=1, pots_kept_months__lte=60), name="urine_rule_keeps_for_a_time",
                violation_error_message="Isi 1 sampai 60 bulan.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return "Aturan layanan tes urine"

    def clean(self) -> None:
        if self.pots_kept_months is not None and not 1 <= self.pots_kept_months <= 60:
            raise ValidationError({"pots_kept_months": "Isi 1 sampai 60 bulan."})

    def keeps(self, day: date, today: date) -> bool:
        """Whether results by code of a test of this day are still kept."""
        months = day.year * 12 + day.month - 1 + self.pots_kept_months
        return (today.year * 12 + today.month - 1, today.day) <= (months, day.day)


def rule_of(office: Office) -> ServiceRule:
    """The office's rule, or the neutral one."""
    return ServiceRule.objects.filter(office=office).first() or ServiceRule(office=office)
