"""A fact before it is posted, checked against its kind."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from bersinar.catalogue.kinds import DIMENSIONS, KINDS
from bersinar.foundation.regions.models import regency_of

from .models import Basis, Bound, Share


@dataclass(frozen=True)
class Draft:
    """What a record says: a kind, a day, a quantity in the kind's integer scale, coded dimensions, a subject token.

    Frozen and hashable: two drafts that say the same are equal, which is how a record is compared with its postings.
    """

    kind: str
    day: date
    quantity: int = 1
    share: str = Share.OWN.value
    place: str = ""
    sex: str = ""
    age_band: str = ""
    substance: str = ""
    environment: str = ""
    detail: str = ""
    aspect: str = ""
    subject: str = ""
    basis: str = Basis.RECORDED.value
    bound: str = Bound.EXACT.value

    def __post_init__(self) -> None:
        kind = KINDS.get(self.kind)
        if kind is None:
            raise ValueError(f"unknown kind of fact: {self.kind}")
        for dimension in DIMENSIONS:
            if getattr(self, dimension) and dimension not in kind.dims:
                raise ValueError(f"{self.kind} does not carry {dimension}")
        if bool(self.subject) and kind.subject is None:
            raise ValueError(f"{self.kind} carries no subject")
        if kind.side == "treatment" and (self.day.day != 1 or self.place != regency_of(self.place)):
            raise ValueError(f"{self.kind} is dated by month and placed by kabupaten/kota")


DRAFT_COLUMNS = tuple(column.name for column in fields(Draft))
