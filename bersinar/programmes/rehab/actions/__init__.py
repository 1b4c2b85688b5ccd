"""What officers do here, in their words: take a contact, register a client, admit, decide the pathway, close, refer, give aftercare."""

from .clients import CLIENTS
from .consents import CARDS, CONSENTS
from .episodes import AFTERCARES, DECISIONS, EPISODES, Arrival, receive
from .facilities import FACILITIES, SELF_ASSESSMENTS, STRENGTHENINGS
from .finding import find
from .intake import INTAKES
from .niks import read_nik
from .plans import ITEMS, PLANS
from .referrals import REFERRALS
from .sessions import SESSIONS
from .sheets import SHEETS
from .wordings import WORDINGS

__all__ = [
    "AFTERCARES",
    "CARDS",
    "CLIENTS",
    "CONSENTS",
    "DECISIONS",
    "EPISODES",
    "FACILITIES",
    "INTAKES",
    "ITEMS",
    "PLANS",
    "REFERRALS",
    "SELF_ASSESSMENTS",
    "SESSIONS",
    "SHEETS",
    "STRENGTHENINGS",
    "WORDINGS",
    "Arrival",
    "find",
    "read_nik",
    "receive",
]  # fmt: skip
