"""What the desk's tests begin with: a year of BNNK OKI, made through the rooms' own actions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.regions.models import Region
from bersinar.programmes.activities.actions import ACTIVITIES, MEETINGS
from bersinar.programmes.activities.models import Meeting
from bersinar.programmes.enforcement.actions import CASES
from bersinar.programmes.enforcement.models import Case
from bersinar.programmes.planning.actions import AGREEMENTS, LINES
from bersinar.programmes.rehab.actions import FACILITIES, Arrival, receive
from bersinar.programmes.rehab.models import Episode
from tests.cast import Cast, join


def hold(cast: Cast, people: int, **values: Any) -> Meeting:
    """One talk show of BNNK OKI with so many men, on 24 August 2023 unless told otherwise."""
    day = values.get("held_on", date(2023, 8, 24))
    activity = ACTIVITIES.create(
        office=cast.oki, by=cast.ani, title="Talk show rekaan", type="talk_show", year=day.year
    )
    said = {
        "held_on": day,
        "region": Region.objects.get(code="16.02.05"),
        "environment": "education",
        "total": people,
        **values,
    }
    return MEETINGS.create(office=cast.oki, by=cast.ani, activity=activity, **said)


def promise(cast: Cast, indicator: str, value: int) -> None:
    """A target of BNNK OKI for 2023."""
    agreement = AGREEMENTS.create(office=cast.oki, by=cast.dewi, year=2023)
    LINES.create(office=cast.oki, by=cast.dewi, agreement=agreement, indicator=indicator, value=value * 1000)


def admit(cast: Cast, men: int, women: int, on: date = date(2023, 2, 6)) -> list[Episode]:
    """Clients of BNNK OKI, all outpatients."""
    with side(Side.TREATMENT, cast.budi.pk):
        clinic = FACILITIES.create(office=cast.oki, by=cast.budi, name=f"Klinik {on:%d-%m}", kind="clinic", owner="own")
        episode = {
            "entry_path": "voluntary",
            "pathway": "outpatient",
            "substance": "methamphetamine",
            "facility": clinic,
            "admitted_on": on,
        }
        sexes = ["male"] * men + ["female"] * women
        arrivals = [Arrival({"sex": sex, "birth_year": 1990}, episode) for sex in sexes]
        return receive(office=cast.oki, by=cast.budi, arrivals=arrivals)


def open_case(cast: Cast, on: date = date(2023, 3, 14)) -> Case:
    """A case that BNNK OKI leads."""
    with side(Side.ENFORCEMENT, cast.citra.pk):
        return CASES.create(office=cast.oki, by=cast.citra, lkn_on=on, place=Region.objects.get(pk="16.02"))


def questions(most: int) -> int:
    """So many queries, and on PostgreSQL the two by which every request sets its side."""
    return most + (2 if connection.vendor == "postgresql" else 0)


@pytest.fixture
def lila(cast: Cast) -> User:
    """A reviewer at headquarters, who sees every office's open records."""
    user = User.objects.create(username="lila", full_name="Lila Rekaan")
    join(user, cast.bnn, "reviewer")
    return user


@pytest.fixture
def head_of_lumajang(cast: Cast) -> User:
    user = User.objects.create(username="omar", full_name="Omar Rekaan")
    join(user, cast.lumajang, "head")
    return user
