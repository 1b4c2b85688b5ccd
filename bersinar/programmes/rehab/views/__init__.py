"""Pages of this room, one module a matter."""

from collections.abc import Sequence

from bersinar.foundation.ui.pages import Pages

from .clients import CLIENT
from .consents import CARD, CONSENT
from .demands import DEMAND
from .episodes import AFTERCARE, DECISION, EPISODE
from .facilities import FACILITY, SELF_ASSESSMENT, STRENGTHENING
from .glasses import GLASS, GLASS_REVIEW
from .incidents import INCIDENT
from .intake import INTAKE
from .parcels import PARCEL
from .plans import ITEM, PLAN
from .profiles import PROFILE
from .referrals import OVERRIDE, REFERRAL
from .retention import ERASURE, RETENTION_RULE
from .reviews import REVIEW
from .rights import RIGHTS
from .sessions import SESSION
from .sheets import SHEET
from .tat import TAT
from .wordings import WORDING

ALL: Sequence[Pages] = (
    FACILITY, SELF_ASSESSMENT, STRENGTHENING, INTAKE, CLIENT, CONSENT, CARD, EPISODE, DECISION, AFTERCARE, PROFILE, PLAN, ITEM, SESSION, SHEET, WORDING,
    OVERRIDE, REFERRAL, PARCEL, REVIEW,
    DEMAND, RIGHTS, ERASURE, RETENTION_RULE, INCIDENT, GLASS, GLASS_REVIEW, TAT,
)  # fmt: skip
