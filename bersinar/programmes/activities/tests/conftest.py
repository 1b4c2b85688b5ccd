"""What the tests of this room begin with: a kegiatan of BNNK OKI in 2023, a school, a village."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.regions.models import Region
from bersinar.programmes.activities.actions import ACTIVITIES, INSTITUTIONS, MEETINGS
from bersinar.programmes.activities.models import Activity, Meeting
from tests.cast import Cast


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return plan(cast)


@pytest.fixture
def school(cast: Cast) -> Institution:
    return INSTITUTIONS.create(
        office=cast.oki, by=cast.ani, name="SMAN Rekaan", aliases=["Smara"], kind="school", environment="education"
    )


def plan(cast: Cast, **values: Any) -> Activity:
    """A talk show of BNNK OKI in 2023 unless told otherwise."""
    said = {"title": "Talk show rekaan", "type": "talk_show", "year": 2023, **values}
    return ACTIVITIES.create(office=cast.oki, by=cast.ani, **said)


def hold(cast: Cast, activity: Activity, **values: Any) -> Meeting:
    """One pelaksanaan in Kayu Agung on 24 August 2023 unless told otherwise."""
    said = {
        "held_on": date(2023, 8, 24),
        "region": Region.objects.get(code="16.02.05"),
        "environment": "education",
        **values,
    }
    return MEETINGS.create(office=cast.oki, by=cast.ani, activity=activity, **said)
