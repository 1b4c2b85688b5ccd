"""What the tests of this room begin with: a clinic of BNNK OKI, and people who are admitted there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.programmes.rehab.actions import CLIENTS, EPISODES, FACILITIES
from bersinar.programmes.rehab.models import Client, Episode, Facility
from tests.cast import Cast

from .handing import agree, another

NIK = "1602054507980003"  # invented; a woman born on 05-07-1998
SECRETS = {"name": "Siti Rekaan Rahasia", "nik": NIK, "phone": "081298765432", "address": "Jalan Rekaan Nomor 77"}


@pytest.fixture(autouse=True)
def within_the_wall(treatment_side: Callable[[], None]) -> None:
    """Every test of this room looks from the treatment side."""


@pytest.fixture
def clinic(cast: Cast) -> Facility:
    return FACILITIES.create(office=cast.oki, by=cast.budi, name="Klinik Rekaan", kind="clinic", owner="own")


@pytest.fixture
def client_of_oki(cast: Cast) -> Client:
    return register(cast)


def register(cast: Cast, **values: Any) -> Client:
    """A client of BNNK OKI, a man born in 1998 unless told otherwise."""
    said = {"registered_on": date(2023, 1, 2), "sex": "male", "birth_year": 1998, **values}
    return CLIENTS.create(office=cast.oki, by=cast.budi, **said)


def admit(cast: Cast, client: Client, clinic: Facility, on: date, **values: Any) -> Episode:
    """An episode at BNNK OKI, as outpatient and of one's own accord unless told otherwise."""
    said = {
        "entry_path": "voluntary",
        "pathway": "outpatient",
        "substance": "methamphetamine",
        "facility": clinic,
        "admitted_on": on,
        **values,
    }
    return EPISODES.create(office=cast.oki, by=cast.budi, client=client, **said)


@pytest.fixture
def served(cast: Cast, clinic: Facility) -> Client:
    """A woman in treatment at BNNK OKI who agreed that identity and contact may be sent."""
    client = register(cast, sex="female", **SECRETS)
    admit(cast, client, clinic, date(2023, 3, 2))
    agree(cast, client, ["identity", "contact"])
    return client


@pytest.fixture
def their_clinic(cast: Cast) -> Facility:
    return FACILITIES.create(office=cast.lumajang, by=cast.hadi, name="Klinik Seberang", kind="clinic", owner="own")


@pytest.fixture
def second(cast: Cast) -> User:
    """A second person on the treatment side of BNNK OKI."""
    return another(cast, "lina", cast.oki, "rehab_officer")


def colleague(cast: Cast, office: Office | None = None, role: str = "rehab_officer", name: str = "mira") -> User:
    """One more person of the treatment side, of BNNK OKI unless told otherwise."""
    return another(cast, name, office or cast.oki, role)
