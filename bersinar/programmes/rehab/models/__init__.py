"""Facilities and their strengthening (open); clients and all that is recorded of their treatment (treatment side)."""

from .clients import Client, NamePart, name_indexes, nik_index
from .consents import Consent, ReportingCard
from .episodes import Aftercare, Episode, PathwayDecision
from .facilities import Facility, FacilityRecord, SelfAssessment, Strengthening
from .intake import Intake
from .invitations import Invitation, InvitationCount
from .plans import Plan, PlanItem, PlanReview
from .records import TreatmentRecord, refuse_future
from .referrals import Parcel, Referral, Review
from .sessions import Session, SessionNote
from .sheets import Sheet
from .wordings import LoadedWording

__all__ = [
    "Aftercare",
    "Client",
    "Consent",
    "Episode",
    "Facility",
    "FacilityRecord",
    "Intake",
    "Invitation",
    "InvitationCount",
    "LoadedWording",
    "NamePart",
    "Parcel",
    "PathwayDecision",
    "Plan",
    "PlanItem",
    "PlanReview",
    "Referral",
    "ReportingCard",
    "Review",
    "SelfAssessment",
    "Session",
    "SessionNote",
    "Sheet",
    "Strengthening",
    "TreatmentRecord",
    "name_indexes",
    "nik_index",
    "refuse_future",
]  # fmt: skip
