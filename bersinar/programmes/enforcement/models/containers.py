"""Containers: one package of an exhibit, with its seal, what is in it now, where it lies and who holds it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.typesetting.labels import SPOKEN

from .base import STANDING, AmountField, EnforcementRecord, amount_in_words
from .exhibits import Exhibit
from .store import StorePlace

if TYPE_CHECKING:
    from .movements import Movement


def new_code() -> str:
    """A short code by chance: it says nothing about case, substance or place."""
    drawn = "".join(secrets.choice(SPOKEN) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


class Container(EnforcementRecord):
    """One package. What it holds follows from its lines, and is kept here beside them so that a list need not add up.

    Nothing changes `seq`, `balance`, `gross`, `place`, `holder` and `last_kind` but a line that is written; `verify`
    compares.
    """

    keeper_knows: ClassVar[bool] = True
    files_kept_by: ClassVar[tuple[Permission, ...]] = (Permission.ENFORCEMENT_WRITE, Permission.STORE_KEEP)

    exhibit = models.ForeignKey(
        Exhibit, on_delete=models.PROTECT, related_name="containers", verbose_name="barang bukti", editable=False
    )
    packed_by = models.ForeignKey(
        "enforcement.Movement", on_delete=models.PROTECT, related_name="packed", verbose_name="dikemas dengan",
        editable=False,
    )  # fmt: skip
    code = models.CharField("kode wadah", max_length=9, default=new_code, unique=True, editable=False)
    kind = CodeField("jenis wadah", list_name="container_kind")
    seal = models.CharField("nomor segel", max_length=60, blank=True)
    count = models.PositiveIntegerField(
        "jumlah isi", null=True, blank=True, help_text="Misalnya banyaknya paket kecil."
    )
    note = models.CharField("keterangan", max_length=200, blank=True, help_text="Ciri wadah. Tanpa nama orang.")

    seq = models.PositiveIntegerField("baris terakhir", default=0, editable=False)
    balance = AmountField("isi", default=0, editable=False)
    gross = AmountField("berat kotor", null=True, blank=True, editable=False)
    place = models.ForeignKey(
        StorePlace, on_delete=models.PROTECT, null=True, blank=True, related_name="containers", editable=False,
        verbose_name="tempat simpan",
    )  # fmt: skip
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="dipegang oleh",
    )  # fmt: skip
    held_since = models.DateTimeField("dipegang sejak", null=True, blank=True, editable=False)
    last_kind = CodeField("peristiwa terakhir", list_name="movement_kind", blank=True, editable=False)

    class Meta:
        ordering = ["exhibit", "recorded_at", "seal", "code"]
        indexes = [
            models.Index(fields=["office", "place"], name="container_by_place", condition=Q(balance__gt=0)),
            # A page of the list is one walk along the first; all are counted along the second, which is small.
            models.Index(
                fields=["office", "-recorded_at", "code", "id", "cancelled_at"],
                condition=STANDING,
                name="container_listed",
            ),
            models.Index(fields=["office", "cancelled_at"], name="container_counted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(balance__gte=0),
                name="container_balance_not_negative",
                violation_error_message="Isi wadah tidak dapat kurang dari nol.",
            )
        ]

    def __str__(self) -> str:
        return f"Wadah {self.code}"

    @property
    def in_words(self) -> str:
        """What is in it now."""
        return amount_in_words(int(self.balance), self.exhibit.unit)

    @property
    def gross_in_words(self) -> str:
        return "" if self.gross is None else amount_in_words(int(self.gross), self.exhibit.unit)

    @property
    def is_in(self) -> bool:
        """Whether it has come into the store at all."""
        return self.seq > 0

    @property
    def is_held(self) -> bool:
        return int(self.balance) > 0

    @property
    def state_in_words(self) -> str:
        """Where it stands, without its place."""
        if self.is_cancelled:
            return "dibatalkan"
        if not self.is_in:
            return "menunggu pengesahan"
        return "di gudang" if self.is_held else f"kosong: {label('movement_kind', self.last_kind).lower()}"

    @property
    def packing(self) -> Movement:
        """The movement by which it came into being."""
        return self.packed_by
