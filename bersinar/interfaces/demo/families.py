"""The families of Kutaraya in the demo: four meetings and twenty people are the article's; all else here is invented.

Who stayed away, who left, the scores and the two names belong to nobody: they show what a cohort's page tells.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.programmes.activities.families.actions import COHORTS, FAMILIES, LEAVING, ROLLS, TESTS, NewMember
from bersinar.programmes.activities.models import Activity, Family, FamilyMember

from .stage import Stage

_FAMILIES = 10
_LEFT = 7  # after the second meeting
_MISSED = {(2, "K-09/O"), (3, "K-04/A")}  # number of the meeting, who was not there
_NAMED = 3
_DIMENSIONS = ("belief", "organisation", "communication")


def play(stage: Stage) -> None:
    """One cohort of ten families, from the day they were enrolled to the scores after the last meeting."""
    office, by = stage.office("bnnk-oki"), stage.person("bnnk-oki", "p2m")
    activity = Activity.objects.get(office=office, type="family_intervention")
    meetings = list(activity.meetings.order_by("held_on"))
    year = activity.year
    cohort = COHORTS.create(
        office=office, by=by, activity=activity, region=meetings[0].region,
        facilitators="Penyuluh Seksi P2M bersama kader kelurahan",
    )  # fmt: skip
    for number in range(1, _FAMILIES + 1):
        FAMILIES.create(office=office, by=by, cohort=cohort, enrolled_on=date(year, 3, 6), members=_members(number))
    people = list(FamilyMember.objects.filter(family__cohort=cohort).select_related("family").order_by("id"))
    taken: dict[str, Any] = {"office": office, "by": by, "cohort": cohort}
    TESTS.create(**taken, phase="before", taken_on=date(year, 3, 7), scores=_scores(people, "before"))
    for number, meeting in enumerate(meetings, 1):
        if number == 3:
            leaving = Family.objects.get(cohort=cohort, number=_LEFT)
            said: dict[str, Any] = {"left_on": date(year, 3, 20), "left_reason": "moved"}
            LEAVING.change(leaving, by=by, based_on=leaving.version, **said)
            people = [one for one in people if one.family.number != _LEFT]
        present = [one for one in people if (number, one.code) not in _MISSED]
        ROLLS.create(office=office, by=by, meeting=meeting, present=present)
    TESTS.create(**taken, phase="after", taken_on=meetings[-1].held_on, scores=_scores(people, "after"))


def _members(number: int) -> list[NewMember]:
    """A parent and a child of about fourteen, sexes turn by turn."""
    parent, child = ("female", "male") if number % 3 else ("male", "female")
    names = (f"Orang Tua Rekaan {number}", f"Anak Rekaan {number}") if number < _NAMED else ("", "")
    return [
        NewMember("parent", parent, 1975 + number, names[0]),
        NewMember("child", child, 2008 + number % 3, names[1]),
    ]


def _scores(people: list[FamilyMember], phase: str) -> dict[str, dict[str, int]]:
    """A score for everybody in every dimension, in hundredths; after the meetings most are higher."""
    return {str(one.pk): _of(place, phase) for place, one in enumerate(people)}


def _of(place: int, phase: str) -> dict[str, int]:
    gained = {"before": (0, 0, 0), "after": (place % 7 + 4, place % 5 + 2, place % 9 + 6)}[phase]
    begun = (58 + place * 3 % 14, 61 + place * 5 % 11, 52 + place * 7 % 16)
    return {name: (begun[at] + gained[at]) * 100 for at, name in enumerate(_DIMENSIONS)}
