"""What officers do here, in their words, by matter."""

from .areas import ASSESSMENTS, rule_areas
from .sites import (
    BUDGETS,
    CHECKS,
    END_FORCE,
    END_POLICY,
    END_SITE,
    POLICIES,
    REGULATIONS,
    SITES,
    STAGES,
    TASKFORCES,
)
from .volunteers import CHECK_ACTION, END_SERVICE, INAUGURATION, OWN_ACTIONS, RECOGNISE, TRAININGS, VOLUNTEERS

__all__ = [
    "ASSESSMENTS", "BUDGETS", "CHECKS", "CHECK_ACTION", "END_FORCE", "END_POLICY", "END_SERVICE", "END_SITE",
    "INAUGURATION", "OWN_ACTIONS", "POLICIES", "RECOGNISE", "REGULATIONS", "SITES", "STAGES", "TASKFORCES", "TRAININGS",
    "VOLUNTEERS", "rule_areas",
]  # fmt: skip
