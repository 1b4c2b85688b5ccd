"""What is done about an incident: written down, told to the authority and to the persons touched, closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Incident
from ..protection_ways import INCIDENT_WAY
from .about_client import wrong
from .protecting import take_step

_SEALED = ("story", "measures")


class IncidentVerbs(Verbs[Incident]):
    """Write down an incident, and complete it until it is closed."""

    def adds(self, doing: Deed, record: Incident, values: dict[str, Any]) -> Incident:
        if not values.get("story"):
            raise wrong("story", "Tulis apa yang terjadi.")
        record.office, record.found_at = doing.office, values["found_at"]
        record.due_at = record.deadline()
        return doing.add(record, _as_texts(values))

    def changes(self, doing: Deed, record: Incident, values: dict[str, Any], *, based_on: int | None) -> Incident:
        kept = Incident.objects.select_for_update(of=("self",)).select_related("office").get(pk=record.pk)
        if kept.stage == "closed":
            raise Refusal("closed", "Insiden ini sudah ditutup dan tidak diubah lagi.", status=409)
        given = _as_texts(values)
        if values.get("found_at") not in (None, kept.found_at):  # the clock starts anew; else the running one stays
            kept.found_at = values["found_at"]
            given["due_at"] = kept.deadline()
        return doing.change(record, given, based_on=based_on)


def _as_texts(values: dict[str, Any]) -> dict[str, Any]:
    return {name: "" if name in _SEALED and value is None else value for name, value in values.items()}


def tell_authority(
    incident: Incident, *, by: User, based_on: int | None, authority_told_at: datetime, authority_letter: str,
    request_id: UUID | None = None,
) -> Incident:  # fmt: skip
    """The authority for the protection of personal data was told in writing."""
    said = {"authority_told_at": authority_told_at, "authority_letter": authority_letter}
    return take_step(
        incident, INCIDENT_WAY, "tell_authority", by=by, based_on=based_on, said=said, request_id=request_id
    )


def tell_persons(
    incident: Incident, *, by: User, based_on: int | None, persons_told_at: datetime, persons_told: str,
    request_id: UUID | None = None,
) -> Incident:  # fmt: skip
    """Whom it touched was told."""
    said = {"persons_told_at": persons_told_at, "persons_told": persons_told}
    return take_step(incident, INCIDENT_WAY, "tell_persons", by=by, based_on=based_on, said=said, request_id=request_id)


def close(
    incident: Incident, *, by: User, based_on: int | None, measures: str, request_id: UUID | None = None
) -> Incident:
    """Everybody was told, and what was done about it is written down."""
    said = {"measures": measures.strip()}
    return take_step(incident, INCIDENT_WAY, "close", by=by, based_on=based_on, said=said, request_id=request_id)


INCIDENTS = IncidentVerbs(Incident, "rehab", "report_incident", "change_incident", "cancel_incident")
