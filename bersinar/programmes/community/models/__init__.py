"""Records of this room, by matter."""

from .areas import AreaAssessment, AreaRule, suggest
from .policies import PolicyWork, Regulation, TaskForce
from .records import CommunityRecord, Lasting
from .sites import BersinarSite, SiteBudget, SiteCheck, SiteStage
from .volunteers import OwnAction, Training, Volunteer

__all__ = [
    "AreaAssessment", "AreaRule", "BersinarSite", "CommunityRecord", "Lasting", "OwnAction", "PolicyWork", "Regulation",
    "SiteBudget", "SiteCheck", "SiteStage", "TaskForce", "Training", "Volunteer", "suggest",
]  # fmt: skip
