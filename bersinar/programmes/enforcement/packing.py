"""How much of an exhibit lies in containers, has left them, or still waits to be packed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Sum

from .models import Exhibit, MovementLine, PlannedLine, amount_in_words


@dataclass(frozen=True)
class Packed:
    """What came into containers (`inside`) and what is proposed to (`waiting`), in millionths; the first day of either."""

    exhibit: Exhibit
    inside: int
    waiting: int
    first_day: date | None

    @property
    def any(self) -> int:
        return self.inside + self.waiting

    @property
    def rest(self) -> int:
        return self.exhibit.amount - self.any

    def in_words(self, amount: int) -> str:
        return amount_in_words(amount, self.exhibit.unit)

    @property
    def rest_in_words(self) -> str:
        return self.in_words(self.rest)

    @property
    def inside_in_words(self) -> str:
        return self.in_words(self.inside)

    @property
    def waiting_in_words(self) -> str:
        return self.in_words(self.waiting) if self.waiting else ""


def packed_of(exhibit: Exhibit) -> Packed:
    """What of an exhibit was packed. Asked while its case is locked, nobody else packs more meanwhile."""
    came = {"container__exhibit": exhibit, "movement__kind": "seized"}
    inside = MovementLine.objects.filter(**came, movement__reversed_at__isnull=True)
    waiting = PlannedLine.objects.filter(**came, is_open=True)
    found = [rows.aggregate(sum=Sum("quantity"), first=Min("movement__moved_at")) for rows in (inside, waiting)]
    began = min((one["first"] for one in found if one["first"]), default=None)
    return Packed(
        exhibit,
        int(found[0]["sum"] or 0),
        int(found[1]["sum"] or 0),
        exhibit.office.local_day(began) if began else None,
    )
