"""What this room's records say: a contact, and how long it waited for its first answer.

Facts of the closed queues are dated by month on both sides; a day would pair two contacts of one call.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.periods.calendar import first_of_month
from bersinar.ledger.drafts import Draft

from .models import ClosedTicket, RehabTicket, ServiceTicket, Ticket, TipTicket


def of_service(ticket: ServiceTicket) -> Iterator[Draft]:
    what: dict[str, Any] = {"detail": ticket.purpose, "aspect": ticket.channel}
    yield Draft("carecentre.service_contacted", ticket.happened_on, **what)
    if (waited := _waited(ticket, "carecentre.service_answered")) is not None:
        yield Draft("carecentre.service_answered", _answered_on(ticket), waited, **what)


def of_rehab(ticket: RehabTicket) -> Iterator[Draft]:
    yield from _of_closed(ticket, "carecentre.rehab")


def of_tip(ticket: TipTicket) -> Iterator[Draft]:
    yield from _of_closed(ticket, "carecentre.tip")


def _of_closed(ticket: ClosedTicket, queue: str) -> Iterator[Draft]:
    yield Draft(f"{queue}_contacted", first_of_month(ticket.happened_on), aspect=ticket.channel)
    if (waited := _waited(ticket, f"{queue}_answered")) is not None:
        yield Draft(f"{queue}_answered", first_of_month(_answered_on(ticket)), waited, aspect=ticket.channel)


def _answered_on(ticket: Ticket) -> date:
    assert ticket.first_answered_at is not None
    day: date = ticket.office.local_day(ticket.first_answered_at)
    return day


def _waited(ticket: Ticket, kind: str) -> int | None:
    minutes = ticket.minutes_to_answer
    return None if minutes is None else minutes * KINDS[kind].scale
