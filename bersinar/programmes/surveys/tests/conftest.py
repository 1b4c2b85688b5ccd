"""What the tests of this room begin with: surveys of outpatient care at BNNK OKI, and how a sheet is filled in."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.foundation.oneform.models import Opening
from bersinar.programmes.surveys.actions import SHEETS, SURVEYS
from bersinar.programmes.surveys.asking import open_survey_form
from bersinar.programmes.surveys.models import Sheet, Survey
from tests.cast import Cast


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return SURVEYS.create(
        office=cast.oki, by=cast.budi, service="outpatient", period_from=date(2023, 1, 1), period_to=date(2023, 12, 31),
        population=50,
    )  # fmt: skip


def fill_in(cast: Cast, survey: Survey, answers: str = "333333333", **values: Any) -> Sheet:
    """A sheet of March 2023 with these nine answers, unless told otherwise."""
    given = {element: int(answer) for element, answer in zip(ELEMENTS, answers, strict=True) if answer != "-"}
    said = {"filled_on": date(2023, 3, 24), **given, **values}
    return SHEETS.create(office=cast.oki, by=cast.budi, survey=survey, **said)


@pytest.fixture
def running(cast: Cast) -> Survey:
    """A survey of outpatient care at BNNK OKI that runs all this year: the one whose public form is open."""
    return survey_of_this_year(cast)


def survey_of_this_year(cast: Cast, **values: Any) -> Survey:
    year = cast.oki.local_day().year
    said = {"service": "outpatient", "period_from": date(year, 1, 1), "period_to": date(year, 12, 31), "population": 60}
    return SURVEYS.create(office=cast.oki, by=cast.budi, **{**said, **values})


def open_to_all(cast: Cast, survey: Survey, way: str = "link", **values: Any) -> Opening:
    """The survey's public form, open from today until the year's end."""
    said = {"begins_on": cast.oki.local_day(), "ends_on": survey.period_to, "most": 120, **values}
    return open_survey_form(survey=survey, by=cast.budi, way=way, **said)


def send_answers(link: str, answers: str = "333333333", *, on: Client | None = None, **values: Any) -> Any:
    """What a visitor does: open the address on a phone of his own, fill in, send."""
    phone = on or Client()
    shown = phone.get(link)
    key = re.search(r'name="kunci" value="([^"]+)"', shown.text)
    typed = {element: answer.strip("-") for element, answer in zip(ELEMENTS, answers, strict=True)}
    return phone.post(link, {"kunci": key[1] if key else "", **typed, **values})


def link_to(opening: Opening) -> str:
    return reverse("oneform:link", args=[opening.key])
