"""Templates and counters of numbers, and the register of those that were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import LETTERS_OF
from bersinar.foundation.access.sides import Side
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User


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


class NumberState(models.TextChoices):
    RESERVED = "reserved", "Dipesan"
    USED = "used", "Dipakai"
    CANCELLED = "cancelled", "Dibatalkan"


class NumberQuerySet(models.QuerySet["NumberEntry"]):
    def visible_to(self, user: User) -> Self:
        """Numbers of the sides whose letters this user may read, in the offices where that holds."""
        reach = Q(pk__in=[])
        for side, permission in LETTERS_OF.items():
            reach |= Q(side=side.value, office_id__in=user.scope(permission))
        return self.filter(reach)


class NumberEntry(models.Model):
    """One number of a series in a year: reserved, then used, or cancelled with a reason. Never given twice.

    On a closed side it says nothing but the number, its day and its state. Walled by `side` on PostgreSQL.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="satuan kerja")
    kind = models.SlugField("jenis", max_length=40)
    year = models.PositiveSmallIntegerField("tahun")
    n = models.PositiveIntegerField("nomor urut")
    text = models.CharField("nomor", max_length=160)
    side = models.CharField(max_length=12, choices=[(side.value, side.label) for side in Side])
    state = models.CharField("keadaan", max_length=10, choices=NumberState, default=NumberState.RESERVED)
    day = models.DateField("tanggal surat")
    subject = models.CharField("perihal", max_length=160, blank=True)
    reason = models.CharField("alasan batal", max_length=500, blank=True)
    record_kind = models.CharField(max_length=60, blank=True)
    record_id = models.UUIDField(null=True)
    reserved_at = models.DateTimeField("dipesan pada")
    reserved_by = models.UUIDField()
    changed_at = models.DateTimeField(null=True)

    objects = NumberQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "-n"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "year", "n"],
                name="number_given_once",
                violation_error_message="Nomor ini sudah diberikan.",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""),
                name="number_cancelled_with_reason",
                violation_error_message="Tuliskan alasan pembatalan nomor.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def by_hand(self) -> bool:
        """Whether it was reserved for a letter that is written elsewhere."""
        return self.record_id is None


class NumberGap(models.Model):
    """Numbers that are not in the register because they were given before it, with the reason for it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["year", "kind", "first"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="number_gap_has_an_end")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.first}–{self.last}"
