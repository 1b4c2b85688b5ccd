"""What officers do here, in their words, one module a matter; `verbs` is how every record of this room is kept."""

from .cases import CASES
from .exhibits import EXHIBITS
from .firsts import confirm_first_in_area, history_of_area, withdraw_first_in_area
from .goods import GOODS
from .joint import INVITATIONS, PARTICIPATIONS, SHARED_SEIZURES, accept, refresh
from .networks import NETWORKS
from .routes import MEMBERS, ROUTES, TIES
from .suspects import DETENTIONS, SUSPECTS
from .tat import TAT_AMOUNTS, TAT_REQUESTS, limit_in_words, limit_of

__all__ = [
    "CASES",
    "DETENTIONS",
    "EXHIBITS",
    "GOODS",
    "INVITATIONS",
    "MEMBERS",
    "NETWORKS",
    "PARTICIPATIONS",
    "ROUTES",
    "SHARED_SEIZURES",
    "SUSPECTS",
    "TAT_AMOUNTS",
    "TAT_REQUESTS",
    "TIES",
    "accept",
    "confirm_first_in_area",
    "history_of_area",
    "limit_in_words",
    "limit_of",
    "refresh",
    "withdraw_first_in_area",
]
