"""The records of this room, by matter."""

from .guardians import ConsentSheets, GuardianConsents, is_of_minors
from .results import SessionResult, SlipPrint, slips_of, too_many_reactive
from .sessions import URINE_TEST, ActivityIdField, RaidRule, UrineSession, raids_count

__all__ = [
    "URINE_TEST",
    "ActivityIdField",
    "ConsentSheets",
    "GuardianConsents",
    "RaidRule",
    "SessionResult",
    "SlipPrint",
    "UrineSession",
    "is_of_minors",
    "raids_count",
    "slips_of",
    "too_many_reactive",
]
