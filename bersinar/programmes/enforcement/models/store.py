"""The store of evidence: its places by code, how much a weight may differ, and counting shelf against book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label

from .base import AmountField, EnforcementRecord, amount_in_words, refuse_future, refuse_unit

if TYPE_CHECKING:
    from .containers import Container


class StoreRecord(EnforcementRecord):
    """What only the keeper and the head of the section read: it tells where in the store something lies."""

    read_permission: ClassVar[Permission] = Permission.STORE_PLACES
    write_permission: ClassVar[Permission] = Permission.STORE_KEEP

    class Meta:
        abstract = True


class StorePlace(StoreRecord):
    """One place in the store. Its code says where it is to those who may know, and nothing to anybody else."""

    code = models.CharField("kode tempat", max_length=20, help_text="Misalnya A-03. Tanpa nama orang.")
    note = models.CharField("keterangan", max_length=120, blank=True, help_text="Misalnya lemari besi, rak kedua.")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"],
                name="store_place_once",
                condition=Q(cancelled_at__isnull=True),
                violation_error_message="Kode tempat ini sudah dipakai di gudang satuan kerja ini.",
            )
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        self.code = " ".join(self.code.split())
        if not self.code:
            raise ValidationError({"code": "Isi kode tempatnya."})


class WeighingLimit(StoreRecord):
    """How much a new weighing may differ before the head of the section has to agree. No row: two people are enough."""

    write_permission: ClassVar[Permission] = Permission.STORE_DECIDE

    substance = CodeField("zat", list_name="substance")
    unit = CodeField("satuan", list_name="unit")
    most = AmountField("batas selisih")

    class Meta:
        ordering = ["substance", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "substance", "unit"],
                name="weighing_limit_once",
                condition=Q(cancelled_at__isnull=True),
                violation_error_message="Zat dan satuan ini sudah punya batas. Ubah batas yang ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{label('substance', self.substance)}: {self.in_words}"

    @property
    def in_words(self) -> str:
        return amount_in_words(int(self.most), self.unit)

    def clean(self) -> None:
        refuse_unit(self.substance, self.unit)
        if self.most is not None and self.most < 0:
            raise ValidationError({"most": "Isi nol atau lebih."})


class StockTake(StoreRecord):
    """Counting one place: what lies on the shelf beside what the book says, signed by the keeper and a second person."""

    place = models.ForeignKey(
        StorePlace, on_delete=models.PROTECT, related_name="stock_takes", verbose_name="tempat simpan"
    )
    counted_on = models.DateField("dihitung pada")
    note = models.CharField("catatan", max_length=300, blank=True, help_text="Tanpa nama orang.")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="disaksikan oleh",
    )  # fmt: skip
    signed_at = models.DateTimeField("disaksikan pada", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-counted_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("recorded_by")),
                name="stock_take_two_people",
                violation_error_message="Yang menghitung tidak dapat menjadi saksinya sendiri.",
            )
        ]

    def __str__(self) -> str:
        return f"Stok opname {self.counted_on:%d-%m-%Y}"

    @property
    def happened_on(self) -> date:
        return self.counted_on

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    def clean(self) -> None:
        refuse_future(self, "counted_on")


class StockTakeLine(StoreRecord):
    """One container of a count: the book's amount as it stood, and what was found. A difference waits for its answer."""

    keeper_knows: ClassVar[bool] = True

    take = models.ForeignKey(StockTake, on_delete=models.PROTECT, related_name="lines", verbose_name="stok opname")
    container: models.ForeignKey[Container, Container] = models.ForeignKey(
        "enforcement.Container", on_delete=models.PROTECT, related_name="+", verbose_name="wadah"
    )
    book = AmountField("menurut buku")
    shelf = AmountField("di rak", null=True, blank=True)  # nothing: the container was not there
    is_expected = models.BooleanField("tercatat di tempat ini", default=True)
    explanation = models.CharField("penjelasan", max_length=300, blank=True)
    movement = models.ForeignKey(
        "enforcement.Movement", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="berita acara",
    )  # fmt: skip

    class Meta:
        ordering = ["take", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["take", "container"],
                name="stock_take_line_once",
                violation_error_message="Wadah ini sudah dihitung dalam stok opname ini.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.container} · {self.take}"

    @property
    def is_as_booked(self) -> bool:
        return self.is_expected and self.shelf == self.book

    @property
    def is_settled(self) -> bool:
        """Nothing differs, or the difference has its movement or its explanation."""
        return self.is_as_booked or self.movement_id is not None or bool(self.explanation)

    @property
    def book_in_words(self) -> str:
        return amount_in_words(int(self.book), self.container.exhibit.unit)

    @property
    def shelf_in_words(self) -> str:
        if self.shelf is None:
            return "tidak ditemukan"
        return amount_in_words(int(self.shelf), self.container.exhibit.unit)
