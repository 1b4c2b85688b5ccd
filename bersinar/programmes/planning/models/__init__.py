"""Records of this room, by matter."""

from .agreements import Agreement, Party, Revision, RevisionLine, Signature, TargetLine
from .budget import BudgetLine, BudgetRevision, Spending
from .cascade import Answer, Proposal
from .performance import PerformanceText
from .records import PlanningRecord
from .remedies import ActionPlan, ActionStep
from .strategy import Strategy, StrategyLine
from .words import Narrative, ReportWords

__all__ = [
    "ActionPlan",
    "ActionStep",
    "Agreement",
    "Answer",
    "BudgetLine",
    "BudgetRevision",
    "Narrative",
    "Party",
    "PerformanceText",
    "PlanningRecord",
    "Proposal",
    "ReportWords",
    "Revision",
    "RevisionLine",
    "Signature",
    "Spending",
    "Strategy",
    "StrategyLine",
    "TargetLine",
]
