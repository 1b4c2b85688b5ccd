"""What the tests of this room begin with: BNNK OKI's agreement for 2023."""

from __future__ import annotations

from typing import Any

import pytest

from bersinar.programmes.planning.actions import AGREEMENTS, LINES
from bersinar.programmes.planning.models import Agreement, TargetLine
from tests.cast import Cast


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return AGREEMENTS.create(office=cast.oki, by=cast.dewi, year=2023)


def promise(
    cast: Cast, agreement: Agreement, indicator: str = "", value: int | None = None, **values: Any
) -> TargetLine:
    """A line of an agreement of BNNK OKI; `value` in thousandths."""
    said = {"indicator": indicator, "value": value, **values}
    return LINES.create(office=cast.oki, by=cast.dewi, agreement=agreement, **said)
