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
from .ceremonies import Ceremony
from .containers import Container
from .events import CaseEvent
from .exhibits import Exhibit, Seizure, sum_in_words, sums
from .files import CaseFile
from .goods import SeizedGood
from .joint import Invitation, Participation, SharedSeizure
from .movements import Movement, MovementLine, PlannedLine, Witness, sums_of, written
from .networks import Network
from .routes import MOST_STOPS, NetworkMember, NetworkTie, Route, named_stops
from .store import StockTake, StockTakeLine, StorePlace, WeighingLimit
from .suspects import Detention, Suspect
from .tat import TatAmount, TatRequest
from .team import CaseMember

__all__ = [
    "M2_PER_HA",
    "MILLIONTHS",
    "MOST_STOPS",
    "PLACES",
    "WEIGHED",
    "AmountField",
    "Case",
    "CaseEvent",
    "CaseFile",
    "CaseMember",
    "Ceremony",
    "Container",
    "Detention",
    "EnforcementRecord",
    "Exhibit",
    "Invitation",
    "Movement",
    "MovementLine",
    "Network",
    "NetworkMember",
    "NetworkTie",
    "Participation",
    "PlannedLine",
    "Route",
    "SeizedGood",
    "Seizure",
    "SharedSeizure",
    "StockTake",
    "StockTakeLine",
    "StorePlace",
    "Suspect",
    "TatAmount",
    "TatRequest",
    "WeighingLimit",
    "Witness",
    "amount_in_words",
    "named_stops",
    "standing",
    "sum_in_words",
    "sums",
    "sums_of",
    "units_of",
    "written",
]
