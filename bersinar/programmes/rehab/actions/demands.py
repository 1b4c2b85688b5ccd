"""What is done about a legal demand: taken down, decided by the clinic's head, agreed to by a second person, answered."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Demand
from ..models.demands import REFUSED
from ..protection_ways import DEMAND_WAY
from .about_client import wrong
from .protecting import take_step

_SEALED = ("scope", "persons")
PARTLY = "partly"


class DemandVerbs(Verbs[Demand]):
    """Take down a demand, and correct it as long as nothing is decided."""

    def adds(self, doing: Deed, record: Demand, values: dict[str, Any]) -> Demand:
        if not values.get("scope"):
            raise wrong("scope", "Tulis data apa yang diminta.")
        return doing.add(record, _as_texts(doing, values))

    def changes(self, doing: Deed, record: Demand, values: dict[str, Any], *, based_on: int | None) -> Demand:
        stage = Demand.objects.select_for_update().values_list("stage", flat=True).get(pk=record.pk)
        if stage != DEMAND_WAY.first:
            sentence = "Permintaan yang sudah diputuskan tidak diubah lagi. Minta orang kedua mengembalikannya dahulu."
            raise Refusal("decided", sentence, status=409)
        return doing.change(record, _as_texts(doing, values), based_on=based_on)


def _as_texts(doing: Deed, values: dict[str, Any]) -> dict[str, Any]:
    if any(client.office_id != doing.office.pk for client in values.get("clients") or ()):
        raise wrong("clients", "Ada kode klien yang bukan milik satuan kerja ini.")
    return {name: "" if name in _SEALED and value is None else value for name, value in values.items()}


def _not_answered(demand: Demand) -> None:
    if demand.stage == "answered":
        raise Refusal("answered", "Permintaan ini sudah dijawab dan tetap tinggal dalam register.", status=409)


def decide(
    demand: Demand, *, by: User, based_on: int | None, decided_on: date, decision: str, given: str = "", withheld: str = "",
    request_id: UUID | None = None,
) -> Demand:  # fmt: skip
    """The clinic's head decides what is given and what is not. Nothing leaves before a second person agreed."""
    given, withheld = given.strip(), withheld.strip()
    if decision != REFUSED and not given:
        raise wrong("given", "Tulis apa yang diberikan.")
    if decision == REFUSED and given:
        raise wrong("given", "Kosongkan: permintaan yang ditolak tidak memberikan apa-apa.")
    if decision in (REFUSED, PARTLY) and not withheld:
        raise wrong("withheld", "Tulis apa yang tidak diberikan, dengan alasannya.")
    said = {"decided_on": decided_on, "decision": decision, "given": given, "withheld": withheld}
    return take_step(
        demand, DEMAND_WAY, "decide", by=by, based_on=based_on, said=said, act=lambda doing, kept: {**said, "decided_by": by},
        needs=Permission.REHAB_DECIDE, request_id=request_id,
    )  # fmt: skip


def agree(demand: Demand, *, by: User, based_on: int | None, agreed_on: date, request_id: UUID | None = None) -> Demand:
    """A second person of the treatment side agrees."""
    said = {"agreed_on": agreed_on}
    return take_step(
        demand, DEMAND_WAY, "agree", by=by, based_on=based_on, said=said, act=lambda doing, kept: {**said, "agreed_by": by},
        request_id=request_id,
    )  # fmt: skip


def object_to(demand: Demand, *, by: User, based_on: int | None, reason: str, request_id: UUID | None = None) -> Demand:
    """The second person does not agree: it is decided anew. What was decided before stands in the audit as a step."""
    if not reason.strip():
        raise wrong("reason", "Tulis alasannya.")
    back: dict[str, Any] = {"decision": "", "decided_on": None, "decided_by": None, "given": "", "withheld": ""}
    return take_step(
        demand, DEMAND_WAY, "object", by=by, based_on=based_on, said=back, reason=reason, request_id=request_id
    )


def answer(
    demand: Demand, *, by: User, based_on: int | None, answered_on: date, answer_number: str, handed_to: str = "",
    request_id: UUID | None = None,
) -> Demand:  # fmt: skip
    """The answer has been handed over, or the refusal sent."""
    said = {"answered_on": answered_on, "answer_number": answer_number, "handed_to": handed_to}
    return take_step(demand, DEMAND_WAY, "answer", by=by, based_on=based_on, said=said, request_id=request_id)


DEMANDS = DemandVerbs(Demand, "rehab", "take_demand", "change_demand", "cancel_demand", _not_answered)
