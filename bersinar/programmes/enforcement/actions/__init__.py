"""What officers do here, in their words, one module a matter; `verbs` is how every record of this room is kept."""

from .cases import CASES
from .ceremonies import confirm_together, hand_in, propose_together, withdraw_together
from .detentions import DETENTIONS
from .events import EVENTS
from .exhibits import EXHIBITS
from .files import FILES
from .firsts import confirm_first_in_area, history_of_area, withdraw_first_in_area
from .goods import GOODS
from .joint import INVITATIONS, PARTICIPATIONS, SHARED_SEIZURES, accept, refresh
from .movements import approve, confirm, reverse, withdraw
from .networks import NETWORKS
from .paper import Packing, Paper, Taking
from .proposals import propose
from .routes import MEMBERS, ROUTES, TIES
from .stocktakes import Counted, count, settle, sign
from .store import LIMITS, PLACES
from .suspects import SUSPECTS
from .tat import TAT_AMOUNTS, TAT_REQUESTS, limit_in_words, limit_of
from .team import TEAMS

__all__ = [
    "CASES",
    "DETENTIONS",
    "EVENTS",
    "EXHIBITS",
    "FILES",
    "GOODS",
    "INVITATIONS",
    "LIMITS",
    "MEMBERS",
    "NETWORKS",
    "PARTICIPATIONS",
    "PLACES",
    "ROUTES",
    "SHARED_SEIZURES",
    "SUSPECTS",
    "TAT_AMOUNTS",
    "TAT_REQUESTS",
    "TEAMS",
    "TIES",
    "Counted",
    "Packing",
    "Paper",
    "Taking",
    "accept",
    "approve",
    "confirm",
    "confirm_first_in_area",
    "confirm_together",
    "count",
    "hand_in",
    "history_of_area",
    "limit_in_words",
    "limit_of",
    "propose",
    "propose_together",
    "refresh",
    "reverse",
    "settle",
    "sign",
    "withdraw",
    "withdraw_first_in_area",
    "withdraw_together",
]
