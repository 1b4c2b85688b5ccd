"""What is kept of a moment: the minute of an open contact, the hour of a closed one."""

from __future__ import annotations

from datetime import datetime


def to_minute(at: datetime) -> datetime:
    """The minute that an instant lies in."""
    return at.replace(second=0, microsecond=0)


def to_hour(at: datetime) -> datetime:
    """The hour that an instant lies in: all that is kept of a closed contact's times."""
    return at.replace(minute=0, second=0, microsecond=0)
