"""What this room's records say: an answer each, on the scale 1 to 4, and the sheet itself.

Dated by month: with its day and its sex, a sheet could be told from the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft

from .models import Sheet

_SCALE = KINDS["surveys.element_answered"].scale


def of_sheet(sheet: Sheet) -> Iterator[Draft]:
    month, service = sheet.filled_on.replace(day=1), sheet.survey.service
    yield Draft("surveys.sheet_collected", month, sex=sheet.sex, aspect=service)
    token = subject_token("surveys", sheet.pk)
    for element, answer in sheet.answers.items():
        yield Draft("surveys.element_answered", month, answer * _SCALE, detail=element, aspect=service, subject=token)
