"""The records of this room, by matter."""

from .results import SessionResult, SlipPrint, slips_of, too_many_reactive
from .sessions import URINE_TEST, ActivityIdField, RaidRule, UrineSession, raids_count

__all__ = [
    "URINE_TEST",
    "ActivityIdField",
    "RaidRule",
    "SessionResult",
    "SlipPrint",
    "UrineSession",
    "raids_count",
    "slips_of",
    "too_many_reactive",
]
