"""Facilities and their strengthening (open); clients with episodes, decisions, aftercare, sheets, referrals (treatment side)."""

from .clients import Client, NamePart, name_indexes, nik_index
from .consents import Consent, ReportingCard
from .episodes import Aftercare, Episode, PathwayDecision
from .facilities import Facility, FacilityRecord, Strengthening
from .intake import Intake
from .records import TreatmentRecord, refuse_future
from .referrals import Parcel, Referral, Review
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
    "LoadedWording",
    "NamePart",
    "Parcel",
    "PathwayDecision",
    "Referral",
    "ReportingCard",
    "Review",
    "Sheet",
    "Strengthening",
    "TreatmentRecord",
    "name_indexes",
    "nik_index",
    "refuse_future",
]  # fmt: skip
