"""The canonical form of a posting: what its hash covers.

    SHA-256( previous hash, 32 bytes | UTF-8 JSON without white space )

The JSON is an array: the word "bersinar-ledger-1", office code, seq, instant (UTC, microseconds), actor, action, then
one array per fact, in order of `line`, with the columns of FACT_COLUMNS. No database keys. The first posting of an
office follows 32 zero bytes. Test vectors stand in `tests/ledger/canon_vectors.json`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from bersinar.foundation.audit.chains import chained, instant

from .models import Fact

FACT_COLUMNS = (
    "line", "day", "kind", "quantity", "sign", "share", "place", "sex", "age_band", "substance", "environment", "detail",
    "aspect", "subject", "source_kind", "source_id", "basis", "bound", "corrects",
)  # fmt: skip


def fact_content(fact: Fact) -> list[Any]:
    """A fact's columns as they are hashed: numbers as numbers, days and ids as text."""
    values = [getattr(fact, column) for column in FACT_COLUMNS]
    return [value if isinstance(value, int) else str(value) for value in values]


def posting_hash(
    prev_hash: bytes | memoryview,
    office_code: str,
    seq: int,
    at: datetime,
    actor: UUID,
    action: str,
    facts: Iterable[Fact],
) -> bytes:
    """The hash of a posting that follows `prev_hash`."""
    content = ["bersinar-ledger-1", office_code, seq, instant(at), str(actor), action]
    return chained(prev_hash, [*content, [fact_content(fact) for fact in facts]])
