"""What this room's records contribute to the words of a report."""

from __future__ import annotations

import json
from decimal import Decimal
from collections.abc import Iterator, Sequence

from bersinar.foundation.offices.models import Office
from bersinar.ledger.sources import Narrated

from .fields import SCALE
from .models import Narrative, PerformanceText, ReportWords, TargetLine


def narratives(office: Office, year: int) -> Iterator[Narrated]:
    """What each section says about its year."""
    for narrative in Narrative.objects.standing().filter(office=office, year=year):
        yield Narrated("narrative", narrative.section, narrative.text)


def performance_texts(office: Office, year: int) -> Iterator[Narrated]:
    """The words of the performance report: the place as section, the indicator as figure; a number and its source as JSON."""
    for text in PerformanceText.objects.standing().filter(office=office, year=year):
        yield Narrated("performance", text.place, text.text, figure=text.indicator)
        if text.value is not None:
            said = {"value": str(Decimal(text.value) / SCALE), "source": text.source}
            yield Narrated("national_figure", text.place, json.dumps(said, ensure_ascii=False), figure=text.indicator)
        elif text.source:
            yield Narrated("performance_source", text.place, text.source, figure=text.indicator)


def lines(office: Office, year: int) -> Iterator[Narrated]:
    """The agreement as it was promised, line by line, as JSON; and what it leaves open, in one sentence."""
    standing = [
        line
        for line in TargetLine.objects.standing()
        .filter(office=office, agreement__year=year)
        .select_related("agreement")
        if not line.agreement.is_cancelled
    ]
    for line in standing:
        said = {"goal": line.goal, "title": line.wording or str(line), "unit": line.unit_shown, "target": line.value_shown}
        yield Narrated("promise", "general", json.dumps(said, ensure_ascii=False), figure=line.indicator)
    yield from _left_open(standing)


def _left_open(lines: Sequence[TargetLine]) -> Iterator[Narrated]:
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
