"""What all records of this room share."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Q

from bersinar.catalogue.declaring import Indicator
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from ..fields import SCALE

STANDING = Q(cancelled_at__isnull=True)


class PlanningRecord(Scoped, Record):
    """Who may read and write a record of this room."""

    read_permission: ClassVar[Permission] = Permission.PLANNING_READ
    write_permission: ClassVar[Permission] = Permission.PLANNING_WRITE

    class Meta:
        abstract = True


def refuse_unfit(value: int, indicator: Indicator, field: str = "value") -> None:
    """A target must be a number that the indicator can have. Raises ValidationError on `field`."""
    decimals = min(indicator.decimals, 3)
    if value % (SCALE // 10**decimals):
        allowed = f"paling banyak {decimals} angka di belakang koma" if decimals else "dengan bilangan bulat"
        raise ValidationError({field: f"Indikator ini dihitung {allowed}. Tulis targetnya demikian."})
    least, most = _ends(indicator)
    if most is not None and not least * SCALE <= value <= most * SCALE:
        raise ValidationError({field: f"Target indikator ini antara {write_number(least)} dan {write_number(most)}."})


def _ends(indicator: Indicator) -> tuple[int, int | None]:
    """The ends of what an indicator can be; its upper one is None where counts may go on."""
    if indicator.scale:
        least, most = indicator.scale.split("-")
        return int(least), int(most)
    return 0, 100 if indicator.unit == "percent" else None
