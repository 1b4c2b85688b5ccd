"""What the records of this room share: who may read them, exact amounts and their words, the refusal of days ahead."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.lists import attribute, label
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from .knowing import NeedToKnow

MILLIONTHS = 1_000_000
M2_PER_HA = 10_000

# How many decimals a unit carries: what is finer than its kind of fact can hold is refused, never rounded.
PLACES = {"g": 6, "ml": 6, "m2": 2, "tablet": 3, "capsule": 3, "sheet": 3, "plant": 3, "packet": 3}
WEIGHED = frozenset({"g", "ml"})
STANDING = Q(cancelled_at__isnull=True)


class EnforcementRecord(Scoped, Record):
    """What all records of this room share: who may read and write them, and that a closed case closes what is beneath it."""

    objects: ClassVar[Any] = NeedToKnow.as_manager()

    read_permission: ClassVar[Permission] = Permission.ENFORCEMENT_READ
    write_permission: ClassVar[Permission] = Permission.ENFORCEMENT_WRITE

    class Meta:
        abstract = True


class AmountField(models.BigIntegerField[Any, Any]):
    """An amount in millionths of its unit: an exact integer, never a float."""

    def words(self, value: int) -> str:
        """The amount as a person reads it, without its unit."""
        return write_number(Decimal(value) / MILLIONTHS)


def amount_in_words(amount: int, unit: str) -> str:
    """ "307,527 gram"; fields are printed in hectares."""
    exact = Decimal(amount) / MILLIONTHS
    if unit == "m2":
        return f"{write_number(exact / M2_PER_HA)} {label('unit', 'ha')}"
    return f"{write_number(exact)} {label('unit', unit)}"


def units_of(substance: str) -> list[str]:
    """The units in which a substance is recorded, as its code says."""
    return [unit for unit in attribute("substance", substance, "units", []) if unit in PLACES]


def refuse_unit(substance: str, unit: str) -> None:
    """A substance has units of its own; the sentence names them."""
    allowed = units_of(substance)
    if unit and unit not in allowed:
        named = [label("unit", one) for one in allowed]
        listed = " atau ".join(filter(None, [", ".join(named[:-1]), named[-1] if named else ""]))
        raise ValidationError({"unit": f"{label('substance', substance)} dicatat dalam {listed or 'satuan lain'}."})


def standing(records: Collection[Any]) -> list[Any]:
    """Those that are not cancelled, of records already fetched."""
    return [record for record in records if not record.is_cancelled]


def refuse_before(record: EnforcementRecord, name: str, case: Any) -> None:
    """Nothing of a case lies before the case."""
    day: date | None = getattr(record, name)
    if day and case.first_day and day < case.first_day:
        raise ValidationError({name: f"Mendahului tanggal kejadian kasusnya ({case.first_day:%d-%m-%Y})."})


def refuse_future(record: EnforcementRecord, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})
