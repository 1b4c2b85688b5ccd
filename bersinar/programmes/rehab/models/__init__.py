"""Facilities and their strengthening (open); clients, episodes, pathway decisions, aftercare (treatment side)."""

from .clients import Client, nik_index
from .episodes import Aftercare, Episode, PathwayDecision
from .facilities import Facility, FacilityRecord, Strengthening
from .records import TreatmentRecord, refuse_future

__all__ = [
    "Aftercare", "Client", "Episode", "Facility", "FacilityRecord", "PathwayDecision", "Strengthening",
    "TreatmentRecord", "nik_index", "refuse_future",
]  # fmt: skip
