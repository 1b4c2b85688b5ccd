"""What a proposal of a movement says: its paper, the containers it concerns, and the lines that it is to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from bersinar.foundation.wire.refusals import Refusal

from ..models import Container, StorePlace, Witness


@dataclass(frozen=True)
class Paper:
    """What the minutes say beside containers and amounts."""

    moved_at: datetime
    number: str = ""
    held_at: str = ""
    destination: str = ""
    why: str = ""
    scale: str = ""
    weigher: str = ""
    witnesses: tuple[Witness, ...] = ()
    place: StorePlace | None = None


@dataclass(frozen=True)
class Taking:
    """A container that the movement concerns. `amount` is in its unit, as typed: of a new weighing, what the scale shows.

    `field` is where the form says what is wrong with it.
    """

    container: Container
    amount: Decimal | None = None
    gross: Decimal | None = None
    field: str = "amount"


@dataclass(frozen=True)
class Packing:
    """A new container, and what goes into it."""

    kind: str
    seal: str = ""
    amount: Decimal | None = None
    gross: Decimal | None = None
    count: int | None = None
    note: str = ""
    field: str = "amount"


class Planned(NamedTuple):
    """A line to be: a container that exists or is to be made, and how much goes in (positive) or out (negative)."""

    target: Container | Packing
    quantity: int
    gross: int | None


def wrong(field: str, words: str) -> Refusal:
    """What is wrong, beside the field where it was typed."""
    return Refusal("movement_wrong", words, fields={field: words})
