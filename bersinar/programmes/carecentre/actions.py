"""What operators and the holders of the three queues do here, in their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.models import Receipt
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from .models import Informant, RehabTicket, ServiceTicket, Ticket, TipTicket, to_hour

SERVICE = Verbs(ServiceTicket, "carecentre", "take_service", "handle_service", "cancel_service")
REHAB = Verbs(RehabTicket, "carecentre", "take_rehab", "handle_rehab", "cancel_rehab")
TIPS = Verbs(TipTicket, "carecentre", "take_tip", "handle_tip", "cancel_tip")


def take_service(
    *, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any
) -> ServiceTicket:  # fmt: skip
    """Take a contact about services. Posts carecentre.service_contacted."""
    action = "carecentre.take_service"

    def make() -> ServiceTicket:
        with deed(action, office=office, by=by, needs=Permission.CARE_TAKE, reason=reason) as doing:
            return doing.add(ServiceTicket(), values)

    body = {"office": office, **values}
    return once(request_id=request_id, action=action, by=by, body=body, model=ServiceTicket, make=make)


def take_rehab(*, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any) -> None:
    """Take a request for help into the treatment queue. Gives nothing back: the operator does not see it again."""
    _take(
        "carecentre.take_rehab", lambda doing: doing.add(RehabTicket(), values), values, ("caller", "phone", "note"),
        office=office, by=by, reason=reason, request_id=request_id,
    )  # fmt: skip


def take_tip(*, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any) -> None:
    """Take a tip into the enforcement queue, and who gave it into a record of its own. Gives nothing back."""
    told = {name: value for name, value in values.items() if name not in ("caller", "phone")}
    identity = {"name": values.get("caller") or "", "phone": values.get("phone") or ""}

    def save(doing: Deed) -> None:
        tip = doing.add(TipTicket(), told)
        if any(identity.values()):
            doing.add(Informant(), {"tip": tip, **identity})

    _take(
        "carecentre.take_tip", save, values, ("caller", "phone", "note"),
        office=office, by=by, reason=reason, request_id=request_id,
    )  # fmt: skip


def _take(
    action: str, save: Callable[[Deed], object], values: Mapping[str, Any], secret: tuple[str, ...], *,
    office: Office, by: User, reason: str, request_id: UUID | None,
) -> None:  # fmt: skip
    """One deed, stamped with the hour only. Its receipt names no contact, and holds no guessable digest of a secret."""
    key = request_id or uuid4()

    def make() -> Receipt:
        with deed(action, office=office, by=by, needs=Permission.CARE_TAKE, reason=reason) as doing:
            doing.at = to_hour(doing.at)
            save(doing)
        return Receipt.objects.get(pk=key)

    body = {name: blind_index("open", name, str(value)) if name in secret else value for name, value in values.items()}
    once(request_id=key, action="carecentre.take", by=by, body={"office": office, **body}, model=Receipt, make=make)


def answer(ticket: Ticket, *, verbs: Verbs[Any], by: User, reason: str = "") -> Ticket:
    """Note that a contact was answered now. Refuses a second first answer."""
    if ticket.first_answered_at is not None:
        raise Refusal("answered", "Kontak ini sudah dicatat dijawab.", status=409)
    kept: Ticket = verbs.change(ticket, by=by, based_on=ticket.version, reason=reason, first_answered_at=timezone.now())
    return kept
