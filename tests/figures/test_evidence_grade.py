"""Structured work of several sessions against single sessions."""

from __future__ import annotations

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.programmes.activities.tests.conftest import hold, plan
from tests.cast import Cast


def test_structured_work_is_told_as_a_share_with_its_two_numbers(cast: Cast) -> None:
    hold(cast, plan(cast, title="Siswa"), total=150)
    hold(cast, plan(cast, title="Keluarga", type="family_intervention"), total=50)
    hold(cast, plan(cast, title="Rapat", type="coordination_prevention"), total=30)
    codes = ("prevention.structured_share", "prevention.structured_people_share")
    found = {one.indicator.code: one for one in evaluate(Coverage(cast.oki), 2023, codes, by=())}
    work, people = (found[code] for code in codes)
    assert (str(work.value), work.n) == ("50.00", 2)
    assert (str(people.value), people.n) == ("25.00", 200)
