"""What is done about a client's request: taken down with its deadline, fulfilled, refused with a reason."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Consent, RightsRequest
from ..models.rights import WITHDRAWAL
from ..protection_ways import REQUEST_WAY
from .about_client import held, without, wrong
from .protecting import take_step


class RequestVerbs(Verbs[RightsRequest]):
    """Take down a request; correct it as long as it is open."""

    def adds(self, doing: Deed, record: RightsRequest, values: dict[str, Any]) -> RightsRequest:
        record.client = held(values["client"], doing.office)
        record.office = doing.office
        for name in ("kind", "received_on", "received_time"):
            setattr(record, name, values.get(name))
        if record.received_on and record.received_time:
            record.due_at = record.deadline()
        return doing.add(record, _as_texts(values))

    def changes(
        self, doing: Deed, record: RightsRequest, values: dict[str, Any], *, based_on: int | None
    ) -> RightsRequest:
        kept = RightsRequest.objects.select_for_update().select_related("office").get(pk=record.pk)
        if not kept.is_open:
            raise Refusal("answered", "Permintaan ini sudah dijawab dan tidak diubah lagi.", status=409)
        texts, began = _as_texts(values), (kept.kind, kept.received_at)
        for name in ("kind", "received_on", "received_time"):
            setattr(kept, name, texts.get(name) or getattr(kept, name))
        if began != (kept.kind, kept.received_at):  # else the clock that runs stays, whatever the rule says now
            texts["due_at"] = kept.deadline()
        return doing.change(record, texts, based_on=based_on)


def _as_texts(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: "" if name == "wish" and value is None else value for name, value in without(values, "client").items()
    }


def _still_open(request: RightsRequest) -> None:
    if not request.is_open:
        raise Refusal("answered", "Permintaan ini sudah dijawab dan tetap tersimpan.", status=409)


def fulfil(
    request: RightsRequest, *, by: User, based_on: int | None, answer: str = "", withdraws: Collection[Consent] = (),
    request_id: UUID | None = None,
) -> RightsRequest:  # fmt: skip
    """The client got what was asked for. A withdrawal ends the consents it names, from today on."""

    def act(doing: Deed, kept: RightsRequest) -> dict[str, Any]:
        if kept.kind == WITHDRAWAL and not withdraws:
            raise wrong("withdraws", "Pilih persetujuan mana yang dicabut.")
        for consent in withdraws:
            if consent.client_id != kept.client_id:
                raise wrong("withdraws", "Ada persetujuan yang bukan milik klien ini.")
            doing.change(consent, {"withdrawn_on": doing.office.local_day(doing.at)}, based_on=None)
        return {"answer": answer.strip(), "answered_at": doing.at}

    said = {"answer": answer, "withdraws": list(withdraws)}
    return take_step(
        request, REQUEST_WAY, "answer", by=by, based_on=based_on, said=said, act=act, request_id=request_id
    )


def refuse(
    request: RightsRequest, *, by: User, based_on: int | None, answer: str, request_id: UUID | None = None
) -> RightsRequest:
    """The request is refused; the reason is told to the client and kept, sealed."""
    if not answer.strip():
        raise wrong("answer", "Tulis alasannya; klien berhak mengetahuinya.")
    return _end(request, "refuse", by=by, based_on=based_on, answer=answer, request_id=request_id)


def drop(
    request: RightsRequest, *, by: User, based_on: int | None, answer: str = "", request_id: UUID | None = None
) -> RightsRequest:
    """Whoever asked does not want it any more."""
    return _end(request, "drop", by=by, based_on=based_on, answer=answer, request_id=request_id)


def _end(
    request: RightsRequest, code: str, *, by: User, based_on: int | None, answer: str, request_id: UUID | None
) -> RightsRequest:
    def act(doing: Deed, kept: RightsRequest) -> dict[str, Any]:
        return {"answer": answer.strip(), "answered_at": doing.at}

    said = {"answer": answer}
    return take_step(request, REQUEST_WAY, code, by=by, based_on=based_on, said=said, act=act, request_id=request_id)


REQUESTS = RequestVerbs(RightsRequest, "rehab", "take_request", "change_request", "cancel_request", _still_open)
