"""The letters of treatment: consent, reporting card, referral, discharge summary, a plain summary for the client; a notice to a school, where a guardian agreed; and what answers others:
demands for data, and TAT.

No official form of any was found in a source: they are neutral, an office loads its own templates.
"""

from .answers import DEMAND_ANSWER, TAT_RESULT
from .cards import REPORTING_CARD
from .consents import CONSENT
from .episodes import DISCHARGE
from .plain import SUMMARY
from .referrals import REFERRAL
from .schools import SCHOOL_NOTICE

ALL = (CONSENT, REPORTING_CARD, REFERRAL, DISCHARGE, SUMMARY, SCHOOL_NOTICE, DEMAND_ANSWER, TAT_RESULT)

__all__ = [
    "ALL",
    "CONSENT",
    "DEMAND_ANSWER",
    "DISCHARGE",
    "REFERRAL",
    "REPORTING_CARD",
    "SCHOOL_NOTICE",
    "SUMMARY",
    "TAT_RESULT",
]
