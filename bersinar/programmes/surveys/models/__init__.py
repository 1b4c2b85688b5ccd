"""Satisfaction surveys with their sheets; indices by version, and what was measured on them."""

from .satisfaction import ANSWER, ANSWERS, Sheet, Survey

__all__ = ["ANSWER", "ANSWERS", "Sheet", "Survey"]
