"""Facilities and their strengthening (open); clients, episodes, pathway decisions, aftercare (treatment side)."""

from .clients import Client, nik_index
from .consents import Consent, ReportingCard
from .episodes import Aftercare, Episode, PathwayDecision
from .facilities import Facility, FacilityRecord, Strengthening
from .intake import Intake
from .records import TreatmentRecord, refuse_future

__all__ = [
    "Aftercare",
    "Client",
    "Consent",
    "Episode",
    "Facility",
    "FacilityRecord",
    "Intake",
    "PathwayDecision",
    "ReportingCard",
    "Strengthening",
    "TreatmentRecord",
    "nik_index",
    "refuse_future",
]  # fmt: skip
