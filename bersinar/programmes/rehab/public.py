"""What other rooms may ask of this one: codes that invite to a talk, the wording of a sheet, and sealed linkage values.

Plain values in, frozen dataclasses out. No client stands behind this door: whether anybody came with a code is not told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bersinar.catalogue.instruments.wording import Wording, shipped
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal

from .actions import invitations
from .actions.linking import fill as fill_linkage
from .actions.linking import ship as ship_linkage
from .actions.wordings import wording_in_force
from .models.invitations import Origin
from .slips import fault_of_place, print_slips

__all__ = [
    "FROM_SKHPN",
    "FROM_URINE_TEST",
    "Slips",
    "drop_old_invitations",
    "fault_of_place",
    "fill_linkage",
    "invite",
    "ship_linkage",
    "wording_of",
]

FROM_URINE_TEST, FROM_SKHPN = Origin.URINE_TEST.value, Origin.SKHPN.value


@dataclass(frozen=True)
class Slips:
    """Invitations made just now. They are printed once, after what they belong to is saved: nobody keeps their codes."""

    count: int
    printed: Callable[[], bytes]


def invite(*, office: Office, origin: str, count: int, place: str, by: User, replacing: bool = False) -> Slips:
    """Make invitations within the caller's deed, which has asked permission. Refuses words that a slip may not hold."""
    if fault := fault_of_place(place):
        raise Refusal("slip_words", fault, fields={"place": fault})
    codes, until = invitations.invite(office=office, origin=origin, count=count, by=by.pk, replacing=replacing)
    return Slips(count, lambda: print_slips(codes, place, until))


def drop_old_invitations() -> int:
    """Throw away the codes whose time is over; how many."""
    return invitations.drop_over()


def wording_of(office: Office, instrument: str) -> Wording:
    """The words an office uses for an instrument: its own where it has put them in force, else the neutral labels."""
    loaded = wording_in_force(office, instrument)
    return loaded.read if loaded else shipped(instrument)
