"""What a visit says: that a letter was issued, of its month and kabupaten/kota. Nothing is said of one without a letter:
the difference between visits and letters would be the reactive ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from bersinar.foundation.periods.calendar import first_of_month
from bersinar.foundation.regions.models import regency_of
from bersinar.ledger.drafts import Draft

from .models import Visit


def of_visit(visit: Visit) -> Iterator[Draft]:
    if visit.issued_on is None:
        return
    served = sorted(region.code for region in visit.office.service_area.all())
    place = regency_of(served[0]) if served else ""
    yield Draft("skhpn.letter_issued", first_of_month(visit.issued_on), place=place, detail=visit.purpose)
