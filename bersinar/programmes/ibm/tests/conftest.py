"""What the tests of this room begin with: a village of OKI with one unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bersinar.foundation.regions.models import Region, RegionLevel
from bersinar.programmes.ibm.actions import UNITS, Person, train_agents
from bersinar.programmes.ibm.models import IBMUnit, RecoveryAgent
from tests.cast import Cast

FEBRUARY, MARCH = date(2023, 2, 14), date(2023, 3, 8)


@pytest.fixture
def village(db: None) -> Region:
    parent = Region.objects.filter(code__startswith="16.02.", level=RegionLevel.DISTRICT).first()
    assert parent is not None
    made, _ = Region.objects.get_or_create(
        code=f"{parent.code}.2099", defaults={"name": "Desa Rekaan", "level": RegionLevel.VILLAGE, "parent": parent}
    )
    return made


@pytest.fixture
def unit(cast: Cast, village: Region) -> IBMUnit:
    return form_unit(cast, name="IBM Rekaan", village=village)


def form_unit(cast: Cast, **values: Any) -> IBMUnit:
    """A unit of BNNK OKI, formed in February 2023 unless told otherwise."""
    said = {"formed_on": FEBRUARY, "type": "unclassified", "funding": "unknown", **values}
    return UNITS.create(office=cast.oki, by=cast.budi, **said)


def train(cast: Cast, unit: IBMUnit, sexes: Sequence[str] = ("male",), on: date = MARCH) -> list[RecoveryAgent]:
    """Agents of a unit, trained together."""
    people = [Person(f"Warga Rekaan {number}", sex) for number, sex in enumerate(sexes, start=1)]
    train_agents(office=cast.oki, by=cast.budi, unit=unit, people=people, trained_on=on, training="bimtek")
    return list(RecoveryAgent.objects.filter(unit=unit, trained_on=on).order_by("name"))
