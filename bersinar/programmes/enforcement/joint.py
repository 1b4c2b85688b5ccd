"""What a lead shows a partner, what the partner has taken, and where the two differ. Numbers only, never the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.regions.models import Region

from .models import Invitation, Participation, Seizure, amount_in_words, standing


class SeizureKey(NamedTuple):
    """What may be added up: one day, one substance, one unit, net or gross."""

    day: date
    substance: str
    unit: str
    aspect: str

    @classmethod
    def of(cls, seizure: Seizure) -> Self:
        return cls(seizure.seized_on, seizure.substance, seizure.unit, seizure.aspect)

    def in_words(self, amount: int) -> str:
        gross = f" ({label('aspect', 'gross')})" if self.aspect == "gross" else ""
        return f"{label('substance', self.substance)} {amount_in_words(amount, self.unit)}{gross}, {self.day:%d-%m-%Y}"


@dataclass(frozen=True)
class Offer:
    """The numbers of a joint case at one moment. `suspects` is None where they are not shown."""

    number: str
    operation: str
    lkn_on: date
    place: Region
    suspects: int | None
    seizures: dict[SeizureKey, int]

    @property
    def seizures_in_words(self) -> list[str]:
        return [key.in_words(amount) for key, amount in sorted(self.seizures.items())]


@dataclass(frozen=True)
class Difference:
    """One point in which the partner's copy and the lead's case differ, both in words."""

    label: str
    ours: str
    theirs: str


def offered(invitation: Invitation) -> Offer:
    """What the lead's case says now, as far as the invitation shows it."""
    case = invitation.case
    suspects = [one for one in standing(case.suspects.all()) if one.is_counted] if invitation.shares_suspects else None
    return Offer(
        case.number,
        case.operation_name,
        case.reported_on,
        case.place,
        None if suspects is None else len(suspects),
        _added_up(standing(case.exhibits.all())) if invitation.shares_exhibits else {},
    )


def taken(participation: Participation) -> Offer:
    """What the partner's own record holds."""
    return Offer(
        participation.lead_case_number,
        participation.operation_name,
        participation.lkn_on,
        participation.place,
        participation.suspects,
        _added_up(standing(participation.seizures.all())),
    )


def differences(participation: Participation) -> list[Difference]:
    """Where the participation no longer says what its lead says; empty where nothing differs or nobody leads here."""
    if participation.invitation is None:
        return []
    if participation.invitation.is_cancelled:
        return [Difference("Undangan", "diterima", "dicabut pemimpin")]
    ours, theirs = taken(participation), offered(participation.invitation)
    pairs = [
        ("Nomor LKN", ours.number, theirs.number),
        ("Operasi", ours.operation, theirs.operation),
        ("Tanggal LKN", f"{ours.lkn_on:%d-%m-%Y}", f"{theirs.lkn_on:%d-%m-%Y}"),
        ("Wilayah", str(ours.place), str(theirs.place)),
        ("Tersangka", _count(ours.suspects), _count(theirs.suspects)),
        ("Barang bukti", "; ".join(ours.seizures_in_words), "; ".join(theirs.seizures_in_words)),
    ]
    return [Difference(name, mine or "tidak ada", lead or "tidak ada") for name, mine, lead in pairs if mine != lead]


def _count(number: int | None) -> str:
    return "tidak disebut" if number is None else str(number)


def _added_up(seizures: Iterable[Seizure]) -> dict[SeizureKey, int]:
    sums: Counter[SeizureKey] = Counter()
    for seizure in seizures:
        sums[SeizureKey.of(seizure)] += seizure.amount
    return dict(sums)
