"""What this room's records contribute to the words of a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from bersinar.foundation.offices.models import Office
from bersinar.ledger.sources import Narrated

from .models import IBMUnit


def units(office: Office, year: int) -> Iterator[Narrated]:
    """The units that stand at the year's end, by name and village where they are known."""
    standing = Q(ended_on__isnull=True) | Q(ended_on__year__gt=year)
    rows = IBMUnit.objects.standing().filter(standing, office=office, formed_on__lte=date(year, 12, 31))
    for unit in rows.select_related("village__parent").order_by("formed_on", "id"):
        where = f", {unit.village}, {unit.village.parent}" if unit.village else ""
        yield Narrated("ibm_unit", "rehabilitation", f"{unit}{where}", figure="ibm.units")
