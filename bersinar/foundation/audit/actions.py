"""Writing the audit: many lines at once under the head's lock; readings in a short transaction of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from uuid import UUID

from django.utils import timezone

from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.rows import inserts
from bersinar.foundation.wire.writing import writing

from .chains import audit_content, chained, lock_head, move_head, reading_content
from .models import Head

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User


class _LineRow(NamedTuple):
    """An audit line as its table takes it."""

    office_id: int
    seq: int
    at: datetime
    actor: UUID
    action: str
    side: str
    record_kind: str
    record_id: UUID | None
    changes: dict[str, Any]
    reason: str
    prev_hash: bytes | memoryview
    hash: bytes = b""


class _ReadingRow(NamedTuple):
    """A reading as its table takes it."""

    office_id: int
    seq: int
    at: datetime
    actor: UUID
    purpose: str
    side: str
    record_kind: str
    record_id: UUID | None
    prev_hash: bytes | memoryview
    hash: bytes = b""


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
        row = _LineRow(
            head.office_id, head.audit_seq + 1, at, actor, line.action, line.side, line.record_kind, line.record_id,
            line.changes, line.reason, head.audit_hash,
        )  # fmt: skip
        row = row._replace(hash=chained(head.audit_hash, audit_content(head.office.code, row)))
        head.audit_seq, head.audit_hash = row.seq, row.hash
        rows.append(row)
    head.waiting += inserts("audit_auditline", _LineRow._fields, rows)


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
            row = _ReadingRow(
                head.office_id, head.reading_seq + 1, at, by.id, purpose, side, kind, record_id, head.reading_hash
            )
            row = row._replace(hash=chained(head.reading_hash, reading_content(office.code, row)))
            head.reading_seq, head.reading_hash = row.seq, row.hash
            rows.append(row)
        head.waiting += inserts("audit_reading", _ReadingRow._fields, rows)
        move_head(head)
