"""The last act: the heads close the months of the year that was told. From here on a change needs a reason."""

from __future__ import annotations

from bersinar.foundation.periods.actions import close_month, closed_months

from .stage import YEARS, Stage

_LEADER_OF_THE_JOINT_CASE = {"bnnp-jateng": 2022}


def play(stage: Stage) -> None:
    """Close twelve months of every office with records."""
    for code, year in {**YEARS, **_LEADER_OF_THE_JOINT_CASE}.items():
        told = closed_months(stage.office(code), year)  # by the monthly reports that were handed in
        for month in sorted({*range(1, 13)} - told):
            close_month(office=stage.office(code), year=year, month=month, by=stage.person(code, "kepala"))
