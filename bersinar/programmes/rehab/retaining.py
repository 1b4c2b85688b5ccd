"""Which records have been kept as long as they must be: counted from the last day that anything in them names.

A record in use is never due: while a client is in care, or while a legal demand or a client's own request is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.offices.models import Office

from .belonging import records_of
from .models import Client, Intake, RetentionRule, TatAssessment

MEDICAL_RECORD, CONTACT, TAT = "medical_record", "contact", "tat"


@dataclass(frozen=True)
class Due:
    """One record with its term: the last day in it, and when the term ends."""

    kind: str
    record_kind: str
    record_id: UUID
    named: str
    last_on: date
    due_on: date


def years_of(office: Office, kind: str) -> int | None:
    """How long an office keeps a kind: its own rule, else the law's term; None where neither is known."""
    rule = RetentionRule.objects.standing().filter(office=office, kind=kind).values_list("years", flat=True).first()
    years = rule if rule is not None else attribute("retention_kind", kind, "years")
    return int(years) if years is not None else None


def due_at(office: Office, kind: str, record: Any) -> Due | None:
    """The term of a record, or None where it is in use, of no term, or erased already."""
    years, last_on = years_of(office, kind), LAST_DAY[kind](record)
    if years is None or last_on is None:
        return None
    return Due(kind, record._meta.label_lower, record.pk, NAMED[kind](record), last_on, _later(last_on, years))


def all_due(office: Office, today: date) -> Iterator[Due]:
    """Everything of an office whose term has passed."""
    for kind, candidates in CANDIDATES.items():
        years = years_of(office, kind)
        if years is None:
            continue
        for record in candidates(office, _later(today, -years)):
            due = due_at(office, kind, record)
            if due is not None and due.due_on <= today:
                yield due


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _last_day_of_client(client: Client) -> date | None:
    """The last day named in the client's whole file."""
    days = [client.registered_on]
    if client.erased_on or client.merged_into_id or any(episode.is_open for episode in client.standing_episodes()):
        return None
    for model, records in records_of(client):
        if any(not one.is_cancelled and _is_pending(one) for one in records):
            return None
        days += [_day(at) for one in records for name in _days_of(model) if (at := getattr(one, name)) is not None]
    return max(days)


def _day(at: date) -> date:
    return timezone.localtime(at).date() if isinstance(at, datetime) else at


def _days_of(model: type[models.Model]) -> list[str]:
    """The days and moments that a record names. When it was typed in is none of them: paper comes in late."""
    named = [field.name for field in model._meta.fields if isinstance(field, models.DateField)]
    return [name for name in named if name not in ("recorded_at", "cancelled_at")]


def _is_pending(record: Any) -> bool:
    """Whether a demand or a request is still unanswered."""
    return getattr(record, "stage", "") in _PENDING.get(record._meta.model_name, ())


_PENDING = {"demand": ("received", "decided", "agreed"), "rightsrequest": ("received",)}


def _last_day_of_contact(intake: Intake) -> date | None:
    """Whoever became a client is kept with that client's file."""
    return intake.ended_on if intake.client_id is None and intake.data_key else None


def _last_day_of_tat(assessment: TatAssessment) -> date | None:
    return assessment.assessed_on if assessment.data_key else None


def _old_assessments(office: Office, before: date) -> Any:
    return TatAssessment.objects.filter(office=office, assessed_on__lte=before, data_key__isnull=False)


def _old_clients(office: Office, before: date) -> Any:
    return Client.objects.filter(
        office=office, registered_on__lte=before, erased_on__isnull=True, merged_into__isnull=True
    )


def _old_contacts(office: Office, before: date) -> Any:
    """Whoever called and never became a client."""
    return Intake.objects.filter(office=office, client__isnull=True, ended_on__lte=before, data_key__isnull=False)


LAST_DAY: dict[str, Any] = {MEDICAL_RECORD: _last_day_of_client, CONTACT: _last_day_of_contact, TAT: _last_day_of_tat}
CANDIDATES: dict[str, Any] = {MEDICAL_RECORD: _old_clients, CONTACT: _old_contacts, TAT: _old_assessments}
NAMED: dict[str, Any] = {
    MEDICAL_RECORD: lambda client: client.code,
    CONTACT: lambda intake: f"Kontak {intake.contacted_on:%d-%m-%Y}",
    TAT: lambda assessment: assessment.request_number,
}
