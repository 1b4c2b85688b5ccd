"""What officers do with the periods in which a suspect was held. Most begin with an event of the case: typed once, told twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import CaseEvent, Detention, Suspect
from .cases import case_for
from .events import EVENTS
from .holding import EVENT_OF, begin
from .suspects import suspect_for
from .verbs import Acts, Values


@dataclass(frozen=True)
class _Detentions(Acts[Detention]):
    """One that begins with an event of the case writes that event, or joins it where it stands there already."""

    def adds(self, doing: Deed, record: Detention, values: Values) -> Detention:
        suspect = suspect_for(doing, values.get("suspect"), "suspect")
        at, kind = values.pop("at", None), EVENT_OF.get(values.get("kind", ""), "")
        if at is not None:
            values["held_from"] = doing.office.local_day(at)
        if not kind:
            return super().adds(doing, record, values)
        if at is None:
            words = "Isi hari dan jamnya: tenggat dihitung dari menit ini."
            raise Refusal("hour_missing", words, fields={"at": words})
        own = {name: values[name] for name in ("kind", "held_until", "place") if values.get(name)}
        event = self._event(doing, suspect, kind, at, values.get("letter_number", ""))
        held = Detention.objects.filter(event=event, suspect=suspect, cancelled_at=None).first()
        return begin(doing, suspect, event, own) if held is None else doing.change(held, own, based_on=None)

    def _event(self, doing: Deed, suspect: Suspect, kind: str, at: datetime, number: str) -> CaseEvent:
        """The event of this hour, or of this day and this suspect alone; else a new one."""
        case = case_for(doing, suspect.case)
        day, rows = doing.office.local_day(at), CaseEvent.objects.filter(case=case, kind=kind, cancelled_at=None)
        told: list[CaseEvent] = list(rows.select_related("office").prefetch_related("suspects"))
        for event in told:
            named = list(event.suspects.all())
            if suspect in named and event.day == day:
                if Detention.objects.filter(event=event, suspect=suspect, cancelled_at=None).exists():
                    words = f"{label('case_event', kind)} {suspect.code} pada hari ini sudah tercatat."
                    raise Refusal("held_already", words, fields={"at": words})
                return event
            if event.at == at:
                return EVENTS.changes(doing, event, {"suspects": [*named, suspect]}, based_on=None)
        said = {"case": case, "kind": kind, "at": at, "document_number": number, "suspects": [suspect]}
        return EVENTS.adds(doing, CaseEvent(), said)


def _prepare(doing: Deed, detention: Detention, values: Values) -> Values:
    values.pop("at", None)
    if detention.event_id is None:
        return values
    for name in ("held_from", "letter_number"):
        if name in values and values[name] != getattr(detention, name):
            words = f"Ubah pada peristiwanya: {detention.event}, {detention.held_from:%d-%m-%Y}."
            raise Refusal("told_by_event", words, fields={name: words})
    if "kind" in values and EVENT_OF.get(values["kind"]) != EVENT_OF.get(detention.kind):
        words = f"Jenis ini bukan “{detention.event}”. Ubah pada peristiwanya."
        raise Refusal("told_by_event", words, fields={"kind": words})
    return values


def _not_while_told(detention: Detention) -> None:
    if detention.event_id is not None:
        words = (
            f"Penahanan ini berasal dari peristiwa “{detention.event}” {detention.held_from:%d-%m-%Y}. "
            "Batalkan atau ubah peristiwanya; penahanan ini mengikutinya."
        )
        raise Refusal("told_by_event", words, status=409)


DETENTIONS = _Detentions(
    Detention, "enforcement", "hold_suspect", "change_detention", "cancel_detention", _not_while_told, holds="suspect",
    prepare=_prepare,
)  # fmt: skip
