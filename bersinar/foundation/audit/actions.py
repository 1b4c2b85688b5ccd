"""Writing the audit: many lines at once under the head's lock; readings in a short transaction of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.utils import timezone

from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.rows import inserts
from bersinar.foundation.wire.writing import writing

from .chains import audit_content, chained, lock_head, move_head, reading_content
from .models import AuditLine, Head, Reading

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User

_LINE = (
    "office_id", "seq", "at", "actor", "action", "side", "record_kind", "record_id", "changes", "reason", "prev_hash", "hash",
)  # fmt: skip

_READING = (
    "office_id", "seq", "at", "actor", "purpose", "side", "record_kind", "record_id", "prev_hash", "hash",
)  # fmt: skip


class Actor(Protocol):
    """Whoever acts: a user, or the operator of the command line."""

    @property
    def id(self) -> UUID: ...


@dataclass(frozen=True)
class Operator:
    """The command line. It has no account; its lines carry the nil id."""

    id: UUID


OPERATOR = Operator(UUID(int=0))


@dataclass(frozen=True)
class Line:
    """One audit line before it has its place in the chain."""

    action: str
    record_kind: str
    record_id: UUID | None
    side: str = "open"
    changes: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


def append(head: Head, lines: Sequence[Line], *, actor: UUID, at: datetime) -> None:
    """Append lines to an office's audit chain. `head` is locked by the caller, who moves it."""
    rows = []
    for line in lines:
        row = AuditLine(
            office_id=head.office_id, seq=head.audit_seq + 1, at=at, actor=actor, action=line.action, side=line.side,
            record_kind=line.record_kind, record_id=line.record_id, changes=line.changes, reason=line.reason,
            prev_hash=head.audit_hash,
        )  # fmt: skip
        row.hash = chained(head.audit_hash, audit_content(head.office.code, row))
        head.audit_seq, head.audit_hash = row.seq, row.hash
        rows.append(row)
    head.waiting += inserts("audit_auditline", _LINE, ([getattr(row, column) for column in _LINE] for row in rows))


def note(*, office: Office, by: Actor, line: Line) -> None:
    """Write one audit line for a deed that has no record of a room (accounts, settings, exports)."""
    with writing():
        head = lock_head(office)
        append(head, [line], actor=by.id, at=timezone.now())
        move_head(head)


def note_reading(*, by: User, record: Any, purpose: str) -> None:
    """Write down that a sensitive record is being read. Raises when it cannot: no line, no page."""
    note_readings(
        office=record.office, by=by, side=record.side, purpose=purpose, records=[(record._meta.label_lower, record.pk)]
    )


def note_readings(
    *, office: Office, by: Actor, side: str, purpose: str, records: Sequence[tuple[str, UUID | None]]
) -> None:
    """Write down readings of several records of one office, in a transaction of their own."""
    with writing():
        head = lock_head(office)
        at = timezone.now()
        rows = []
        for kind, record_id in records:
            row = Reading(
                office=office, seq=head.reading_seq + 1, at=at, actor=by.id, purpose=purpose, side=side,
                record_kind=kind, record_id=record_id, prev_hash=head.reading_hash,
            )  # fmt: skip
            row.hash = chained(head.reading_hash, reading_content(office.code, row))
            head.reading_seq, head.reading_hash = row.seq, row.hash
            rows.append(row)
        head.waiting += inserts(
            "audit_reading", _READING, ([getattr(row, column) for column in _READING] for row in rows)
        )
        move_head(head)
