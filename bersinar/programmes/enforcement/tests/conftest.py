"""What the tests of this room begin with: a case of BNNK OKI, and helpers that fill it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.signals import request_finished

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import set_side
from bersinar.foundation.regions.models import Region
from bersinar.programmes.enforcement.actions import CASES, EXHIBITS, INVITATIONS, SUSPECTS
from bersinar.programmes.enforcement.models import Case, Exhibit, Invitation, Suspect
from tests.cast import Cast

from .evidence import Store

OKI, LUMAJANG = "16.02", "35.08"


@pytest.fixture(autouse=True)
def on_this_side(db: None) -> Iterator[None]:
    """Where the tests look themselves, they stand on this side; every request brings its own, and takes it with it."""

    def stand(**_: Any) -> None:
        set_side(Side.ENFORCEMENT)

    stand()
    request_finished.connect(stand)
    yield
    request_finished.disconnect(stand)


@pytest.fixture
def case(cast: Cast) -> Case:
    return opened_case(cast)


@pytest.fixture
def exhibit(cast: Cast, case: Case) -> Exhibit:
    """307,527 g of sabu, seized in that case."""
    return seize(cast, case)


def opened_case(cast: Cast, **values: Any) -> Case:
    """A case of BNNK OKI of 14 March 2023, unless told otherwise."""
    place = Region.objects.get(pk=values.pop("place", OKI))
    return CASES.create(office=cast.oki, by=cast.citra, **{"lkn_on": date(2023, 3, 14), "place": place, **values})


def seize(cast: Cast, case: Case, **values: Any) -> Exhibit:
    """307,527 g of sabu, unless told otherwise."""
    said = {"substance": "methamphetamine", "form": "crystal", "unit": "g", "seized_on": case.lkn_on, **values}
    if not {"net", "gross"} & set(said):
        said["net"] = Decimal("307.527")
    return EXHIBITS.create(office=cast.oki, by=cast.citra, case=case, **said)


def name_suspect(cast: Cast, case: Case, **values: Any) -> Suspect:
    """An adult courier, unless told otherwise."""
    said = {
        "name": "Tersangka Rekaan",
        "sex": "male",
        "birth_year": 1990,
        "status": "named",
        "named_on": case.lkn_on,
        "role": "courier",
        **values,
    }
    return SUSPECTS.create(office=cast.oki, by=cast.citra, case=case, **said)


def invite(cast: Cast, case: Case, **values: Any) -> Invitation:
    """BNNK Lumajang, invited by BNNK OKI."""
    said = {"partner_office": cast.lumajang, **values}
    return INVITATIONS.create(office=cast.oki, by=cast.citra, case=case, **said)


@pytest.fixture
def store(cast: Cast) -> Store:
    """The store of BNNK OKI with its people."""
    return Store(cast)
