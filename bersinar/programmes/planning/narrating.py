"""What this room's records contribute to the words of a report."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bersinar.foundation.offices.models import Office
from bersinar.ledger.sources import Narrated

from .models import Narrative, ReportWords


def narratives(office: Office, year: int) -> Iterator[Narrated]:
    """What each section says about its year."""
    for narrative in Narrative.objects.standing().filter(office=office, year=year):
        yield Narrated("narrative", narrative.section, narrative.text)


def words(office: Office, year: int) -> Iterator[Narrated]:
    """The motto, and the grouping: "section", "strategy", or the office's own list as JSON."""
    for chosen in ReportWords.objects.standing().filter(office=office, year=year):
        if chosen.tagline:
            yield Narrated("tagline", "general", chosen.tagline)
        own = [{"title": title, "sections": list(sections)} for title, sections in chosen.own_grouping]
        yield Narrated("grouping", "general", json.dumps(own, ensure_ascii=False) if own else chosen.grouping)
