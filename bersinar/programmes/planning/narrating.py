"""What this room's records contribute to the words of a report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import long_date
from bersinar.ledger.sources import Narrated

from .fields import SCALE
from .models import Narrative, PerformanceText, ReportWords, TargetLine
from .public import funded_targets, strategy_for


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
        said = {
            "goal": line.goal,
            "title": line.wording or str(line),
            "unit": line.unit_shown,
            "target": line.value_shown,
        }
        yield Narrated("promise", "general", json.dumps(said, ensure_ascii=False), figure=line.indicator)
    for agreement in {line.agreement_id: line.agreement for line in standing}.values():
        number = f" nomor {agreement.number}" if agreement.number else ""
        day = f" pada {long_date(agreement.signed_day)}" if agreement.signed_day else ""
        yield Narrated("agreement", "general", f"Perjanjian kinerja{number} {agreement.state_shown}{day}.")
    yield from _left_open(standing)


def plans(office: Office, year: int) -> Iterator[Narrated]:
    """The plan of five years that the office goes by, its aims with the target of each year; and the money behind promises."""
    if plan := strategy_for(office, year):
        yield Narrated("strategy", "general", f"{plan.title}, {plan.office}")
        for aim in plan.aims:
            targets = [[when, None if target is None else str(_decimal(target))] for when, target in aim.targets]
            own = plan.office_id == office.pk
            aimed = {"goal": aim.goal, "title": aim.title, "targets": targets, "own": own}
            yield Narrated("strategy_aim", "general", json.dumps(aimed, ensure_ascii=False), figure=aim.indicator)
    for indicator, money in funded_targets(office.pk, year)[0].items():
        spent = {"ceiling": money.ceiling, "spent": money.spent}
        yield Narrated("funding", "general", json.dumps(spent), figure=indicator)


def _decimal(target: Fraction) -> Decimal:
    return Decimal(target.numerator) / Decimal(target.denominator)


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
