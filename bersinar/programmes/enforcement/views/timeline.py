"""What a case's page tells of its way: events with their papers, prosecution files with where they stand, clocks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.files.models import StoredFile

from ..clocks import Clock, State
from ..models import Case, CaseEvent, CaseFile, standing
from ..timing import Law

MARKS = {State.KEPT: "ok", State.LATE: "bad", State.OPEN: "", State.OVERDUE: "bad"}
WORDS = {State.KEPT: "dipenuhi", State.LATE: "terlambat", State.OPEN: "berjalan", State.OVERDUE: "lewat batas"}


@dataclass(frozen=True)
class Step:
    """One line of the timeline. The LKN itself has a day and no hour, and stands in the case's own record."""

    words: str
    at: datetime | None
    day: date
    event: CaseEvent | None = None
    codes: str = ""
    papers: int = 0


@dataclass(frozen=True)
class Running:
    """One clock in words."""

    title: str
    law: str
    code: str
    due: datetime
    state: str
    mark: str
    is_extended: bool
    case: Case | None = None


def told(case: Case) -> dict[str, Any]:
    """Timeline, files and clocks of a case."""
    rows = case.events.select_related("file").prefetch_related("suspects")
    events = [event for event in rows if not event.is_cancelled]
    for event in events:
        event.office = case.office
    now = timezone.now()
    codes = {one.pk: one.code for one in case.suspects.all()}
    return {
        "steps": _steps(case, events),
        "case_files": [(file, stands(file, events)) for file in _files(case)],
        "clocks": [running(clock, codes, now) for clock in Law.read().clocks(case, events)],
    }


def _files(case: Case) -> list[CaseFile]:
    return standing(case.files.prefetch_related("suspects"))


def stands(file: CaseFile, events: list[CaseEvent]) -> str:
    """Where a file stands: what happened to it last."""
    last = next((event for event in reversed(events) if event.file_id == file.pk), None)
    return f"{last}, {last.day:%d-%m-%Y}" if last else "belum dikirim"


def _steps(case: Case, events: list[CaseEvent]) -> list[Step]:
    kept = StoredFile.objects.filter(
        record_kind=CaseEvent._meta.label_lower, record_id__in=[event.pk for event in events], removed_at__isnull=True
    )
    papers = Counter(kept.values_list("record_id", flat=True))
    steps = [
        Step(
            str(event),
            event.at,
            event.day,
            event,
            ", ".join(one.code for one in event.suspects.all()),
            papers[event.pk],
        )
        for event in events
    ]
    if case.lkn_on:
        steps.append(Step("LKN terbit", None, case.lkn_on))
    return sorted(steps, key=lambda step: (step.day, step.at is not None, step.at or timezone.now()))


def running(clock: Clock, codes: dict[Any, str], now: datetime, case: Case | None = None) -> Running:
    """A clock in words; of a suspect the code alone."""
    state = clock.state(now)
    code = codes.get(clock.suspect, "") if clock.suspect else ""
    return Running(
        label("deadline", clock.key), clock.law, code, clock.due, WORDS[state], MARKS[state], clock.is_extended, case
    )
