"""What a case's page tells of its way: events with their papers, prosecution files with where they stand, clocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.files.models import StoredFile

from ..clocks import Clock, State
from ..models import Case, CaseEvent, CaseFile, TatRequest, standing
from ..timing import ANSWERED, ASKED, Law

MARKS = {State.KEPT: "ok", State.LATE: "bad", State.OPEN: "", State.OVERDUE: "bad"}
WORDS = {State.KEPT: "dipenuhi", State.LATE: "terlambat", State.OPEN: "berjalan", State.OVERDUE: "lewat batas"}


@dataclass(frozen=True)
class Step:
    """One line of the timeline. The LKN itself has a day and no hour, and stands in the case's own record."""

    words: str
    at: datetime | None
    day: date
    event: CaseEvent | None = None
    url: str = ""
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
    url: str = ""


def told(case: Case) -> dict[str, Any]:
    """Timeline, files and clocks of a case."""
    rows = case.events.select_related("file").prefetch_related("suspects")
    events = [event for event in rows if not event.is_cancelled]
    for event in events:
        event.office = case.office
    now, law = timezone.now(), Law.read()
    codes = {one.pk: one.code for one in case.suspects.all()}
    asked = [(suspect.code, one) for suspect in case.suspects.all() for one in standing(suspect.tat_requests.all())]
    for _, request in asked:
        request.office = case.office
    clocks = [running(one, codes.get(one.suspect, ""), now) for one in law.clocks(case, events)]
    for code, request in asked:
        if (clock := law.clock_of_request(request)) is not None:
            clocks.append(running(clock, code, now, reverse("enforcement:tat", args=[request.pk])))
    return {
        "steps": _steps(case, events, asked),
        "case_files": [(file, stands(file, events)) for file in _files(case)],
        "clocks": sorted(clocks, key=lambda one: one.due),
    }


def _files(case: Case) -> list[CaseFile]:
    return standing(case.files.prefetch_related("suspects"))


def stands(file: CaseFile, events: list[CaseEvent]) -> str:
    """Where a file stands: what happened to it last."""
    last = next((event for event in reversed(events) if event.file_id == file.pk), None)
    return f"{last}, {last.day:%d-%m-%Y}" if last else "belum dikirim"


def _steps(case: Case, events: list[CaseEvent], asked: Sequence[tuple[str, TatRequest]]) -> list[Step]:
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
            reverse("enforcement:event", args=[event.pk]),
            ", ".join(one.code for one in event.suspects.all()),
            papers[event.pk],
        )
        for event in events
    ]
    for code, request in asked:  # a request has days and no hours
        url = reverse("enforcement:tat", args=[request.pk])
        days = ((ASKED, request.requested_on), (ANSWERED, request.letter_on))
        steps += [Step(label("case_event", kind), None, day, url=url, codes=code) for kind, day in days if day]
    if case.lkn_on:
        steps.append(Step("LKN terbit", None, case.lkn_on))
    return sorted(steps, key=lambda step: (step.day, step.at is not None, step.at or timezone.now()))


def running(clock: Clock, code: str, now: datetime, url: str = "") -> Running:
    """A clock in words; of a suspect the code alone."""
    state = clock.state(now)
    return Running(
        label("deadline", clock.key), clock.law, code, clock.due, WORDS[state], MARKS[state], clock.is_extended, url
    )
