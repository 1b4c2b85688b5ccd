"""The clocks of cases as they stand in the books: read with the rules in force, for pages, tasks and facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bersinar.foundation.deadlines.counting import Holidays
from bersinar.foundation.deadlines.models import DeadlineRule, Holiday
from bersinar.foundation.offices.models import Office

from .clocks import Clock, Happening, clocks_of
from .models import Case, CaseEvent, TatRequest, standing


@dataclass(frozen=True)
class Law:
    """What a reckoning needs to know besides the case: every rule, and the days on which nobody works."""

    rules: Sequence[DeadlineRule]
    holidays: Holidays

    @classmethod
    def read(cls) -> Law:
        return cls(list(DeadlineRule.objects.all()), Holidays.of(Holiday.objects.values_list("day", "yearly")))

    def clocks(self, case: Case, events: Iterable[CaseEvent] | None = None) -> list[Clock]:
        """The clocks of one case. `events` are its standing ones, where the caller holds them already."""
        told = standing(case.events.all()) if events is None else list(events)
        asked = {one.pk for one in case.suspects.all() if standing(one.tat_requests.all())}
        return self._clocks(case.office, [happening(one) for one in told if not _told_by_request(one, asked)], case)

    def clock_of_request(self, request: TatRequest) -> Clock | None:
        """The clock of one TAT request, whether or not its suspect is in a case of ours; None where no rule holds.

        A request has a day and no hour: noon stands for it, at both ends. What else happens to a suspect of ours may
        end the term, as in any case.
        """
        case = request.suspect.case if request.suspect is not None else None
        others = standing(case.events.all()) if case is not None else []
        told = [*_ends_of(request), *(happening(one) for one in others if one.kind not in BY_REQUEST)]
        clocks = self._clocks(request.office, told, case)
        return next((one for one in clocks if one.started_by == request.pk), None)

    def _clocks(self, office: Office, told: list[Happening], case: Case | None) -> list[Clock]:
        children = {one.pk for one in case.suspects.all() if one.is_child} if case is not None else set()
        return clocks_of(told, self.rules, zone=ZoneInfo(office.zone), holidays=self.holidays, children=children)


ASKED, ANSWERED = "tat_requested", "tat_result"
BY_REQUEST = frozenset({ASKED, ANSWERED})  # what a TAT request tells, and no event beside it


def _told_by_request(event: CaseEvent, asked: Collection[Any]) -> bool:
    """Whether an event of earlier days speaks of what a request tells now: it is not counted a second time."""
    return event.kind in BY_REQUEST and any(one.pk in asked for one in event.suspects.all())


def _ends_of(request: TatRequest) -> list[Happening]:
    zone = ZoneInfo(request.office.zone)
    who = frozenset({request.suspect_id} if request.suspect_id else ())
    days = ((ASKED, request.requested_on), (ANSWERED, request.letter_on))
    return [
        Happening(request.pk, kind, datetime.combine(day, time(12), zone), who) for kind, day in days if day is not None
    ]


def happening(event: CaseEvent) -> Happening:
    """An event as clocks look at it."""
    suspects = frozenset(one.pk for one in event.suspects.all())
    return Happening(event.pk, event.kind, event.at, suspects, event.file_id, event.is_remote)


def cases_with_clocks(cases: Any, until: datetime | None = None) -> list[Case]:
    """The cases among these in which a clock is open, those that end first in front, with what clocks are read from."""
    rows = cases.filter(next_due__isnull=False, cancelled_at__isnull=True)
    rows = rows.filter(next_due__lte=until) if until else rows
    return list(
        rows.select_related("office")
        .prefetch_related("events__suspects", "suspects__tat_requests")
        .order_by("next_due", "pk")
    )


def requests_with_clocks(requests: Any, until: datetime | None = None) -> list[TatRequest]:
    """The requests among these whose clock runs, those that end first in front, with what it is read from."""
    rows = requests.filter(next_due__isnull=False, cancelled_at__isnull=True)
    rows = rows.filter(next_due__lte=until) if until else rows
    related = ("suspect__case__events__suspects", "suspect__case__suspects")
    return list(rows.select_related("office").prefetch_related(*related).order_by("next_due", "pk"))


def measured(clocks: Collection[Clock]) -> dict[Any, list[dict[str, Any]]]:
    """By the event that ended them: the terms, as the event keeps them."""
    told: dict[Any, list[dict[str, Any]]] = {}
    for clock in clocks:
        if clock.stopped_at is not None:
            told.setdefault(clock.stopped_by, []).append(
                {
                    "key": clock.key, "law": clock.law, "from": str(clock.started_by), "suspect": str(clock.suspect or ""),
                    "since": clock.started_at.isoformat(), "until": clock.stopped_at.isoformat(),
                    "extended": clock.is_extended, "due": clock.due.isoformat(),
                    "kept": clock.stopped_at <= clock.due,
                }
            )  # fmt: skip
    return told


_WHICH = ("key", "law", "from", "suspect", "since", "until", "extended")


def as_it_was(now: Sequence[dict[str, Any]], before: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was measured stays measured by the rule of then, as long as beginning and end are the same."""
    kept = {tuple(one[name] for name in _WHICH): one for one in before}
    return [kept.get(tuple(one[name] for name in _WHICH), one) for one in now]


def standing_of(clock: Clock | None, request: TatRequest) -> dict[str, Any]:
    """What a TAT request keeps of its clock. What was measured once stays, while its two ends stay."""
    ended = as_it_was(measured([clock] if clock else []).get(request.pk, []), request.measured)
    due = clock.due if clock else None
    if ended:
        due = datetime.fromisoformat(ended[0]["due"])
    return {
        "due_on": request.office.local_day(due) if due else None, "next_due": due if clock and clock.is_open else None,
        "measured": ended,
    }  # fmt: skip
