"""What officers do with the events of a case: record, change, cancel. Order and clocks are looked at each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed

from ..models import Case, CaseEvent, Container, Suspect, TatRequest
from ..movement_kinds import BY_MINUTES
from ..ordering import refuse_disorder
from ..timing import BY_REQUEST, Law, as_it_was, measured, standing_of
from .cases import case_for
from .holding import hold
from .verbs import Acts, Values


def _prepare_event(doing: Deed, event: CaseEvent, values: Values) -> Values:
    case = case_for(doing, values.get("case") if event.recorded_at is None else event.case)
    kind = CaseEvent(kind=values.get("kind", event.kind))
    if event.recorded_at is None or kind.kind != event.kind:
        refuse_told_elsewhere(case, kind.kind)
    _stays_as_told(event, values)
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


def reckon_with(doing: Deed, event: CaseEvent) -> None:
    """Look at the clocks of its case anew, with this very object in the event's place, so that its facts follow."""
    case = Case.objects.select_for_update().get(pk=event.case_id)
    reckon(doing, case, _events_of(case, event))


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
    law = Law.read()
    clocks = law.clocks(case, told)
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
    asked = TatRequest.objects.filter(suspect__case=case, cancelled_at__isnull=True).select_related("office")
    for request in asked.prefetch_related("suspect__case__events__suspects", "suspect__case__suspects"):
        reckon_request(doing, request, law)


def reckon_request(doing: Deed, request: TatRequest, law: Law) -> None:
    """Look at the clock of a TAT request anew: its last day, and what the letter ended."""
    clock = None if request.is_cancelled else law.clock_of_request(request)
    said = standing_of(clock, request)
    if all(getattr(request, name) == value for name, value in said.items()):
        return
    if said["measured"] != request.measured:
        doing.ask_reason(request.letter_on or request.requested_on)
    for name, value in said.items():
        setattr(request, name, value)
    TatRequest.objects.filter(pk=request.pk).update(**said)
    doing.restate(request)


def reckon_of_suspect(doing: Deed, suspect: Suspect) -> None:
    """Whether somebody is a child decides which terms hold."""
    reckon(doing, Case.objects.select_for_update().get(pk=suspect.case_id))


def refuse_told_elsewhere(case: Case, kind: str) -> None:
    """What minutes of evidence or a request for TAT tell is typed there, not a second time here."""
    minutes = BY_MINUTES.get(kind)
    if minutes and Container.objects.filter(exhibit__case=case, seq__gt=0, cancelled_at=None).exists():
        words = (
            f"Barang bukti kasus ini ada di gudang: buat berita acara “{minutes.label}” dari wadahnya. "
            "Peristiwa ini lalu tertulis sendiri saat berita acaranya disahkan."
        )
        raise Refusal("told_by_minutes", words, fields={"kind": words})
    if kind in BY_REQUEST:
        words = "Catat pada permintaan TAT tersangkanya. Tenggat dan jejaknya lalu tampil pada kasus ini."
        raise Refusal("told_by_request", words, fields={"kind": words})


def _stays_as_told(event: CaseEvent, values: Values) -> None:
    """What minutes of evidence told of an event is put right on the minutes."""
    if event.movement_id is None:
        return
    for name in ("kind", "at", "document_number"):
        if name in values and values[name] != getattr(event, name):
            words = f"Ditulis oleh berita acara {event.document_number}. Bila keliru, balik berita acara itu."
            raise Refusal("told_by_minutes", words, fields={name: words})


def _not_while_told(event: CaseEvent) -> None:
    if event.movement_id is not None:
        words = f"Peristiwa ini ditulis oleh berita acara {event.document_number}. Balik berita acara itu, maka peristiwanya ikut batal."
        raise Refusal("told_by_minutes", words, status=409)


@dataclass(frozen=True)
class _Events(Acts[CaseEvent]):
    """An arrest or a detention is a period of each suspect it names, too: what is typed here is not typed there again."""

    def adds(self, doing: Deed, record: CaseEvent, values: Values) -> CaseEvent:
        made = super().adds(doing, record, values)
        hold(doing, made, None)
        return made

    def changes(self, doing: Deed, record: CaseEvent, values: Values, *, based_on: int | None) -> CaseEvent:
        before = CaseEvent.objects.select_related("office").get(pk=record.pk)
        kept = super().changes(doing, record, values, based_on=based_on)
        hold(doing, kept, before)
        return kept

    def cancel(self, record: CaseEvent, *, by: User, reason: str) -> CaseEvent:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            self._held(record, {})
            self.before_cancel(record)
            kept = doing.cancel(record)
            hold(doing, kept, kept)
            self.follow(doing, kept)
            return kept


EVENTS = _Events(
    CaseEvent,
    "enforcement",
    "record_event",
    "change_event",
    "cancel_event",
    _not_while_told,
    holds="case",
    prepare=_prepare_event,
    follow=_follow_event,
)
