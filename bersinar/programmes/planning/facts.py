"""What this room's records say: targets, and nothing else. Words of a report are not counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bersinar.ledger.drafts import Draft

from .models import Narrative, ReportWords, TargetLine


def of_target_line(line: TargetLine) -> Iterator[Draft]:
    """The target of a named indicator, dated the last day of the agreement's year. An open line says nothing."""
    if line.value is not None and line.indicator:
        yield Draft("planning.target_set", date(line.agreement.year, 12, 31), line.value, detail=line.indicator)


def of_words(record: Narrative | ReportWords) -> Iterator[Draft]:
    """Nothing: words are printed, never counted."""
    yield from ()
