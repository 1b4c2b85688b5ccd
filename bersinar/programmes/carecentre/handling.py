"""What the holders of a queue do about a contact: one action for each step of its way, in their words.

Every step changes the contact and adds an entry to its history, in one deed. What is possible from where stands in
`ways`; who may act, in the contact's permissions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.periods.actions import is_closed
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from .history import Entry, RehabEntry, ServiceEntry, TipEntry
from .models import RehabTicket, ServiceTicket, Ticket, TipTicket, Visitor
from .office_settings import settings_of
from .ways import Handling

T = TypeVar("T", bound=Ticket)
_FARTHEST = timedelta(days=366)


class TicketVerbs(Verbs[T]):
    """Correcting a contact. Another urgency is another standard for as long as nobody has answered; another moment of
    receipt moves what is owed with it."""

    def changes(self, doing: Deed, record: T, values: dict[str, Any], *, based_on: int | None) -> T:
        kept: Any = self.model._default_manager.select_for_update().get(pk=record.pk)
        begun = kept.kept_at(values.get("received_at", kept.received_at))
        urgency = values.get("urgency", kept.urgency)
        if kept.first_answered_at is None and (begun, urgency) != (kept.received_at, kept.urgency):
            values = {**values, "due_at": settings_of(doing.office).due_at(begun, urgency, kept.kept_at)}
        elif kept.due_at is not None and begun != kept.received_at:
            values = {**values, "due_at": kept.due_at + (begun - kept.received_at)}
        return doing.change(record, values, based_on=based_on)


SERVICE = TicketVerbs(ServiceTicket, "carecentre", "take_service", "handle_service", "cancel_service")
REHAB = TicketVerbs(RehabTicket, "carecentre", "take_rehab", "handle_rehab", "cancel_rehab")
TIPS = TicketVerbs(TipTicket, "carecentre", "take_tip", "handle_tip", "cancel_tip")


@dataclass(frozen=True)
class Queue(Generic[T]):
    """A queue as the pages and steps know it: its name in addresses, its verbs, and where its history is written."""

    name: str
    verbs: Verbs[T]
    entries: type[Entry]


SERVICE_QUEUE: Queue[ServiceTicket] = Queue("service", SERVICE, ServiceEntry)
REHAB_QUEUE: Queue[RehabTicket] = Queue("rehab", REHAB, RehabEntry)
TIP_QUEUE: Queue[TipTicket] = Queue("tip", TIPS, TipEntry)
QUEUES: tuple[Queue[Any], ...] = (SERVICE_QUEUE, REHAB_QUEUE, TIP_QUEUE)


def queue_of(ticket: Ticket) -> Queue[Any]:
    """The queue that a contact stands in."""
    return next(queue for queue in QUEUES if isinstance(ticket, queue.verbs.model))


def take(ticket: Ticket, *, by: User, reason: str = "", request_id: UUID | None = None) -> Ticket:
    """Take a contact that nobody has. Refuses one that somebody has."""
    said = {"person": by}
    return _step(ticket, "take", by=by, reason=reason, request_id=request_id, change={"assigned_to": by}, said=said)


def assign(
    ticket: Ticket, *, to: User, note: str = "", by: User, reason: str = "", request_id: UUID | None = None
) -> Ticket:  # fmt: skip
    """Give a contact to a colleague of the same queue. Refuses who does not work there."""
    said = {"person": to, "note": note}
    return _step(ticket, "assign", by=by, reason=reason, request_id=request_id, change={"assigned_to": to}, said=said)


def attempt(
    ticket: Ticket, *, channel: str, reached: bool, at: datetime | None = None, note: str = "", by: User, reason: str = "",
    request_id: UUID | None = None,
) -> Ticket:  # fmt: skip
    """Note that somebody was called or written to. Where they were reached for the first time, this is the answer."""
    if reached and ticket.first_answered_at is None and ticket.stage in ("new", "assigned"):
        return answer(ticket, channel=channel, at=at, note=note, by=by, reason=reason, request_id=request_id)
    said = {"channel": channel, "reached": reached, "at": at, "note": note}
    return _step(ticket, "attempt", by=by, reason=reason, request_id=request_id, said=said)


def answer(
    ticket: Ticket, *, channel: str = "", at: datetime | None = None, note: str = "", by: User, reason: str = "",
    request_id: UUID | None = None,
) -> Ticket:  # fmt: skip
    """Note an answer, now or at the time that is said. The first one is what is measured; a later one leaves it."""
    said = {"channel": channel, "reached": True, "at": at, "note": note}

    def change(kept: Ticket, now: datetime) -> dict[str, Any]:
        return {"first_answered_at": kept.first_answered_at or at or now}

    return _step(
        ticket, "answer", by=by, reason=reason, request_id=request_id, change=change, said=said,
        dated=at if ticket.first_answered_at is None else None,
    )  # fmt: skip


def appoint(
    ticket: Visitor, *, starts_at: datetime, place: str = "", note: str = "", by: User, reason: str = "",
    request_id: UUID | None = None,
) -> Ticket:  # fmt: skip
    """Make an appointment, or move it. Refuses a time that has passed."""
    now = timezone.now()
    if not now < starts_at <= now + _FARTHEST:
        sentence = "Waktunya sudah lewat." if starts_at <= now else "Paling jauh setahun dari sekarang."
        raise Refusal("bad_time", sentence, fields={"starts_at": sentence})
    return _step(
        ticket, "appoint", by=by, reason=reason, request_id=request_id,
        change={"appointment_at": starts_at, "appointment_place": place}, said={"appointment_at": starts_at, "note": note},
    )  # fmt: skip


def close(
    ticket: Ticket, *, outcome: str, note: str = "", by: User, reason: str = "", request_id: UUID | None = None
) -> Ticket:  # fmt: skip
    """Close a contact with what came of it."""
    if not outcome:
        raise Refusal("no_outcome", "Pilih hasilnya.", fields={"outcome": "Pilih hasilnya."})
    said = {"note": note}
    return _step(ticket, "close", by=by, reason=reason, request_id=request_id, change={"outcome": outcome}, said=said)


def hand_on_service(
    ticket: ServiceTicket, *, section: str, note: str = "", by: User, reason: str = "", request_id: UUID | None = None
) -> Ticket:  # fmt: skip
    """Hand a contact on to a section of the office, which answers from there."""
    if not section:
        raise Refusal("no_section", "Pilih bidangnya.", fields={"section": "Pilih bidangnya."})
    change = {"section": section, "outcome": "forwarded"}
    return _step(ticket, "hand_on", by=by, reason=reason, request_id=request_id, change=change, said={"note": note})


def hand_on_tip(
    ticket: TipTicket, *, passed_to: str, note: str = "", by: User, reason: str = "", request_id: UUID | None = None
) -> Ticket:  # fmt: skip
    """Note that a tip was passed on to another law enforcer: what was told, never who told it."""
    if not passed_to.strip():
        raise Refusal("no_receiver", "Tuliskan kepada siapa.", fields={"passed_to": "Tuliskan kepada siapa."})
    change = {"passed_to": passed_to.strip(), "outcome": "passed_on"}
    return _step(ticket, "hand_on", by=by, reason=reason, request_id=request_id, change=change, said={"note": note})


def hand_on_rehab(ticket: RehabTicket, *, by: User, request_id: UUID | None = None) -> RehabTicket:
    """Hand a request on to the room of rehabilitation, with a reference made by chance."""
    change = {"reference": uuid4()}
    handed: RehabTicket = _step(ticket, "hand_on", by=by, reason="", request_id=request_id, change=change, said={})
    return handed


def weigh(
    ticket: TipTicket, *, usefulness: str, note: str = "", by: User, reason: str = "", request_id: UUID | None = None
) -> Ticket:  # fmt: skip
    """Say how useful a tip was."""
    if not usefulness:
        raise Refusal("no_usefulness", "Pilih kegunaannya.", fields={"usefulness": "Pilih kegunaannya."})
    change = {"usefulness": usefulness}
    return _step(ticket, "weigh", by=by, reason=reason, request_id=request_id, change=change, said={"note": note})


def reopen(ticket: Ticket, *, why: str, by: User, reason: str = "", request_id: UUID | None = None) -> Ticket:
    """Open a contact that was closed, with a reason that stays in its history."""
    if not why.strip():
        raise Refusal("reason_missing", "Tuliskan alasannya.", fields={"why": "Tuliskan alasan membuka lagi."})
    said = {"note": why.strip()}
    return _step(ticket, "reopen", by=by, reason=reason, request_id=request_id, change={"outcome": ""}, said=said)


Changes = dict[str, Any] | Callable[[Any, datetime], dict[str, Any]]


def _step(
    ticket: T, code: str, *, by: User, reason: str, request_id: UUID | None, change: Changes | None = None, said: dict[str, Any],
    dated: datetime | None = None,
) -> T:  # fmt: skip
    """Take one step: the contact locked, asked whether it may, changed, and the entry written beside it.

    `dated` is a day the user named that a figure is dated by: in a closed month it asks for a reason of theirs. The
    contact's own day does not: handling in April what came in March changes nothing of March.
    """
    queue = queue_of(ticket)
    model = queue.verbs.model
    action = f"carecentre.{queue.name}_{code}"

    def make() -> Any:
        with deed(action, office=ticket.office, by=by, needs=ticket.write_permission, reason=reason) as doing:
            kept = (
                model.objects.select_for_update(of=("self",)).select_related("office", "assigned_to").get(pk=ticket.pk)
            )
            if kept.is_cancelled:
                raise Refusal("cancelled", "Kontak ini sudah dibatalkan.", status=409)
            stage = kept.way.take(code, at=kept.stage, about=Handling(kept, by))
            if dated is not None:
                doing.ask_reason(kept.office.local_day(dated))
            if not doing.reason and is_closed(kept.office, kept.happened_on):
                doing.reason = f"penanganan: {kept.way.told(code).lower()}"
            values = change(kept, doing.at) if callable(change) else change or {}
            if kept.assigned_to is None:
                values = {"assigned_to": by, **values}
            changed = doing.change(kept, {**values, "stage": stage.code}, based_on=None)
            doing.add(queue.entries(), _entry(kept, code, stage.code, doing.at, said))
            return changed

    body = {"record": ticket.pk, **said, **(change if isinstance(change, dict) and code != "hand_on" else {})}
    taken: T = once(request_id=request_id, action=action, by=by, body=body, model=model, make=make)
    return taken


def _entry(ticket: Any, code: str, stage: str, now: datetime, said: dict[str, Any]) -> dict[str, Any]:
    filled = {name: value for name, value in said.items() if value not in (None, "")}
    return {"at": now, **filled, "ticket": ticket, "step": code, "stage": stage}
