"""Movements: one deed on paper, proposed by one log-in and confirmed by another, with the lines it writes.

Lines are written when a movement is confirmed, all of them or none, and never again: the database adds each container
up itself. What was only proposed stands in `PlannedLine`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.appendonly import AppendOnly
from bersinar.foundation.audit.models import GENESIS
from bersinar.foundation.audit.running import RunningBalance
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from .base import STANDING, AmountField, EnforcementRecord, amount_in_words
from .cases import Case
from .containers import Container
from .papers import EvidencePaper
from .store import StorePlace


@dataclass(frozen=True)
class Witness:
    """Somebody who signs beside the officers. Kept sealed."""

    name: str
    position: str = ""
    agency: str = ""

    @classmethod
    def read(cls, kept: str) -> list[Self]:
        """Witnesses as they were sealed."""
        return [cls(**one) for one in json.loads(kept or "[]")]


def written(witnesses: list[Witness]) -> str:
    """Witnesses as they are sealed."""
    return json.dumps([asdict(one) for one in witnesses], ensure_ascii=False) if witnesses else ""


class Movement(EvidencePaper, SealedRecord, EnforcementRecord):
    """What happened to containers of one case, on one paper. Proposed until a second person confirms it.

    Withdrawn is cancelled, with the reason; what was confirmed by mistake is taken back by another movement.
    """

    keeper_knows: ClassVar[bool] = True
    files_kept_by: ClassVar[tuple[Permission, ...]] = (Permission.ENFORCEMENT_WRITE, Permission.STORE_KEEP)

    side = "enforcement"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"place"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="movements", verbose_name="kasus")
    ceremony = models.ForeignKey(
        "enforcement.Ceremony", on_delete=models.PROTECT, null=True, blank=True, related_name="movements", editable=False,
        verbose_name="berita acara gabungan",
    )  # fmt: skip
    kind = CodeField("peristiwa", list_name="movement_kind")
    number = models.CharField("nomor berita acara", max_length=80)
    moved_at = models.DateTimeField("waktu")
    held_at = models.CharField("tempat pelaksanaan", max_length=160, blank=True)
    destination = models.CharField(
        "diserahkan kepada", max_length=160, blank=True, help_text="Nama lembaga, bukan nama orang."
    )
    why = models.CharField("alasan", max_length=300, blank=True, help_text="Tanpa nama orang.")
    scale = models.CharField("timbangan", max_length=80, blank=True, help_text="Merek dan nomor timbangan.")
    place = models.ForeignKey(
        StorePlace, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tempat simpan"
    )
    weigher = SealedField("ditimbang oleh", null=True, blank=True)
    witnesses = SealedField("saksi", null=True, blank=True)
    reverses = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversals", verbose_name="membatalkan"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="disetujui kepala seksi",
    )  # fmt: skip
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="petugas penyimpan",
    )  # fmt: skip
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="disahkan oleh",
    )  # fmt: skip
    confirmed_at = models.DateTimeField("disahkan pada", null=True, blank=True, editable=False)
    reversed_at = models.DateTimeField("dibalik pada", null=True, blank=True, editable=False)
    digest = models.CharField("sidik baris", max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["-moved_at", "-id"]
        # A page of the list is one walk along the first; all are counted along the second, which is small. `cancelled_at`
        # is in the first because SQLite looks at it in the row otherwise, though the condition has told already.
        indexes = [
            models.Index(
                fields=["office", "moved_at", "id", "cancelled_at"], condition=STANDING, name="movement_listed"
            ),
            models.Index(fields=["office", "cancelled_at"], name="movement_counted"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="movement_number_once",
                condition=Q(cancelled_at__isnull=True, ceremony__isnull=True),
                violation_error_message="Nomor berita acara ini sudah dipakai di satuan kerja ini.",
            ),
            models.UniqueConstraint(
                fields=["ceremony", "case"],
                name="movement_once_in_ceremony",
                condition=Q(ceremony__isnull=False),
                violation_error_message="Satu kasus hanya sekali dalam satu berita acara gabungan.",
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                name="movement_reversed_once",
                condition=Q(cancelled_at__isnull=True, reverses__isnull=False),
                violation_error_message="Berita acara ini sudah dibalik, atau pembaliknya menunggu pengesahan.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recorded_by")),
                name="movement_two_people",
                violation_error_message="Yang mengusulkan tidak dapat mengesahkan sendiri.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, keeper__isnull=True, digest="")
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, keeper__isnull=False, cancelled_at=None),
                name="movement_confirmed_whole",
                violation_error_message="Berita acara yang sudah disahkan tidak dapat ditarik; buat pembaliknya.",
            ),
        ]

    @property
    def counts(self) -> bool:
        """Whether it says anything in the books: what was taken back never happened, nor does the taking back."""
        return self.confirmed_at is not None and self.reversed_at is None and self.reverses_id is None

    @property
    def state_in_words(self) -> str:
        if self.is_cancelled:
            return "ditarik"
        if self.confirmed_at is None:
            return "menunggu pengesahan"
        return "dibalik" if self.reversed_at else "sah"

    def witnessed(self, *, by: User, purpose: str) -> list[Witness]:
        """The witnesses, opened for one person and purpose; the reading is written down first."""
        return Witness.read(self.witnesses.open(by=by, purpose=purpose)) if self.witnesses else []


class Line(models.Model):
    """How much of one container a movement concerns, in millionths of the exhibit's unit: out is negative."""

    quantity = AmountField("jumlah")
    gross = AmountField("berat kotor", null=True, blank=True)

    container: models.ForeignKey[Container, Container]

    class Meta:
        abstract = True


class PlannedLine(Line):
    """A line as it was proposed. While it is open, no other movement may name its container."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="planned")
    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="planned")
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["container"],
                name="planned_line_one_open",
                condition=Q(is_open=True),
                violation_error_message="Wadah ini baru saja diusulkan orang lain. Muat ulang halaman, lalu periksa.",
            ),
            models.UniqueConstraint(
                fields=["movement", "container"],
                name="planned_line_once",
                violation_error_message="Satu wadah hanya sekali dalam satu berita acara.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.container_id} {self.quantity}"

    @property
    def in_words(self) -> str:
        return _signed(int(self.quantity), self.container.exhibit.unit)

    @property
    def after_in_words(self) -> str:
        return amount_in_words(int(self.container.balance) + int(self.quantity), self.container.exhibit.unit)


class MovementLine(Line):
    """One line of a container's custody: what was added or taken, what that leaves, where it lies, hung on the last."""

    id = models.BigAutoField(primary_key=True)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="lines")
    container = models.ForeignKey(Container, on_delete=models.PROTECT, related_name="lines", db_index=False)
    seq = models.PositiveIntegerField()
    balance = AmountField("sisa")
    place = models.ForeignKey(StorePlace, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    prev_hash = models.BinaryField(max_length=32, default=GENESIS)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["container", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["container", "seq"],
                name="custody_line_once",
                violation_error_message="Wadah ini baru saja dipindahkan orang lain. Muat ulang halaman, lalu periksa.",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0),
                name="custody_line_not_negative",
                violation_error_message="Isi wadah tidak dapat kurang dari nol.",
            ),
            AppendOnly(name="custody_line_append"),
            RunningBalance(
                name="custody_line_runs",
                group="container_id",
                violation_error_message="Wadah ini baru saja dipindahkan orang lain. Muat ulang halaman, lalu periksa.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.container_id}/{self.seq}"

    @property
    def before(self) -> int:
        return int(self.balance) - int(self.quantity)

    @property
    def before_in_words(self) -> str:
        return amount_in_words(self.before, self.container.exhibit.unit)

    @property
    def in_words(self) -> str:
        return _signed(int(self.quantity), self.container.exhibit.unit)

    @property
    def gross_in_words(self) -> str:
        return "" if self.gross is None else amount_in_words(int(self.gross), self.container.exhibit.unit)

    @property
    def after_in_words(self) -> str:
        return amount_in_words(int(self.balance), self.container.exhibit.unit)


def sums_of(lines: Iterable[Line]) -> list[tuple[str, str, str, int]]:
    """(substance, unit, net or gross, amount) of the lines of a movement: never across units.

    What went in and what came out of containers cancels out; what left in the end is negative.
    """
    added: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        exhibit = line.container.exhibit
        added[exhibit.substance, exhibit.unit, exhibit.aspect] += int(line.quantity)
    return [(*key, amount) for key, amount in sorted(added.items())]


def _signed(amount: int, unit: str) -> str:
    """ "+10 gram", "−0,2 gram"; nothing moved reads as nought."""
    mark = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{mark}{amount_in_words(abs(amount), unit)}"
