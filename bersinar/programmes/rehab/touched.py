"""Whom an incident touched: every client whose record was read or changed in its time, as the audit says it."""

from __future__ import annotations

from dataclasses import dataclass

from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.models import AuditLine, Reading

from .belonging import clients_behind
from .models import Client, Incident


@dataclass(frozen=True)
class Touched:
    """(client, how often), most often first; and how many readings led to no client of this office."""

    clients: list[tuple[Client, int]]
    elsewhere: int


def touched_by(incident: Incident) -> Touched:
    """Read from both chains of the incident's office, for its time and, where one is named, its account."""
    records = []
    for model in (Reading, AuditLine):
        lines = model._default_manager.filter(
            office=incident.office_id, side=Side.TREATMENT.value, at__gte=incident.began_at, at__lte=incident.ended_at
        )
        if incident.actor_id:
            lines = lines.filter(actor=incident.actor_id)
        records += [(kind, key) for kind, key in lines.values_list("record_kind", "record_id") if key is not None]
    counts, elsewhere = clients_behind(records)
    found = Client.objects.filter(office=incident.office_id, pk__in=counts)
    return Touched(
        sorted(((one, counts[one.pk]) for one in found), key=lambda pair: (-pair[1], pair[0].code)), elsewhere
    )
