"""What the tests of this room begin with: BNNK OKI's agreement for 2023, and the two heads who sign it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Head, Office
from bersinar.programmes.planning.actions import AGREEMENTS, LINES, sign
from bersinar.programmes.planning.models import Agreement, TargetLine
from tests.cast import Cast, join


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return AGREEMENTS.create(office=cast.oki, by=cast.dewi, year=2023)


def promise(
    cast: Cast, agreement: Agreement, indicator: str = "", value: int | None = None, **values: Any
) -> TargetLine:
    """A line of an agreement of BNNK OKI; `value` in thousandths."""
    said = {"indicator": indicator, "value": value, **values}
    return LINES.create(office=cast.oki, by=cast.dewi, agreement=agreement, **said)


def appoint(office: Office, name: str) -> None:
    """Somebody heads the office."""
    Head.objects.create(office=office, name=name, position=f"Kepala {office}", since=date(2020, 1, 1))


@pytest.fixture
def omar(cast: Cast) -> User:
    """The head of BNNP Sumsel, above BNNK OKI; both offices have somebody who heads them."""
    user = User.objects.create(username="omar", full_name="Omar Rekaan")
    join(user, cast.sumsel, "head")
    appoint(cast.oki, "Eko Rekaan")
    appoint(cast.sumsel, "Omar Rekaan")
    return user


@pytest.fixture
def sari(cast: Cast) -> User:
    """The planner of BNNP Sumsel."""
    user = User.objects.create(username="sari", full_name="Sari Rekaan")
    join(user, cast.sumsel, "planner")
    return user


@pytest.fixture
def signed(cast: Cast, agreement: Agreement, omar: User) -> TargetLine:
    """A line of an agreement that both heads have signed: twenty clients."""
    line = promise(cast, agreement, "rehab.clients", 20_000, quarter_1=4_000, quarter_2=9_000, quarter_3=14_000)
    sign(agreement, by=cast.eko)
    sign(agreement, by=User.objects.get(pk=omar.pk))
    return line
