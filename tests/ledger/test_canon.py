"""The canonical form is fixed: these vectors hold for every later version of the software."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from bersinar.foundation.audit.models import GENESIS
from bersinar.ledger.canon import FACT_COLUMNS, FactRow, posting_hash
from bersinar.ledger.models import Fact

VECTORS = json.loads((Path(__file__).parent / "canon_vectors.json").read_text(encoding="utf-8"))


def _fact(columns: dict[str, object]) -> FactRow:
    values = dict(columns)
    values["day"] = date.fromisoformat(str(values["day"]))
    values["source_id"] = UUID(str(values["source_id"]))
    return FactRow(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_vector(vector: dict[str, object]) -> None:
    prev = bytes.fromhex(str(vector["prev_hash"]))
    facts = [_fact(fact) for fact in vector["facts"]]  # type: ignore[attr-defined]
    at = datetime.fromisoformat(str(vector["at"]))
    seq = int(str(vector["seq"]))
    found = posting_hash(prev, str(vector["office"]), seq, at, UUID(str(vector["actor"])), str(vector["action"]), facts)
    assert found.hex() == vector["hash"]


def test_every_column_of_a_fact_but_its_keys_is_hashed() -> None:
    columns = {field.name for field in Fact._meta.fields} - {"id", "office", "seq"}
    assert columns == set(FACT_COLUMNS)


def test_a_posting_without_predecessor_follows_zero_bytes() -> None:
    assert bytes(32) == GENESIS
    at = datetime(2022, 1, 1, tzinfo=UTC)
    one = posting_hash(GENESIS, "bnnk-contoh", 1, at, UUID(int=1), "contoh.catat", [])
    other = posting_hash(b"\x01" * 32, "bnnk-contoh", 1, at, UUID(int=1), "contoh.catat", [])
    assert one != other
