"""What this room's open records contribute to the words of a report. Clients contribute nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.ledger.sources import Narrated

from .models import Strengthening


def strengthenings(office: Office, year: int) -> Iterator[Narrated]:
    """The year's strengthenings, one line each."""
    rows = Strengthening.objects.standing().filter(office=office, day__year=year).select_related("facility")
    for one in rows.order_by("day", "id"):
        text = f"{label('strengthening_kind', one.kind)}: {one.facility.name}"
        yield Narrated("strengthening", "rehabilitation", text, figure="rehab.facilities_strengthened")
