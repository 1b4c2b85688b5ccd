"""What this room's records say. Coming in and going out are facts of their own: the stock is their sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft
from bersinar.ledger.models import Bound

from .models import BersinarSite, Regulation, TaskForce, Volunteer


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
    who: dict[str, Any] = {
        "place": volunteer.region_id or "", "sex": volunteer.sex, "environment": volunteer.environment,
        "detail": volunteer.kind, "subject": subject_token("volunteers", volunteer.person_id),
    }  # fmt: skip
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
