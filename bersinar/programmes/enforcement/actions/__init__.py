"""What officers do here, in their words: `cases` with the office's own, `joint` with those of several offices."""

from .cases import (
    CASES,
    EXHIBITS,
    NETWORKS,
    SUSPECTS,
    confirm_first_in_area,
    history_of_area,
    withdraw_first_in_area,
)
from .joint import INVITATIONS, PARTICIPATIONS, SHARED_SEIZURES, accept, refresh

__all__ = [
    "CASES",
    "EXHIBITS",
    "INVITATIONS",
    "NETWORKS",
    "PARTICIPATIONS",
    "SHARED_SEIZURES",
    "SUSPECTS",
    "accept",
    "confirm_first_in_area",
    "history_of_area",
    "refresh",
    "withdraw_first_in_area",
]
