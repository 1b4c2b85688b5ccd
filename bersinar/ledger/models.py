"""Postings, facts and anchors."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from bersinar.catalogue.kinds import ADDED_UP_BY_DAY
from bersinar.foundation.audit.appendonly import AppendOnly
from bersinar.foundation.offices.models import Office

from .daysums import AddedUpByDay


class Posting(models.Model):
    """What one action posted to one office's chain. `seq` is gapless within the office."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.UUIDField()
    action = models.CharField(max_length=80)
    facts = models.PositiveIntegerField()
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["office", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["office", "seq"], name="posting_once"),
            AppendOnly(name="ledger_posting_append", keys=(("office_id", "seq"),)),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.seq} {self.action}"


class Share(models.TextChoices):
    OWN = "own", "sendiri"
    JOINT = "joint", "bersama"


class Basis(models.TextChoices):
    RECORDED = "recorded", "dicatat"
    ESTIMATED = "estimated", "perkiraan"


class Bound(models.TextChoices):
    EXACT = "exact", "tepat"
    MIN = "min", "sedikitnya"
    MAX = "max", "sebanyak-banyaknya"
    ABOUT = "about", "kira-kira"


class YearOf(models.Func):
    """The year of a day. A query that spells it otherwise than the index `fact_counted` does not use that index."""

    arity = 1
    spelled: ClassVar = {
        "sqlite": "CAST(SUBSTR(%(expressions)s, 1, 4) AS integer)",
        "postgresql": "CAST(EXTRACT(YEAR FROM %(expressions)s) AS integer)",
    }

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template=self.spelled[connection.vendor], **context)


# The dimensions that figures are split by without being asked, in the order in which the index holds them.
COUNTED = ("environment", "sex", "detail", "aspect", "age_band", "substance")


class Fact(models.Model):
    """One fact: small, without names. Counting reads `quantity` and `sign`; the scale belongs to the kind.

    `line` is its place in its posting; `corrects` names the fact it takes back, as "seq.line" of the same office.
    """

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    line = models.PositiveSmallIntegerField()
    day = models.DateField()
    kind = models.CharField(max_length=48)
    quantity = models.BigIntegerField()
    sign = models.SmallIntegerField()
    share = models.CharField(max_length=5, choices=Share, default=Share.OWN)
    place = models.CharField(max_length=13, blank=True)
    sex = models.CharField(max_length=8, blank=True)
    age_band = models.CharField(max_length=12, blank=True)
    substance = models.CharField(max_length=40, blank=True)
    environment = models.CharField(max_length=30, blank=True)
    detail = models.CharField(max_length=60, blank=True)
    aspect = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=32, blank=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.UUIDField()
    basis = models.CharField(max_length=9, choices=Basis, default=Basis.RECORDED)
    bound = models.CharField(max_length=5, choices=Bound, default=Bound.EXACT)
    corrects = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["office", "seq", "line"]
        indexes = [
            # All that counting reads, in its order: a year is summed up in one walk, without sorting.
            models.Index(
                "office",
                "kind",
                YearOf("day"),
                "share",
                "basis",
                "bound",
                *COUNTED,
                "subject",
                "day",
                "quantity",
                "sign",
                name="fact_counted",
            ),
            models.Index(fields=["source_kind", "source_id"], name="fact_source"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "seq", "line"], name="fact_once"),
            models.CheckConstraint(condition=models.Q(sign__in=(1, -1)), name="fact_sign"),
            AppendOnly(name="ledger_fact_append", keys=(("office_id", "seq", "line"),)),
            AddedUpByDay(name="ledger_fact_by_day", kinds=ADDED_UP_BY_DAY),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} {self.quantity}"


class DaySum(models.Model):
    """What the facts of one day come to, of a kind that is added up by day. Only the database writes it (see `daysums`)."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=48)
    day = models.DateField()
    share = models.CharField(max_length=5)
    basis = models.CharField(max_length=9)
    bound = models.CharField(max_length=5)
    detail = models.CharField(max_length=60, blank=True)
    aspect = models.CharField(max_length=40, blank=True)
    substance = models.CharField(max_length=40, blank=True)
    quantity = models.BigIntegerField()
    signs = models.BigIntegerField()

    class Meta:
        ordering = ["office", "kind", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "day", "share", "basis", "bound", "detail", "aspect", "substance"],
                name="day_sum_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} {self.quantity}"


class Anchor(models.Model):
    """A signed note of where an office's chains stood. A second copy lies beside the keys."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    occasion = models.CharField(max_length=30)
    ledger_seq = models.PositiveIntegerField()
    ledger_hash = models.BinaryField(max_length=32)
    audit_seq = models.PositiveIntegerField()
    audit_hash = models.BinaryField(max_length=32)
    reading_seq = models.PositiveIntegerField()
    reading_hash = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)

    class Meta:
        ordering = ["at", "id"]
        constraints = [AppendOnly(name="ledger_anchor_append")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.at:%Y-%m-%d} {self.ledger_seq}"


class Sifting(models.Model):
    """Links that the national service made and this instance took: the latest stands, whole.

    `seq` is its place on the chain of its office, by a posting without facts. `offices` are those whose shipments it
    knew, code -> day of the shipment.
    """

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    sifted_at = models.DateTimeField()
    key = models.CharField(max_length=16)
    offices = models.JSONField()
    pairs = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "seq"], name="sifting_place_once"),
            models.UniqueConstraint(fields=["digest"], name="sifting_once"),
            AppendOnly(name="ledger_sifting_append", keys=(("office_id", "seq"), ("digest",))),
        ]

    def __str__(self) -> str:
        return f"{self.sifted_at:%Y-%m-%d} {self.pairs}"


class Link(models.Model):
    """Two tokens of one person: counted over several offices, `token` is `canonical`."""

    id = models.BigAutoField(primary_key=True)
    sifting = models.ForeignKey(Sifting, on_delete=models.PROTECT, related_name="links", db_index=False)
    token = models.CharField(max_length=32)
    canonical = models.CharField(max_length=32)

    class Meta:
        ordering = ["sifting", "token"]
        constraints = [
            models.UniqueConstraint(fields=["sifting", "token"], name="link_once"),
            AppendOnly(name="ledger_link_append", keys=(("sifting_id", "token"),)),
        ]

    def __str__(self) -> str:
        return f"{self.token} {self.canonical}"
