"""What happened to a record, told from its audit lines: who, when, what changed and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import OPERATOR
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.wire.related import having
from bersinar.foundation.wire.rows import read

from .kept import kept_words
from .words import field_of, label_of


@dataclass(frozen=True)
class Happened:
    """One line of a record's history."""

    at: datetime
    who: str
    what: str
    changes: list[str]
    reason: str


def history_of(record: Any, said: Mapping[str, str] | None = None) -> list[Happened]:
    """What happened to a record, newest first, from its audit lines. `said` has words for actions of its own."""
    lines = [line for (line,) in read((AuditLine,), _LATEST, [record._meta.label_lower, record.pk])]
    names = {user.pk: user.full_name for user in having(User, "id", {line.actor for line in lines})}
    names[OPERATOR.id] = "sistem"
    return [
        Happened(line.at, names.get(line.actor, "pengguna"), (said or {}).get(line.action) or ("dicatat" if i == len(lines) - 1 else _what(line)), _changes(record, line), line.reason)
        for i, line in enumerate(lines)
    ]  # fmt: skip


_LATEST = "FROM audit_auditline WHERE record_kind = %s AND record_id = %s ORDER BY at DESC, id DESC LIMIT 50"


def _what(line: AuditLine) -> str:
    if "dibatalkan" in line.changes:
        return "dibatalkan"
    if "dimusnahkan" in line.changes:
        return "isinya dimusnahkan"
    return "berkas ditambahkan" if line.action.startswith("files.") else "diubah"


def _changes(record: Any, line: AuditLine) -> list[str]:
    changed = []
    for name, value in line.changes.items():
        column = field_of(type(record), name)
        is_pair = isinstance(value, list) and len(value) == 2
        is_plural = column is not None and (column.many_to_many or isinstance(column, models.JSONField))
        if column is None or not is_pair or (is_plural and not isinstance(value[0], (list, dict))):
            continue  # not a change but what the record began with: two regions are no pair of old and new
        old, new = (kept_words(type(record), name, part) for part in value)
        said = f"diubah ({new})" if old == new else f"{old} → {new}"  # the audit keeps one word for what is sealed
        changed.append(f"{label_of(type(record), name)}: {said}")
    return changed
