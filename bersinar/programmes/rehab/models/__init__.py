"""Facilities and their strengthening (open); clients and all that is recorded of their treatment (treatment side)."""

from .clients import Client, Linkage, NamePart, name_indexes, nik_index, with_code
from .consents import Consent, ReportingCard
from .demands import Demand
from .episodes import Aftercare, Episode, PathwayDecision
from .facilities import Facility, FacilityRecord, SelfAssessment, Strengthening
from .glasses import Glass, GlassReview
from .incidents import Incident
from .intake import Intake
from .invitations import Invitation, InvitationCount
from .plans import Plan, PlanItem, PlanReview
from .profiles import Profile
from .records import TreatmentRecord, refuse_future
from .referrals import Parcel, Referral, Review
from .retention import Erasure, RetentionRule
from .rights import RightsRequest
from .rules import ClinicRule, clinic_rule_of
from .sessions import Session, SessionNote
from .sheets import Sheet
from .tat import TatAssessment
from .wordings import LoadedWording

__all__ = [
    "Aftercare",
    "Client",
    "ClinicRule",
    "Consent",
    "Demand",
    "Episode",
    "Erasure",
    "Facility",
    "FacilityRecord",
    "Glass",
    "GlassReview",
    "Incident",
    "Intake",
    "Invitation",
    "InvitationCount",
    "Linkage",
    "LoadedWording",
    "NamePart",
    "Parcel",
    "PathwayDecision",
    "Plan",
    "PlanItem",
    "PlanReview",
    "Profile",
    "Referral",
    "ReportingCard",
    "RetentionRule",
    "Review",
    "RightsRequest",
    "SelfAssessment",
    "Session",
    "SessionNote",
    "Sheet",
    "Strengthening",
    "TatAssessment",
    "TreatmentRecord",
    "clinic_rule_of",
    "name_indexes",
    "nik_index",
    "refuse_future",
    "with_code",
]
