"""Pages of what is written down at a cohort's meetings: who came, and the scores before and after."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse

from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Pages, Panel

from ..families.actions import ROLLS, TESTS
from ..families.saying import standing_cohort
from ..families.sheets import RollForm, TestForm
from ..models import FamilyCohort, FamilyRoll, FamilyTest, Meeting
from ..models.families import AFTER, BEFORE
from .families import COHORT, named


def _parent_of_roll(roll: FamilyRoll) -> tuple[str, str]:
    """The cohort; the pelaksanaan where the cohort has gone."""
    cohort = standing_cohort(roll.meeting.activity)
    if cohort is None:
        return str(roll.meeting), reverse("activities:meeting", args=[roll.meeting_id])
    return str(cohort), COHORT.url("", cohort.pk)


def _from_meeting(request: HttpRequest, office: Office) -> dict[str, Any]:
    meeting = named(request, "pelaksanaan", Meeting, office)
    return {"meeting": meeting.pk} if meeting else {}


def _who(roll: FamilyRoll) -> str:
    came = sorted(roll.came(), key=lambda one: (one.family.number, one.role != "parent", one.number))
    return ", ".join(one.code for one in came) or "tidak seorang pun"


ROLL = Pages(
    "activities",
    "family_roll",
    "hadir-keluarga",
    FamilyRoll,
    "hadir keluarga",
    "Hadir keluarga",
    columns=(),
    form=RollForm,
    verbs=ROLLS,
    has_list=False,
    select=("meeting__activity",),
    prefetch=("present__family",),
    panels=(
        Panel(
            "Hadir",
            (
                ("Pertemuan", lambda roll: str(roll.meeting)),
                ("Jumlah", lambda roll: f"{write_number(len(roll.came()))} orang"),
                ("Yang hadir", _who),
            ),
        ),
    ),
    parent=_parent_of_roll,
    initial=_from_meeting,
    form_template="activities/roll_form.html",
)


def _parent_of_test(test: FamilyTest) -> tuple[str, str]:
    return str(test.cohort), COHORT.url("", test.cohort_id)


def _from_cohort(request: HttpRequest, office: Office) -> dict[str, Any]:
    cohort = named(request, "kohort", FamilyCohort, office)
    phase = request.GET.get("tahap", "")
    return {"cohort": cohort.pk if cohort else None, "phase": phase if phase in (BEFORE, AFTER) else BEFORE}


def _scored(test: FamilyTest) -> str:
    return f"{write_number(sum(bool(said) for said in test.scores.values()))} orang"


TEST = Pages(
    "activities",
    "family_test",
    "skor-keluarga",
    FamilyTest,
    "skor keluarga",
    "Skor keluarga",
    columns=(),
    form=TestForm,
    verbs=TESTS,
    has_list=False,
    select=("cohort__activity",),
    panels=(
        Panel(
            "Skor",
            (
                "phase",
                "taken_on",
                ("Instrumen", lambda test: test.cohort._meta.get_field("instrument").words(test.cohort.instrument)),
                ("Skala", lambda test: test.cohort.scale),
                ("Yang punya skor", _scored),
            ),
        ),
    ),
    parent=_parent_of_test,
    initial=_from_cohort,
    form_template="activities/scores_form.html",
)


def family_sheet_urls() -> list[URLPattern]:
    """Who came, and scores."""
    return [*ROLL.urls(), *TEST.urls()]
