"""The canonical form of a posting: what its hash covers.

    SHA-256( previous hash, 32 bytes | UTF-8 JSON without white space )

The JSON is an array: the word "bersinar-ledger-1", office code, seq, instant (UTC, microseconds), actor, action, then
one array per fact, in order of `line`, with the columns of FACT_COLUMNS. No database keys. The first posting of an
office follows 32 zero bytes. Test vectors stand in `tests/ledger/canon_vectors.json`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from bersinar.foundation.audit.chains import chained, instant


class FactRow(NamedTuple):
    """A fact as it is hashed and kept, without the office and the posting it belongs to."""

    line: int
    day: date
    kind: str
    quantity: int
    sign: int
    share: str
    place: str
    sex: str
    age_band: str
    substance: str
    environment: str
    detail: str
    aspect: str
    subject: str
    source_kind: str
    source_id: UUID
    basis: str
    bound: str
    corrects: str


FACT_COLUMNS = FactRow._fields


def fact_content(fact: Iterable[Any]) -> list[Any]:
    """A fact's columns as they are hashed: numbers as numbers, days and ids as text."""
    return [value if isinstance(value, int) else str(value) for value in fact]


def posting_hash(
    prev_hash: bytes | memoryview,
    office_code: str,
    seq: int,
    at: datetime,
    actor: UUID,
    action: str,
    facts: Iterable[Iterable[Any]],
) -> bytes:
    """The hash of a posting that follows `prev_hash`; each fact as the values of FACT_COLUMNS."""
    content = ["bersinar-ledger-1", office_code, seq, instant(at), str(actor), action]
    return chained(prev_hash, [*content, [fact_content(fact) for fact in facts]])
