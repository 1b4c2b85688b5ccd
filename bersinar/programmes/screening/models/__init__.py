"""The records of this room, by matter."""

from .guardians import ConsentSheets, GuardianConsents, is_of_minors
from .kits import KitLoss, KitLot, KitUse, ServiceRule, rule_of
from .pots import MOST_POTS, Confirmation, CountHandout, Pot, PotResult, PotSheet, pot_code
from .results import SessionResult, SlipPrint, slips_of, too_many_reactive
from .sessions import URINE_TEST, ActivityIdField, RaidRule, UrineSession, raids_count

__all__ = [
    "MOST_POTS",
    "URINE_TEST",
    "ActivityIdField",
    "Confirmation",
    "ConsentSheets",
    "CountHandout",
    "GuardianConsents",
    "KitLoss",
    "KitLot",
    "KitUse",
    "Pot",
    "PotResult",
    "PotSheet",
    "RaidRule",
    "ServiceRule",
    "SessionResult",
    "SlipPrint",
    "UrineSession",
    "is_of_minors",
    "pot_code",
    "raids_count",
    "rule_of",
    "slips_of",
    "too_many_reactive",
]
