"""Satisfaction surveys with their sheets; indices by version, and what was measured on them."""

from .indices import OWN, Answers, Measurement, Period
from .satisfaction import ANSWER, ANSWERS, Sheet, Survey
from .versions import OwnVersion

__all__ = ["ANSWER", "ANSWERS", "OWN", "Answers", "Measurement", "OwnVersion", "Period", "Sheet", "Survey"]
