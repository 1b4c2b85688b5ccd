"""What officers do here, in their words: take a contact, register a client, admit, decide the pathway, close, refer, give aftercare."""

from .clients import CLIENTS
from .consents import CARDS, CONSENTS
from .demands import DEMANDS
from .episodes import AFTERCARES, DECISIONS, EPISODES, Arrival, receive
from .facilities import FACILITIES, SELF_ASSESSMENTS, STRENGTHENINGS
from .finding import find
from .glasses import GLASS_REVIEWS, GLASSES
from .incidents import INCIDENTS
from .intake import INTAKES
from .niks import read_nik
from .plans import ITEMS, PLANS
from .profiles import PROFILES
from .referrals import REFERRALS
from .retention import ERASURES, RULES
from .rights import REQUESTS
from .sessions import SESSIONS
from .sheets import SHEETS
from .tat import TATS
from .wordings import WORDINGS

__all__ = [
    "AFTERCARES",
    "CARDS",
    "CLIENTS",
    "CONSENTS",
    "DECISIONS",
    "DEMANDS",
    "EPISODES",
    "ERASURES",
    "FACILITIES",
    "GLASSES",
    "GLASS_REVIEWS",
    "INCIDENTS",
    "INTAKES",
    "ITEMS",
    "PLANS",
    "PROFILES",
    "REFERRALS",
    "REQUESTS",
    "RULES",
    "SELF_ASSESSMENTS",
    "SESSIONS",
    "SHEETS",
    "STRENGTHENINGS",
    "TATS",
    "WORDINGS",
    "Arrival",
    "find",
    "read_nik",
    "receive",
]  # fmt: skip
