"""The canonical forms that are hashed, and the heads' lock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bersinar.foundation.offices.models import Office

from .models import AuditLine, Head, Reading


def instant(at: datetime) -> str:
    """An instant as it is hashed: UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chained(prev_hash: bytes | memoryview, content: Sequence[Any]) -> bytes:
    """SHA-256 over the previous hash and the content as compact JSON."""
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(bytes(prev_hash) + canonical.encode()).digest()


def lock_head(office: Office) -> Head:
    """The office's head row, locked until the transaction ends."""
    head = Head.objects.select_for_update().filter(office=office).first()
    if head is None:
        Head.objects.get_or_create(office=office)
        head = Head.objects.select_for_update().get(office=office)
    return head


def audit_content(office_code: str, line: AuditLine) -> list[Any]:
    """What an audit line's hash covers, in order; no database keys."""
    return [
        "bersinar-audit-1", office_code, line.seq, instant(line.at), str(line.actor), line.action, line.side,
        line.record_kind, str(line.record_id) if line.record_id else None, line.changes, line.reason,
    ]  # fmt: skip


def reading_content(office_code: str, line: Reading) -> list[Any]:
    """What a reading's hash covers, in order; no database keys."""
    return [
        "bersinar-reading-1", office_code, line.seq, instant(line.at), str(line.actor), line.purpose, line.side,
        line.record_kind, str(line.record_id) if line.record_id else None,
    ]  # fmt: skip
