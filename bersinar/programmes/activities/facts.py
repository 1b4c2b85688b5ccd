"""What this room's records say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft
from bersinar.ledger.models import Basis, Bound

from .models import ESTIMATE, LIFE_SKILL, NOT_RECORDED, Activity, Attendance, HeadCount, Meeting, Request


def of_activity(activity: Activity) -> Iterator[Draft]:
    """The people of a kegiatan of the office's own, where only their sum is known."""
    if activity.is_organised and activity.participants_on:
        yield from _people(activity, activity, activity.participants_on, activity.region_id or "", activity.environment)


def of_meeting(meeting: Meeting) -> Iterator[Draft]:
    """Held, whom it reached, who came (its attendance list, where it has one). What another body organised was attended, and nothing more."""
    activity, day = meeting.activity, meeting.held_on
    where: dict[str, Any] = {"place": meeting.region_id or "", "detail": activity.type}
    if not activity.is_organised:
        yield Draft("activities.event_attended", day, **where)
        return
    where["environment"] = meeting.environment
    yield Draft(
        f"activities.{activity.area}_meeting_held", day, subject=subject_token("activities", activity.pk), **where
    )
    # Each once: of two doubles, both named, one institution was reached.
    for institution in {one.counted_id: one.counted for one in meeting.institutions.all()}.values():
        # Its own environment, not the meeting's: an institution stands in one part of a split only.
        yield Draft(
            f"activities.{activity.area}_institution_reached",
            day,
            subject=subject_token("institutions", institution.pk),
            place=institution.region_id or meeting.region_id or "",
            environment=institution.environment,
            detail=activity.type,
        )
    count = meeting.reached()
    if count is not None:
        yield from _people(count, activity, day, meeting.region_id or "", meeting.environment)
    if meeting.media_reach is not None:
        yield Draft(
            "activities.media_reached",
            day,
            meeting.media_reach,
            detail=activity.type,
            environment=meeting.environment,
            basis=Basis.ESTIMATED.value,
            bound=Bound.ABOUT.value,
        )


def of_request(request: Request) -> Iterator[Draft]:
    """Received; and served, on the day it was. Doubles of one institution asked as one."""
    said: dict[str, Any] = {
        "subject": subject_token("institutions", request.institution.counted_id),
        "detail": request.asks,
    }
    yield Draft("activities.request_received", request.received_on, **said)
    if request.served_on is not None:
        yield Draft("activities.request_served", request.served_on, **said)


def _people(
    count: HeadCount | Attendance, activity: Activity, day: date, place: str, environment: str
) -> Iterator[Draft]:
    """A head-count, by sex and by age as far as these are known; trainees of a life-skill course once more as such."""
    kind = f"activities.{activity.area}_people"
    where: dict[str, Any] = {"place": place, "environment": environment, "detail": activity.type}
    basis = (Basis.ESTIMATED if count.count_method == ESTIMATE else Basis.RECORDED).value
    bound = Bound.MIN.value if count.bound == NOT_RECORDED else count.bound
    for sex, people in _by_sex(count):
        yield Draft(f"{kind}_reached", day, people, sex=sex, basis=basis, bound=bound, **where)
        if activity.type == LIFE_SKILL:
            yield Draft("activities.lifeskill_trained", day, people, sex=sex, place=place, basis=basis, bound=bound)
    for band, people in count.by_age.items():
        yield Draft(f"{kind}_by_age", day, people, age_band=band, basis=basis, bound=bound, **where)


def _by_sex(count: HeadCount | Attendance) -> Iterator[tuple[str, int]]:
    """(sex, people); "" for those whose sex is not known. A number openly not recorded is nought, as a lower bound."""
    if count.total is None:
        if count.bound == NOT_RECORDED:
            yield "", 0
        return
    known = [(sex, people) for sex, people in (("male", count.male), ("female", count.female)) if people is not None]
    yield from known
    rest = count.total - sum(people for _, people in known)
    if rest or not known:
        yield "", rest
