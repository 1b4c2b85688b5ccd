"""What this room's records say: a contact, how long it waited for its first answer, and whether that kept the standard.

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
    if ticket.first_answered_at is not None:
        yield from _of_answer(ticket, "carecentre.service", _answered_on(ticket), what)


def of_rehab(ticket: RehabTicket) -> Iterator[Draft]:
    yield from _of_closed(ticket, "carecentre.rehab")


def of_tip(ticket: TipTicket) -> Iterator[Draft]:
    yield from _of_closed(ticket, "carecentre.tip")


def _of_closed(ticket: ClosedTicket, queue: str) -> Iterator[Draft]:
    what: dict[str, Any] = {"aspect": ticket.channel}
    yield Draft(f"{queue}_contacted", first_of_month(ticket.happened_on), **what)
    if ticket.first_answered_at is not None:
        yield from _of_answer(ticket, queue, first_of_month(_answered_on(ticket)), what)


def _of_answer(ticket: Ticket, queue: str, day: date, what: dict[str, Any]) -> Iterator[Draft]:
    waited = ticket.minutes_to_answer
    assert waited is not None
    yield Draft(f"{queue}_answered", day, waited * KINDS[f"{queue}_answered"].scale, **what)
    if ticket.in_time is not None:
        yield Draft(f"{queue}_measured", day, 100 if ticket.in_time else 0)


def _answered_on(ticket: Ticket) -> date:
    assert ticket.first_answered_at is not None
    day: date = ticket.office.local_day(ticket.first_answered_at)
    return day
