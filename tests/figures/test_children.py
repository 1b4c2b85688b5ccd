"""No figure that anybody prints points at one child among the suspects: the command line, too."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bersinar.cli import main
from bersinar.foundation.access.wall import side
from bersinar.foundation.regions.models import Region
from bersinar.programmes.enforcement.actions import CASES, SUSPECTS
from bersinar.programmes.enforcement.models import Case
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = date(2023, 3, 14)


@pytest.fixture
def case(cast: Cast) -> Case:
    with side("enforcement"):
        return CASES.create(office=cast.oki, by=cast.citra, lkn_on=DAY, place=Region.objects.get(pk="16.02"))


def suspect(case: Case, cast: Cast, **values: Any) -> None:
    said = {
        "name": "Tersangka Rekaan",
        "sex": "male",
        "birth_year": 1990,
        "status": "named",
        "named_on": DAY,
        "role": "courier",
    }
    with side("enforcement"):
        SUSPECTS.create(office=cast.oki, by=cast.citra, case=case, **{**said, **values})


def test_the_command_line_prints_no_age_that_singles_out_a_child(
    cast: Cast, case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bersinar.cli.figures.set_up", lambda: None)
    for _ in range(5):
        suspect(case, cast)

    def printed(*by: str) -> tuple[list[dict[str, str]], str]:
        named = [part for one in by for part in ("--by", one)]
        command = ["figures", "--office", "bnnk-oki", "--year", "2023", "--indicator", "enforcement.suspects"]
        assert main([*command, *named, "--format", "json"]) == 0
        out, err = capsys.readouterr()
        return [figure["by"] for figure in json.loads(out)["figures"]], err

    assert {"age_band": "25_59"} in printed("age_band")[0]
    suspect(case, cast, status="child", birth_year=2007)
    bands, said = printed("age_band")
    assert bands == [{}]  # the total alone
    assert "dapat menunjuk pada seorang anak" in said
    assert printed("age_band", "sex")[0] == [{}]
    assert {"sex": "male"} in printed("sex")[0]
