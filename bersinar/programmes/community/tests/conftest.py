"""What the tests of this room begin with: one site and one volunteer of BNNK OKI."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.regions.models import Region, RegionLevel
from bersinar.programmes.community.actions import SITES, VOLUNTEERS
from bersinar.programmes.community.models import BersinarSite, Volunteer
from tests.cast import Cast


@pytest.fixture
def site(cast: Cast) -> BersinarSite:
    return form(cast, name="Desa Rekaan")


@pytest.fixture
def volunteer(cast: Cast) -> Volunteer:
    return appoint(cast, name="Warga Rekaan 1")


def form(cast: Cast, **values: Any) -> BersinarSite:
    """A Bersinar village of BNNK OKI, formed in March 2023 unless told otherwise."""
    said = {"kind": "village", "region": Region.objects.get(pk="16.02"), "formed_on": date(2023, 3, 10), **values}
    return SITES.create(office=cast.oki, by=cast.ani, **said)


def appoint(cast: Cast, **values: Any) -> Volunteer:
    """A volunteer of BNNK OKI, appointed in May 2023 unless told otherwise."""
    said = {"environment": "government", "appointed_on": date(2023, 5, 23), **values}
    return VOLUNTEERS.create(office=cast.oki, by=cast.ani, **said)


@pytest.fixture
def village(db: None) -> Region:
    """A made-up desa of OKI."""
    parent = Region.objects.filter(code__startswith="16.02.", level=RegionLevel.DISTRICT).first()
    assert parent is not None
    made, _ = Region.objects.get_or_create(
        code=f"{parent.code}.2098",
        defaults={"name": "Desa Rekaan", "level": RegionLevel.VILLAGE, "parent": parent},
    )
    return made
