"""What a kept sheet was scored, it stays: every version of every rule still gives what it gave when it shipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bersinar.catalogue.instruments import INSTRUMENTS, in_version
from bersinar.catalogue.instruments.declaring import Item

# One entry is added with each version and none is ever changed.
KEPT: list[dict[str, Any]] = json.loads((Path(__file__).parent / "instrument_vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kept", KEPT, ids=[f"{kept['instrument']} {kept['version']}" for kept in KEPT])
def test_a_kept_sheet_scores_as_it_did(kept: dict[str, Any]) -> None:
    result = in_version(kept["instrument"], kept["version"]).score(kept["answers"])
    assert result.texts == kept["values"]
    assert dict(result.bands) == kept["bands"]
    assert list(result.flags) == kept["flags"]
    assert (result.instrument, result.version) == (kept["instrument"], kept["version"])


def test_every_instrument_in_use_has_a_kept_sheet() -> None:
    in_use = {(one.code, one.version) for one in INSTRUMENTS.values()}
    assert in_use <= {(kept["instrument"], kept["version"]) for kept in KEPT}


def test_a_version_that_is_not_here_is_never_replaced_by_another() -> None:
    with pytest.raises(LookupError):
        in_version("assist-3.1", "0")
    with pytest.raises(LookupError):
        in_version("assist", "1")


@pytest.mark.parametrize("code", sorted(INSTRUMENTS))
def test_a_declaration_is_whole(code: str) -> None:
    instrument = INSTRUMENTS[code]
    codes = [item.code for item in instrument.items]
    assert len(codes) == len(set(codes))
    assert all(_stands_after_its_gates(item, codes) for item in instrument.items)
    assert all(scale.least < scale.most for scale in instrument.scales)
    scored = next(kept for kept in KEPT if kept["instrument"] == code)
    assert set(scored["values"]) == {scale.code for scale in instrument.scales}
    assert {*scored["bands"].values(), *scored["flags"]} <= set(instrument.words)


def _stands_after_its_gates(item: Item, codes: list[str]) -> bool:
    """A form that asks in this order always knows whether to ask."""
    return all(codes.index(before) < codes.index(item.code) for gate in item.gates for before in gate.items)
