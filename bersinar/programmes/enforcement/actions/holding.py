"""The periods in which a suspect is held, as the events of the case tell them: begun by one event, ended by the next.

An event names the suspects and has the hour; each suspect has a period of it, whose end and place are its own. A period
ends where the next begins, and with a release or the handing over to the prosecutor.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.ledger.deeds import Deed

from ..models import CaseEvent, Detention, Suspect

# What kind of period an event begins, where nobody says otherwise; and the event that a kind of period is.
BEGINS = {
    "arrest": "arrest", "arrest_extended": "arrest_extended", "detention": "investigator",
    "detention_extended": "investigator_extended",
}  # fmt: skip
EVENT_OF = {
    "arrest": "arrest", "arrest_extended": "arrest_extended", "investigator": "detention",
    "investigator_extended": "detention_extended", "house": "detention", "child_care": "detention",
}  # fmt: skip
ENDS = frozenset({"released", "restorative", "stage_two"})  # with the last the prosecutor takes over


def hold(doing: Deed, event: CaseEvent, before: CaseEvent | None) -> None:
    """Write the periods that an event begins or ends, as it stands now. `before` is the event as it stood."""
    was = None if before is None else before.day
    concerned = {} if event.is_cancelled else {one.pk: one for one in event.suspects.all()}
    ended_before = was if before is not None and before.kind in ENDS else None
    if event.kind in ENDS or ended_before is not None:
        ends = {} if event.is_cancelled or event.kind not in ENDS else concerned or _of_file(event)
        _end(doing, event.case_id, ends, event.day, ended_before)
    begins = concerned if event.kind in BEGINS else {}
    kept = {one.suspect_id: one for one in _standing(event=event)}
    for key in kept.keys() - begins.keys():
        _drop(doing, kept[key])
    for key, suspect in begins.items():
        if (period := kept.get(key)) is None:
            begin(doing, suspect, event, {})
        else:
            _move(doing, period, event)


def _of_file(event: CaseEvent) -> dict[Any, Suspect]:
    """Whom an event of a prosecution file concerns."""
    return {} if event.file is None else {one.pk: one for one in event.file.suspects.all()}


def begin(doing: Deed, suspect: Suspect, event: CaseEvent, values: dict[str, Any]) -> Detention:
    """A period of this suspect that begins with this event; one typed before for the same day becomes it."""
    day = event.day
    said = {"held_from": day, "letter_number": event.document_number, "event": event}
    typed = [
        one for one in _standing(suspect=suspect, event=None, held_from=day) if EVENT_OF.get(one.kind) == event.kind
    ]
    if typed:
        return doing.change(typed[0], {**said, **values}, based_on=None)
    others = _standing(suspect=suspect)
    for one in others:
        if one.held_until is None and one.held_from <= day:
            doing.change(one, {"held_until": day}, based_on=None)
    until = min((one.held_from for one in others if one.held_from > day), default=None)
    kind = BEGINS[event.kind]
    return doing.add(Detention(suspect=suspect), {"kind": kind, "held_until": until, **said, **values})


def _move(doing: Deed, period: Detention, event: CaseEvent) -> None:
    """The beginning and the paper are the event's; the period before ends where this one begins."""
    was, day = period.held_from, event.day
    said: dict[str, Any] = {"held_from": day, "letter_number": event.document_number}
    if EVENT_OF.get(period.kind) != event.kind:
        said["kind"] = BEGINS[event.kind]
    earlier = _ended_on(period, was) if was != day else []
    for one in earlier if day < was else []:
        doing.change(one, {"held_until": day}, based_on=None)
    doing.change(period, said, based_on=None)
    for one in earlier if day > was else []:
        doing.change(one, {"held_until": day}, based_on=None)


def _drop(doing: Deed, period: Detention) -> None:
    """Its event no longer speaks of this suspect: the period before goes on as long as this one would have."""
    earlier = _ended_on(period, period.held_from)
    doing.cancel(period)
    for one in earlier:
        doing.change(one, {"held_until": period.held_until}, based_on=None)


def _end(doing: Deed, case_id: Any, released: dict[Any, Suspect], day: date, was: date | None) -> None:
    """The period that runs ends; put right or taken back, what the event had ended follows."""
    rows = _standing(suspect__case_id=case_id)
    for one in rows:
        ended_by_it = was is not None and one.held_until == was
        if one.suspect_id in released and one.held_from <= day and (one.held_until is None or ended_by_it):
            doing.change(one, {"held_until": day}, based_on=None)
        elif ended_by_it and one.suspect_id not in released:
            doing.change(one, {"held_until": None}, based_on=None)


def _standing(**which: Any) -> list[Detention]:
    rows = Detention.objects.select_for_update(of=("self",)).filter(cancelled_at__isnull=True, **which)
    return list(rows.select_related("suspect__case", "office").order_by("held_from", "pk"))


def _ended_on(period: Detention, day: date) -> list[Detention]:
    """The periods of the same suspect that ended on the day on which this one began."""
    return [one for one in _standing(suspect=period.suspect_id, held_until=day) if one.pk != period.pk]
