"""Facilities and their strengthening (open); clients with episodes, decisions, aftercare, sheets (treatment side)."""

from .clients import Client, nik_index
from .consents import Consent, ReportingCard
from .episodes import Aftercare, Episode, PathwayDecision
from .facilities import Facility, FacilityRecord, Strengthening
from .intake import Intake
from .records import TreatmentRecord, refuse_future
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
    "PathwayDecision",
    "ReportingCard",
    "Sheet",
    "Strengthening",
    "TreatmentRecord",
    "nik_index",
    "refuse_future",
]  # fmt: skip
