"""What officers do here, in their words: survey how satisfied people are, measure an index."""

from .indices import ANSWERS_OF, MEASUREMENTS, OWN_VERSIONS
from .satisfaction import COLLECTING, SHEETS, SURVEYS

__all__ = ["ANSWERS_OF", "COLLECTING", "MEASUREMENTS", "OWN_VERSIONS", "SHEETS", "SURVEYS"]
