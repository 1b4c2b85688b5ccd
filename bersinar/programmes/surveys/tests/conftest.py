"""What the tests of this room begin with: a survey of outpatient care at BNNK OKI, and how a sheet is filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.programmes.surveys.actions import SHEETS, SURVEYS
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
