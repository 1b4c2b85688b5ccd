"""What this room's records contribute to the words of a report."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bersinar.foundation.offices.models import Office
from bersinar.ledger.sources import Narrated

from .models import Narrative, ReportWords, TargetLine


def narratives(office: Office, year: int) -> Iterator[Narrated]:
    """What each section says about its year."""
    for narrative in Narrative.objects.standing().filter(office=office, year=year):
        yield Narrated("narrative", narrative.section, narrative.text)


def open_lines(office: Office, year: int) -> Iterator[Narrated]:
    """What the agreement leaves open, in one sentence; nothing where every line has its name and its number."""
    lines = [
        line
        for line in TargetLine.objects.standing()
        .filter(office=office, agreement__year=year)
        .select_related("agreement")
        if not line.agreement.is_cancelled
    ]
    unnamed = sum(1 for line in lines if not line.indicator and not line.wording)
    without_number = [str(line) for line in lines if line.is_open and (line.indicator or line.wording)]
    if not unnamed and not without_number:
        return
    parts = [f"Perjanjian kinerja memuat {len(lines)} indikator"]
    parts += [f"{unnamed} belum bernama"] if unnamed else []
    parts += [f"belum bertarget angka: {', '.join(without_number)}"] if without_number else []
    yield Narrated("open_target", "general", "; ".join(parts) + ".")


def words(office: Office, year: int) -> Iterator[Narrated]:
    """The motto, and the grouping: "section", "strategy", or the office's own list as JSON."""
    for chosen in ReportWords.objects.standing().filter(office=office, year=year):
        if chosen.tagline:
            yield Narrated("tagline", "general", chosen.tagline)
        for footnote in filter(None, map(str.strip, chosen.footnotes.splitlines())):
            yield Narrated("footnote", "general", footnote)
        own = [{"title": title, "sections": list(sections)} for title, sections in chosen.own_grouping]
        yield Narrated("grouping", "general", json.dumps(own, ensure_ascii=False) if own else chosen.grouping)
