"""Days as spans of time: sessions are kept in UTC and asked for by the days of an office, or of the page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone

from bersinar.foundation.offices.models import Office


def span(office: Office, first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of one day up to, and without, the first moment after another."""
    return _span(ZoneInfo(office.zone), first, last)


def span_here(first: date, last: date) -> tuple[datetime, datetime]:
    """As `span`, in the time zone of the page."""
    return _span(timezone.get_current_timezone(), first, last)


def _span(zone: tzinfo, first: date, last: date) -> tuple[datetime, datetime]:
    begin = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    return begin.astimezone(UTC), end.astimezone(UTC)
