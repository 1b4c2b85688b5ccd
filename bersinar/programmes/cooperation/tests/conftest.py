"""What the tests of this room begin with: one obstacle, one partner, both of BNNK OKI."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.programmes.cooperation.actions import OBSTACLES, PARTNERS
from bersinar.programmes.cooperation.models import Obstacle, Partner
from tests.cast import Cast


@pytest.fixture
def partner(cast: Cast) -> Partner:
    return PARTNERS.create(office=cast.oki, by=cast.ani, name="Dinas Rekaan", kind="government")


@pytest.fixture
def obstacle(cast: Cast) -> Obstacle:
    return meet(cast, text="Kendala pertama")


def meet(cast: Cast, **values: Any) -> Obstacle:
    """An obstacle of BNNK OKI, noted in March 2023 unless told otherwise."""
    said = {
        "noted_on": date(2023, 3, 10),
        "section": "general",
        "category": "coordination",
        "text": "Kendala",
        **values,
    }
    return OBSTACLES.create(office=cast.oki, by=cast.ani, **said)
