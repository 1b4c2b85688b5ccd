"""The letters of treatment: consent, reporting card, referral, discharge summary, and a plain summary for the client.

No official form of any was found in a source: they are neutral, an office loads its own templates.
"""

from .cards import REPORTING_CARD
from .consents import CONSENT
from .episodes import DISCHARGE
from .plain import SUMMARY
from .referrals import REFERRAL

ALL = (CONSENT, REPORTING_CARD, REFERRAL, DISCHARGE, SUMMARY)

__all__ = ["ALL", "CONSENT", "DISCHARGE", "REFERRAL", "REPORTING_CARD", "SUMMARY"]
