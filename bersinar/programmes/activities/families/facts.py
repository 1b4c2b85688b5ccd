"""What a cohort and its families say: begun, enrolled, completed, left, and how scores changed.

Completion and change are told of a family by what its whole cohort did, so a family is said anew whenever a meeting,
a roll or a score of its cohort changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft

from ..models import Family, FamilyCohort, FamilyMember, FamilyTest, Meeting
from ..models.families import AFTER, BEFORE, HUNDREDTHS

# Scores of any scale are told as thousandths of a place between 0 and 100, so that years and offices can be averaged.
_WHOLE = 100_000


def of_cohort(cohort: FamilyCohort) -> Iterator[Draft]:
    """Begun, on the day of its first meeting."""
    if meetings := cohort.meetings():
        subject = subject_token("activities", cohort.activity_id)
        yield Draft("activities.family_cohort_begun", meetings[0].held_on, place=cohort.region_id, subject=subject)


def of_family(family: Family) -> Iterator[Draft]:
    """Enrolled; then completed, or left; and of every member what changed from the first scores to the last."""
    cohort, people, place = family.cohort, family.people(), family.cohort.region_id
    yield Draft("activities.family_enrolled", family.enrolled_on, place=place)
    for one in people:
        yield Draft("activities.family_member_enrolled", family.enrolled_on, place=place, sex=one.sex, detail=one.role)
    if family.left_on:
        yield Draft("activities.family_left", family.left_on, place=place, detail=family.left_reason)
    if (last := last_meeting(cohort)) is not None:
        yield from _completed(family, people, last)
    for one in people:
        yield from _changes(cohort, one, place)


def _completed(family: Family, people: list[FamilyMember], last: Meeting) -> Iterator[Draft]:
    """At the end of its cohort: who came to every meeting. Of a family that left, nobody did."""
    place, faithful = family.cohort.region_id, [one for one in people if completed(family, one)]
    for one in people:
        where: dict[str, Any] = {"place": place, "sex": one.sex, "detail": one.role}
        # A hundred or nought: the mean of them is the share of all who were enrolled.
        yield Draft("activities.family_completion_measured", last.held_on, 100 if one in faithful else 0, **where)
        if one in faithful:
            yield Draft("activities.family_member_completed", last.held_on, **where)
    if people and len(faithful) == len(people):
        yield Draft("activities.family_completed", last.held_on, place=place)


def completed(family: Family, member: FamilyMember) -> bool:
    """Whether a member came to every meeting of a cohort that is over, in a family that stayed."""
    return family.left_on is None and came_always(family.cohort, member)


def last_meeting(cohort: FamilyCohort) -> Meeting | None:
    """The meeting that ends a cohort: the last of all planned, once every one has its roll; None before."""
    meetings = cohort.meetings()
    if len(meetings) < cohort.planned_meetings or any(one.family_roll() is None for one in meetings):
        return None
    return meetings[-1]


def came_always(cohort: FamilyCohort, member: FamilyMember) -> bool:
    """Whether a member came to every meeting that was held."""
    rolls = [one.family_roll() for one in cohort.meetings()]
    return all(roll is not None and member.pk in {one.pk for one in roll.came()} for roll in rolls)


def tests_of(cohort: FamilyCohort) -> tuple[FamilyTest | None, FamilyTest | None]:
    """The scores before and after, each where it was taken."""
    standing = {one.phase: one for one in cohort.tests.all() if not one.is_cancelled}
    return standing.get(BEFORE), standing.get(AFTER)


def pairs_of(cohort: FamilyCohort, member: FamilyMember) -> dict[str, tuple[int, int]]:
    """By dimension the two scores of a member who has both."""
    first, last = tests_of(cohort)
    if first is None or last is None:
        return {}
    before, after = first.of(member), last.of(member)
    return {dimension: (before[dimension], after[dimension]) for dimension in before if dimension in after}


def _changes(cohort: FamilyCohort, member: FamilyMember, place: str) -> Iterator[Draft]:
    _, last = tests_of(cohort)
    for dimension, pair in sorted(pairs_of(cohort, member).items()):
        assert last is not None  # there is a pair
        before, after = (_on_a_hundred(cohort, score) for score in pair)
        for kind, quantity in (("before", before), ("after", after), ("changed", after - before)):
            yield Draft(
                f"activities.family_score_{kind}", last.taken_on, quantity, place=place, detail=dimension,
                aspect=cohort.instrument,
            )  # fmt: skip


def _on_a_hundred(cohort: FamilyCohort, score: int) -> int:
    """A score's place between the ends of its scale, in thousandths of a hundred, half up."""
    least, most = cohort.scale_least * HUNDREDTHS, cohort.scale_most * HUNDREDTHS
    return int(((score - least) * _WHOLE / (most - least)).quantize(Decimal(1), ROUND_HALF_UP))
