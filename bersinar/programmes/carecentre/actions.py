"""Taking contacts in, and what an office sets for it. What is done about a contact afterwards: `handling`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID, uuid4

from bersinar.foundation.access.machines import is_machine
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.models import Receipt
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, machine_deed, once

from .models import CareSettings, Informant, RehabTicket, ServiceTicket, Ticket, TipTicket
from .moments import to_hour
from .office_settings import settings_of

EMERGENCY = "emergency"
_OF_THE_GIVER = (
    "caller", "phone", "caller_kind", "may_contact", "contact_channel", "safe_from", "safe_until", "reach_note",
)  # fmt: skip
_SECRET = frozenset({"caller", "phone", "note", "reach_note"})


def take_service(
    *, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any
) -> ServiceTicket:  # fmt: skip
    """Take a contact about services. Posts carecentre.service_contacted."""
    action = "carecentre.take_service"
    _ask_consent(values)

    def make() -> ServiceTicket:
        with _taking(action, office, by, reason) as doing:
            ticket = ServiceTicket()
            return doing.add(ticket, _judged(office, ticket, values))

    body = {"office": office, **_without_secrets(values)}
    return once(request_id=request_id, action=action, by=by, body=body, model=ServiceTicket, make=make)


def take_rehab(*, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any) -> None:
    """Take a request for help into the treatment queue. Gives nothing back: the operator does not see it again."""
    _ask_consent(values)

    def save(doing: Deed) -> None:
        ticket = RehabTicket()
        doing.add(ticket, _judged(office, ticket, values))

    _take("carecentre.take_rehab", save, values, office=office, by=by, reason=reason, request_id=request_id)


def take_tip(*, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any) -> None:
    """Take a tip into the enforcement queue, and who gave it into a record of its own. Gives nothing back."""
    _ask_consent(values)
    told = {name: value for name, value in values.items() if name not in _OF_THE_GIVER}
    giver = {name: values[name] for name in _OF_THE_GIVER if name in values}
    giver["name"] = giver.pop("caller", "")

    def save(doing: Deed) -> None:
        ticket = TipTicket()
        tip = doing.add(ticket, _judged(office, ticket, told))
        if giver["name"] or giver.get("phone"):
            doing.add(Informant(), {"tip": tip, **giver})

    _take("carecentre.take_tip", save, values, office=office, by=by, reason=reason, request_id=request_id)


def _taking(action: str, office: Office, by: User, reason: str) -> AbstractContextManager[Deed]:
    """The deed of an operator, or of the public form, which nobody signed in stands behind."""
    if is_machine(by):
        return machine_deed(action, office=office, by=by, reason=reason)
    return deed(action, office=office, by=by, needs=Permission.CARE_TAKE, reason=reason)


def _take(
    action: str, save: Callable[[Deed], object], values: Mapping[str, Any], *,
    office: Office, by: User, reason: str, request_id: UUID | None,
) -> None:  # fmt: skip
    """One deed, stamped with the hour only. Its receipt names no contact, no minute, and no digest to be guessed at."""
    key = request_id or uuid4()

    def make() -> Receipt:
        with _taking(action, office, by, reason) as doing:
            doing.at = to_hour(doing.at)
            save(doing)
        Receipt.objects.filter(pk=key).update(at=doing.at)
        return Receipt.objects.get(pk=key)

    body = {"office": office, **_without_secrets(values)}
    once(request_id=key, action="carecentre.take", by=by, body=body, model=Receipt, make=make)


def _without_secrets(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: blind_index("open", name, str(value)) if name in _SECRET else value for name, value in values.items()}


def _judged(office: Office, ticket: Ticket, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with what follows from them: danger is an emergency, and urgency says when an answer is owed."""
    urgency = EMERGENCY if values.get("danger") else values.get("urgency", "normal")
    return {
        **values, "urgency": urgency,
        "due_at": settings_of(office).due_at(values["received_at"], urgency, ticket.kept_at),
    }  # fmt: skip


def _ask_consent(values: Mapping[str, Any]) -> None:
    if values.get("phone") and not values.get("may_contact"):
        sentence = "Nomor hanya dicatat bila orangnya boleh dihubungi kembali. Centang izinnya, atau kosongkan nomor."
        raise Refusal("no_consent", sentence, fields={"may_contact": sentence})


def set_up(*, office: Office, by: User, based_on: int | None, **values: Any) -> CareSettings:
    """Set standards, emergency numbers and the words of a reminder for an office."""
    with deed("carecentre.set_up", office=office, by=by, needs=Permission.CARE_MANAGE) as doing:
        kept = settings_of(office)
        if kept.recorded_at is None:
            return doing.add(kept, values)
        return doing.change(kept, values, based_on=based_on)
