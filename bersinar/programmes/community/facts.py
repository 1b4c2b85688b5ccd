"""What this room's records say. Coming in and going out are facts of their own: the stock is their sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bersinar.foundation.codelists.lists import attribute
from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft
from bersinar.ledger.models import Bound

from .models import (
    AreaAssessment,
    BersinarSite,
    OwnAction,
    PolicyWork,
    Regulation,
    SiteBudget,
    TaskForce,
    Training,
    Volunteer,
)

_WITH_PEOPLE = ("own_talk", "own_test")


def of_site(site: BersinarSite) -> Iterator[Draft]:
    """Formed, and ended. A site that stands for several of unknown number says: none at least."""
    many = 0 if site.count_unknown else 1
    bound = Bound.MIN.value if site.count_unknown else Bound.EXACT.value
    what: dict[str, Any] = {
        "place": site.region_id,
        "detail": site.kind,
        "subject": subject_token("places", site.pk),
        "bound": bound,
    }
    yield Draft("community.site_formed", site.formed_on, many, **what)
    if site.ended_on:
        yield Draft("community.site_ended", site.ended_on, -many, **what)


def of_volunteer(volunteer: Volunteer) -> Iterator[Draft]:
    """Appointed (a flow), engaged and left (a stock), under the token of the person, not of the role."""
    who = _of_person(volunteer)
    yield Draft("community.volunteer_appointed", volunteer.appointed_on, **who)
    yield Draft("community.volunteer_engaged", volunteer.appointed_on, **who)
    if volunteer.ended_on:
        yield Draft("community.volunteer_left", volunteer.ended_on, -1, **who)


def of_taskforce(force: TaskForce) -> Iterator[Draft]:
    where: dict[str, Any] = {"place": force.region_id or "", "environment": force.environment}
    yield Draft("community.taskforce_formed", force.formed_on, **where)
    if force.ended_on:
        yield Draft("community.taskforce_ended", force.ended_on, -1, **where)


def of_regulation(regulation: Regulation) -> Iterator[Draft]:
    """Nothing while it is a draft."""
    if regulation.issued_on:
        yield Draft(
            "community.regulation_issued", regulation.issued_on, place=regulation.region_id or "",
            environment=regulation.environment, detail=regulation.kind,
        )  # fmt: skip


def of_budget(budget: SiteBudget) -> Iterator[Draft]:
    """Money set aside for a site, in whole rupiah, on the day it was decided."""
    place = budget.site.region_id
    yield Draft("community.budget_set", budget.decided_on, budget.amount, place=place, detail=budget.source)


def of_training(training: Training) -> Iterator[Draft]:
    """Trained, under the token of the person: trained twice is one person trained."""
    yield Draft("community.volunteer_trained", training.trained_on, **_of_person(training.volunteer))


def of_own_action(action: OwnAction) -> Iterator[Draft]:
    """Nothing before an officer has checked it. Its people have a kind of their own, apart from the office's."""
    if not action.checked:
        return
    who = _of_person(action.volunteer)
    what: dict[str, Any] = {
        "place": action.region_id or who["place"],
        "environment": who["environment"],
        "detail": action.kind,
    }
    yield Draft("community.own_action_done", action.done_on, subject=who["subject"], **what)
    if action.people is not None:
        yield Draft("community.own_people_reached", action.done_on, action.people, **what)
    elif action.kind in _WITH_PEOPLE:
        yield Draft("community.own_people_reached", action.done_on, 0, bound=Bound.MIN.value, **what)


def _of_person(volunteer: Volunteer) -> dict[str, Any]:
    return {
        "place": volunteer.region_id or "", "sex": volunteer.sex, "environment": volunteer.environment,
        "detail": volunteer.kind, "subject": subject_token("volunteers", volunteer.person_id),
    }  # fmt: skip


def of_policy(work: PolicyWork) -> Iterator[Draft]:
    yield Draft(
        "community.policy_begun", work.begun_on, place=work.region_id or "", environment=work.environment,
        detail=work.kind,
    )  # fmt: skip


def of_area(found: AreaAssessment) -> Iterator[Draft]:
    """Assessed; and where the status moved, the old one left, the new one entered, for better or for worse."""
    day, subject = found.assessed_on, subject_token("places", found.region_id)
    before, after = found.status_before, found.status
    yield Draft("community.area_assessed", day, place=found.region_id, detail=after, subject=subject)
    if before == after:
        return
    yield Draft("community.area_entered", day, place=found.region_id, detail=after, subject=subject)
    if not before:
        return
    yield Draft("community.area_left", day, -1, place=found.region_id, detail=before, subject=subject)
    better = attribute("area_status", after, "rank", 0) < attribute("area_status", before, "rank", 0)
    kind = "community.area_recovered" if better else "community.area_worsened"
    yield Draft(kind, day, place=found.region_id, detail=after, aspect=before, subject=subject)
