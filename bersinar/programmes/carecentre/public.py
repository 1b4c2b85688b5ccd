"""What the room of rehabilitation may ask: which requests wait, and one of them to begin a registration with.

Ids in, frozen dataclasses out. Nothing here speaks of tips or services: that side has no door.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal


@dataclass(frozen=True)
class WaitingRequest:
    """A request for help that no registration has taken over yet. Without name and number: these are opened one by one."""

    ticket_id: UUID
    contacted_on: date
    channel: str
    urgency: str
    stage: str
    handled_by: str
    is_overdue: bool
    url: str


@dataclass(frozen=True)
class Taken:
    """What travels into a registration. `reference` is made by chance; what was asked stays with the request."""

    reference: UUID
    office_id: int
    channel: str
    contacted_on: date
    caller: str
    caller_kind: str
    phone: str
    may_contact: bool
    contact_channel: str
    safe_from: time | None
    safe_until: time | None
    reach_note: str


def waiting(office: Office, user: User) -> list[WaitingRequest]:
    """The open requests of an office, the most urgent and longest waiting first. Codes stay codes."""
    from django.utils import timezone

    from .models import RehabTicket
    from .queueing import in_order

    _ask(user, office)
    now = timezone.now()
    rows = RehabTicket.objects.visible_to(user).standing().filter(office=office)
    rows = in_order(rows.exclude(stage__in=RehabTicket.way.ends), RehabTicket.way)
    return [
        WaitingRequest(
            ticket.pk, ticket.happened_on, ticket.channel, ticket.urgency, ticket.stage, str(ticket.assigned_to or ""),
            ticket.is_overdue(now), reverse("carecentre:rehab", args=[ticket.pk]),
        )
        for ticket in rows.select_related("office", "assigned_to")
    ]  # fmt: skip


def take_over(ticket_id: UUID, by: User, *, purpose: str = "mendaftarkan di rehabilitasi") -> Taken:
    """Hand a request on to a registration: marked, and its contact data opened with a reading line for each.

    Refuses what is not open any more. Called within the registration's own deed it goes in, or back, with it.
    """
    from .handling import hand_on_rehab
    from .models import RehabTicket

    if not by.may(Permission.CARE_TREATMENT):
        raise Forbidden()
    ticket = RehabTicket.objects.visible_to(by).standing().select_related("office").filter(pk=ticket_id).first()
    if ticket is None:
        raise Refusal("unknown", "Permintaan ini tidak ditemukan.", status=404)
    kept = hand_on_rehab(ticket, by=by)
    assert kept.reference is not None
    caller, phone, note = (
        held.open(by=by, purpose=purpose) if held else "" for held in (kept.caller, kept.phone, kept.reach_note)
    )
    return Taken(
        kept.reference, kept.office_id, kept.channel, kept.happened_on, caller, kept.caller_kind, phone, kept.may_contact, kept.contact_channel,
        kept.safe_from, kept.safe_until, note,
    )  # fmt: skip


def _ask(user: User, office: Office) -> None:
    if office.pk not in user.scope(Permission.CARE_TREATMENT):
        raise Forbidden()
