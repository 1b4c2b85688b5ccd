"""What officers do with the events of a case: record, change, cancel. Order and clocks are looked at each time."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import Case, CaseEvent, Suspect
from ..ordering import refuse_disorder
from ..timing import Law, as_it_was, measured
from .cases import case_for
from .verbs import Acts, Values


def _prepare_event(doing: Deed, event: CaseEvent, values: Values) -> Values:
    case = case_for(doing, values.get("case") if event.recorded_at is None else event.case)
    kind = CaseEvent(kind=values.get("kind", event.kind))
    if kind.says("of_file"):
        _ = case.reported_on  # a prosecution file rests on an LKN
    file = values.get("file", None if event.recorded_at is None else event.file)
    if file is not None and (file.case_id != case.pk or file.is_cancelled):
        words = "Pilih berkas kasus ini."
        raise Refusal("file_of_another", words, fields={"file": words})
    named = values.get("suspects")
    if named is None and event.recorded_at is not None:
        named = list(event.suspects.all())
    refuse_others(case, named or ())
    if kind.says("of_suspect") and not named:
        words = f"{kind}: pilih tersangkanya."
        raise Refusal("event_without_suspect", words, fields={"suspects": words})
    return values


def refuse_others(case: Case, suspects: Any) -> None:
    """Suspects of one case belong to no other."""
    if any(one.case_id != case.pk or one.is_cancelled for one in suspects):
        words = "Pilih tersangka kasus ini."
        raise Refusal("suspect_of_another", words, fields={"suspects": words})


def _follow_event(doing: Deed, event: CaseEvent) -> None:
    case = Case.objects.select_for_update().get(pk=event.case_id)
    events = _events_of(case, event)
    refuse_disorder(events, event)
    reckon(doing, case, events)


def _events_of(case: Case, held: CaseEvent | None = None) -> list[CaseEvent]:
    """The standing events of a case; the one that this deed holds is that very object, so that its facts follow."""
    rows = CaseEvent.objects.filter(case=case, cancelled_at__isnull=True).prefetch_related("suspects")
    events = [held if held is not None and row.pk == held.pk else row for row in rows]
    for event in events:
        event.office, event.case = case.office, case
    return events


def reckon(doing: Deed, case: Case, events: list[CaseEvent] | None = None) -> None:
    """Look at a case's clocks anew: what its events ended, and when the next one runs out."""
    told = _events_of(case) if events is None else events
    clocks = Law.read().clocks(case, told)
    ended = measured(clocks)
    for event in told:
        now = as_it_was(ended.get(event.pk, []), event.measured)
        if now != event.measured:
            doing.ask_reason(event.day)
            event.measured = now
            CaseEvent.objects.filter(pk=event.pk).update(measured=now)
            doing.restate(event)
    next_due = min((clock.due for clock in clocks if clock.is_open), default=None)
    if next_due != case.next_due:
        Case.objects.filter(pk=case.pk).update(next_due=next_due)


def reckon_of_suspect(doing: Deed, suspect: Suspect) -> None:
    """Whether somebody is a child decides which terms hold."""
    reckon(doing, Case.objects.select_for_update().get(pk=suspect.case_id))


EVENTS = Acts(
    CaseEvent,
    "enforcement",
    "record_event",
    "change_event",
    "cancel_event",
    holds="case",
    prepare=_prepare_event,
    follow=_follow_event,
)
