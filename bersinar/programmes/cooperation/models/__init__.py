"""The room's records, by matter: partners and what is done with them, progress through the year, what others ask."""

from .asked import DataRequest, InformationRequest
from .partners import Agreement, JointWork, Partner
from .progress import Award, Effort, Obstacle
from .records import CooperationRecord

__all__ = [
    "Agreement", "Award", "CooperationRecord", "DataRequest", "Effort", "InformationRequest", "JointWork", "Obstacle",
    "Partner",
]  # fmt: skip
