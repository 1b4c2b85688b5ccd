"""The records of this room, one module a matter: what an office holds itself, and (`joint`) what several offices share."""

from .base import (
    M2_PER_HA,
    MILLIONTHS,
    PLACES,
    WEIGHED,
    AmountField,
    EnforcementRecord,
    amount_in_words,
    standing,
    units_of,
)
from .cases import Case
from .exhibits import Exhibit, Seizure, sums
from .joint import Invitation, Participation, SharedSeizure
from .networks import Network
from .suspects import Suspect

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
    "sums",
    "units_of",
]
