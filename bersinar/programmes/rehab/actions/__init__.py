"""What officers do here, in their words: register a client, admit, decide the pathway, close, give aftercare."""

from .clients import CLIENTS, find_by_nik, read_nik
from .episodes import AFTERCARES, DECISIONS, EPISODES, Arrival, receive
from .facilities import FACILITIES, STRENGTHENINGS

__all__ = [
    "AFTERCARES", "CLIENTS", "DECISIONS", "EPISODES", "FACILITIES", "STRENGTHENINGS", "Arrival", "find_by_nik",
    "read_nik", "receive",
]  # fmt: skip
