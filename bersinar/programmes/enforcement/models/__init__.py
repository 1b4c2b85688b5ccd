"""The records of this room: `cases` holds the office's own, `joint` what several offices share."""

from .cases import (
    M2_PER_HA,
    MILLIONTHS,
    PLACES,
    WEIGHED,
    AmountField,
    Case,
    EnforcementRecord,
    Exhibit,
    Network,
    Seizure,
    Suspect,
    amount_in_words,
    standing,
    units_of,
)
from .joint import Invitation, Participation, SharedSeizure

__all__ = [
    "M2_PER_HA",
    "MILLIONTHS",
    "PLACES",
    "WEIGHED",
    "AmountField",
    "Case",
    "EnforcementRecord",
    "Exhibit",
    "Invitation",
    "Network",
    "Participation",
    "Seizure",
    "SharedSeizure",
    "Suspect",
    "amount_in_words",
    "standing",
    "units_of",
]
