"""What minutes of evidence tell of the way of its case: destroyed, sent to the laboratory, handed on for science.

Typed once, on the minutes. The event has the hour and number of the paper, starts and stops clocks like any other, and
is gone with the paper when that is taken back.
"""

from __future__ import annotations

from bersinar.ledger.deeds import Deed

from ..models import Case, CaseEvent, Movement
from .events import reckon, reckon_with


def tell(doing: Deed, movement: Movement) -> None:
    """Write the event that a confirmed movement is, once; what somebody wrote of it by hand before becomes that event."""
    kind = movement.of_kind.event
    if not kind:
        return
    said = {"kind": kind, "at": movement.moved_at, "document_number": movement.number, "movement": movement}
    if (known := _written_by_hand(movement, kind)) is not None:
        event = doing.change(known, said, based_on=None)
    else:
        event = doing.add(CaseEvent(case=movement.case), said)
    reckon_with(doing, event)


def take_back(doing: Deed, movement: Movement) -> None:
    """The events of a movement that was taken back never happened."""
    told = list(CaseEvent.objects.filter(movement=movement, cancelled_at__isnull=True))
    for event in told:
        doing.cancel(event)
    if told:
        reckon(doing, Case.objects.select_related("office").get(pk=movement.case_id))


def _written_by_hand(movement: Movement, kind: str) -> CaseEvent | None:
    """The event of this kind that bears the paper's number, or else was written for its day."""
    rows = CaseEvent.objects.filter(case_id=movement.case_id, kind=kind, movement=None, cancelled_at=None)
    events: list[CaseEvent] = list(rows.select_related("office", "case").order_by("at", "pk"))
    by_number = [one for one in events if one.document_number == movement.number]
    by_day = [one for one in events if one.day == movement.happened_on]
    return next(iter((*by_number, *by_day)), None)
