"""The canonical forms that are hashed, and the heads' lock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.rows import read, run_together

from .models import Head


def instant(at: datetime) -> str:
    """An instant as it is hashed: UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chained(prev_hash: bytes | memoryview, content: Sequence[Any]) -> bytes:
    """SHA-256 over the previous hash and the content as compact JSON."""
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(bytes(prev_hash) + canonical.encode()).digest()


def lock_head(office: Office) -> Head:
    """The office's head row, locked until the transaction ends."""
    lock = "FOR UPDATE" if connection.features.has_select_for_update else ""
    found = [head for (head,) in read((Head,), f"FROM audit_head WHERE office_id = %s {lock}", [office.pk])]
    if not found:
        Head.objects.get_or_create(office=office)
        return lock_head(office)
    head: Head = found[0]
    head.office, head.waiting = office, []
    return head


def move_head(head: Head) -> None:
    """Write what was hung on the chains of a locked head, and where they stand now."""
    where = [*(getattr(head, column) for column in _CHAINS), head.office_id]
    run_together([*head.waiting, (_MOVE, where)])
    head.waiting = []


_CHAINS = ("ledger_seq", "ledger_hash", "audit_seq", "audit_hash", "reading_seq", "reading_hash")
_MOVE = f"UPDATE audit_head SET {', '.join(f'{column} = %s' for column in _CHAINS)} WHERE office_id = %s"  # noqa: S608


def audit_content(office_code: str, line: Any) -> list[Any]:
    """What an audit line's hash covers, in order; no database keys."""
    return [
        "bersinar-audit-1", office_code, line.seq, instant(line.at), str(line.actor), line.action, line.side,
        line.record_kind, str(line.record_id) if line.record_id else None, line.changes, line.reason,
    ]  # fmt: skip


def reading_content(office_code: str, line: Any) -> list[Any]:
    """What a reading's hash covers, in order; no database keys."""
    return [
        "bersinar-reading-1", office_code, line.seq, instant(line.at), str(line.actor), line.purpose, line.side,
        line.record_kind, str(line.record_id) if line.record_id else None,
    ]  # fmt: skip
