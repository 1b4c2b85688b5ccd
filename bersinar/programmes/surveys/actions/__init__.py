"""What officers do here, in their words: survey how satisfied people are, measure an index."""

from .satisfaction import COLLECTING, SHEETS, SURVEYS

__all__ = ["COLLECTING", "SHEETS", "SURVEYS"]
