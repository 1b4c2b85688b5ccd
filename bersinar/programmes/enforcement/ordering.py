"""In which order events may stand: what needs what before it, and what happens once. Pure, but for the words of codes."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.wire.refusals import Refusal

from .models import CaseEvent


def refuse_disorder(events: Sequence[CaseEvent], about: CaseEvent) -> None:
    """Refuse what `about`, as it stands now or being gone, would break in the order of a case's standing events.

    What minutes of evidence told did happen, whatever is missing before it: it is refused nothing.
    """
    for event in events:
        needs = event.says("needs") or ()
        if event.movement_id is None and (event.pk == about.pk or about.kind in needs):
            _refuse_unprepared(event, [one for one in events if one.kind in needs and _related(one, event)], needs)
        twice = event.pk != about.pk and (event.kind, event.file_id) == (about.kind, about.file_id)
        if twice and event.says("once") and not about.is_cancelled:
            words = f"{event} sudah tercatat untuk berkas ini pada {_moment(event)}."
            raise Refusal("event_twice", words, fields={"kind": words}, status=409)


def _refuse_unprepared(event: CaseEvent, before: Sequence[CaseEvent], needs: Sequence[str]) -> None:
    if not needs or any(one.at <= event.at for one in before):
        return
    if before:
        first = min(before, key=lambda one: one.at)
        words = f"{event} ({_moment(event)}) mendahului {first} ({_moment(first)})."
        raise Refusal("event_out_of_order", words, fields={"at": words})
    named = " atau ".join(label("case_event", kind) for kind in needs)
    words = f"{event} ({_moment(event)}) memerlukan “{named}” yang tercatat lebih dahulu."
    raise Refusal("event_unprepared", words, fields={"kind": words})


def _related(one: CaseEvent, other: CaseEvent) -> bool:
    """Whether two events speak of the same file and of the same people, where both name any."""
    if one.file_id and other.file_id and one.file_id != other.file_id:
        return False
    ours, theirs = ({suspect.pk for suspect in event.suspects.all()} for event in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def _moment(event: CaseEvent) -> str:
    return event.at.astimezone(ZoneInfo(event.office.zone)).strftime("%d-%m-%Y %H.%M")
