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
from .goods import RupiahField, SeizedGood
from .joint import Invitation, Participation, SharedSeizure
from .networks import Network
from .routes import MOST_STOPS, NetworkMember, NetworkTie, Route, named_stops
from .suspects import Detention, Suspect
from .tat import TatAmount, TatRequest

__all__ = [
    "M2_PER_HA",
    "MILLIONTHS",
    "MOST_STOPS",
    "PLACES",
    "WEIGHED",
    "AmountField",
    "Case",
    "Detention",
    "EnforcementRecord",
    "Exhibit",
    "Invitation",
    "Network",
    "NetworkMember",
    "NetworkTie",
    "Participation",
    "Route",
    "RupiahField",
    "SeizedGood",
    "Seizure",
    "SharedSeizure",
    "Suspect",
    "TatAmount",
    "TatRequest",
    "amount_in_words",
    "named_stops",
    "standing",
    "sums",
    "units_of",
]
