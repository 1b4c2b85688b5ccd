"""Terms of requests for information: working days from the code list `information_term`, holidays left out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.deadlines.counting import Holidays, Unit, last_moment
from bersinar.foundation.deadlines.models import Holiday
from bersinar.foundation.offices.models import Office


def holidays() -> Holidays:
    """The days on which offices are closed."""
    return Holidays.of(Holiday.objects.values_list("day", "yearly"))


def last_day(term: str, since: date, office: Office, *, extended: bool = False) -> date:
    """The last day of a term that begins on a day; with its extension where that was told in time."""
    days = int(attribute("information_term", term, "days")) + (
        int(attribute("information_term", term, "extra", 0)) if extended else 0
    )
    zone = ZoneInfo(office.zone)
    end = last_moment(datetime.combine(since, time(12), zone), days, Unit.WORKING_DAYS, zone=zone, holidays=holidays())
    return end.astimezone(zone).date()


def working_days_between(first: date, last: date, known: Holidays | None = None) -> int:
    """How many working days passed from one day to another; the first is not counted, as in the term itself."""
    known = holidays() if known is None else known
    return sum(known.is_working(first + timedelta(days=ahead)) for ahead in range(1, (last - first).days + 1))
