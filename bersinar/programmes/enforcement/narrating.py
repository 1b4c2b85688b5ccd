"""What this room's records contribute to the words of a report: never a name, a code of a person or an LKN number."""

from __future__ import annotations

from collections.abc import Iterator

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region, regency_of
from bersinar.ledger.sources import Narrated

from .models import Case, Participation, standing
from .models.knowing import TEAM


def cases(office: Office, year: int) -> Iterator[Narrated]:
    """Why cases were prominent, what was the first in the area, and which it led with others. Closed cases say nothing."""
    rows = (
        Case.objects.standing()
        .filter(office=office, lkn_on__year=year)
        .exclude(reach=TEAM)
        .prefetch_related("invitations__partner_office")
    )
    areas = dict(Region.objects.filter(pk__in={regency_of(case.place_id) for case in rows}).values_list("code", "name"))
    for case in rows.order_by("lkn_on", "pk"):
        if case.prominent:
            yield _line(f"Kasus menonjol: {case.prominent_reason}", "enforcement.cases_prominent")
        if case.is_first_in_area:
            area = areas.get(regency_of(case.place_id), "")
            what = f"{label('substance', case.first_substance)}, {case.first_what}"
            known = f"pertama sejak {case.first_since} menurut {case.first_cases} kasus tercatat"
            yield _line(f"Kasus pertama di {area}: {what} ({known})", "enforcement.first_in_area")
        if partners := [invitation.partner for invitation in standing(case.invitations.all())]:
            named = f" {case.operation_name}" if case.operation_name else ""
            yield _line(f"Kasus bersama{named} dipimpin {office}, dengan {', '.join(partners)}", "enforcement.cases")


def participations(office: Office, year: int) -> Iterator[Narrated]:
    """Joint cases that others lead: counted once, on the lead."""
    rows = Participation.objects.standing().filter(office=office, lkn_on__year=year).select_related("lead_office")
    for participation in rows.order_by("lkn_on", "pk"):
        note = f"; {participation.note}" if participation.note else ""
        yield _line(f"Kasus bersama dipimpin {participation.lead}{note}", "enforcement.cases")


def _line(text: str, figure: str) -> Narrated:
    return Narrated("case_note", "enforcement", text, figure=figure)
