"""What officers do here, in their words, one module a matter; `verbs` is how every record of this room is kept."""

from .cases import CASES
from .exhibits import EXHIBITS
from .firsts import confirm_first_in_area, history_of_area, withdraw_first_in_area
from .joint import INVITATIONS, PARTICIPATIONS, SHARED_SEIZURES, accept, refresh
from .networks import NETWORKS
from .suspects import SUSPECTS

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
