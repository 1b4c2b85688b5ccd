"""What this room's records say: an answer each, on the scale 1 to 4, and the sheet itself; the values of indices.

Sheets are dated by month: with its day and its sex, one could be told from the others. Of an index only the value that
the office holds as its own is said; what others measured beside it is kept for comparison and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft

from .models import OWN, Measurement, Sheet

_SCALE = KINDS["surveys.element_answered"].scale


def of_sheet(sheet: Sheet) -> Iterator[Draft]:
    month, service = sheet.filled_on.replace(day=1), sheet.survey.service
    yield Draft("surveys.sheet_collected", month, sex=sheet.sex, aspect=service)
    token = subject_token("surveys", sheet.pk)
    for element, answer in sheet.answers.items():
        yield Draft("surveys.element_answered", month, answer * _SCALE, detail=element, aspect=service, subject=token)


def of_measurement(one: Measurement) -> Iterator[Draft]:
    """Its value in thousandths, where there is one and it is the office's; and who was asked, where the office asked them itself."""
    day = one.happened_on
    assert day is not None
    if one.is_office_value and one.value is not None:
        yield Draft("surveys.index_measured", day, one.value, detail=one.edition)
    if one.measured_by != OWN or not one.respondents:
        return
    male, female = one.male or 0, one.female or 0
    for sex, many in (("male", male), ("female", female), ("", one.respondents - male - female)):
        if many:
            yield Draft("surveys.index_answered", day, many, place=one.region_id or "", sex=sex, detail=one.edition)
