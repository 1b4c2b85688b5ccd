"""What both stories are told with: events by day, next steps, and the records that both read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.numbers import write_number
from bersinar.programmes.activities.models import Meeting
from bersinar.programmes.community.models import BersinarSite, PolicyWork, Regulation, TaskForce
from bersinar.programmes.screening.models import UrineSession

MOST = 60  # events on one page, the latest first


@dataclass(frozen=True)
class Event:
    """Something that happened on a day: what, in words, and the page that says more."""

    day: date
    icon: str
    words: str
    url: str
    more: str = ""


@dataclass(frozen=True)
class Step:
    """What is to be done next, until when, and whether that day has passed."""

    words: str
    url: str
    due: date | None
    is_late: bool


@dataclass(frozen=True)
class Seen:
    """The records of one place or institution that this user may see."""

    sites: list[BersinarSite]
    forces: list[TaskForce]
    rules: list[Regulation]
    works: list[PolicyWork]
    meetings: list[Meeting]
    sessions: list[UrineSession]

    @classmethod
    def of(cls, user: User, at: Q, *, meetings: Q) -> Seen:
        """All that `at` (and, of kegiatan, `meetings`) finds in the user's offices, each room's own right asked."""

        def rows(model: Any, narrowed: Q, *select: str) -> list[Any]:
            found = model.objects.visible_to(user).standing().filter(narrowed).select_related(*select)
            return list(found.distinct())

        sites = BersinarSite.objects.visible_to(user).standing().filter(at).select_related("region", "institution")
        return cls(
            list(sites.prefetch_related("stages", "checks", "budgets")),
            rows(TaskForce, at, "institution"), rows(Regulation, at), rows(PolicyWork, at, "institution"),
            rows(Meeting, meetings, "activity"), rows(UrineSession, at, "institution"),
        )  # fmt: skip


def events_of(seen: Seen) -> list[Event]:
    """Everything with a day, the latest first."""
    found = [
        *_of_sites(seen.sites),
        *(
            Event(one.formed_on, "shield-lock", f"Satgas dibentuk: {one}", reverse("community:taskforce", args=[one.pk]))
            for one in seen.forces
        ),
        *(
            Event(
                one.issued_on, "clipboard-list", f"{label('regulation_kind', one.kind)} terbit: {one}",
                reverse("community:regulation", args=[one.pk]), one.number,
            )
            for one in seen.rules
            if one.issued_on
        ),
        *(
            Event(
                one.begun_on, "gavel", f"{label('policy_work_kind', one.kind)}: {one}",
                reverse("community:policy", args=[one.pk]),
            )
            for one in seen.works
        ),
        *(
            Event(
                one.held_on, "calendar-event", str(one.activity), reverse("activities:meeting", args=[one.pk]),
                f"{write_number(one.total)} orang" if one.total is not None else "",
            )
            for one in seen.meetings
        ),
        *(
            Event(
                one.held_on, "test-pipe", f"Tes urine {one.institution}", reverse("screening:session", args=[one.pk]),
                f"{write_number(one.tested)} orang dites" if one.tested is not None else "",
            )
            for one in seen.sessions
        ),
    ]  # fmt: skip
    return sorted(found, key=lambda event: event.day, reverse=True)


def _of_sites(sites: Iterable[BersinarSite]) -> Iterable[Event]:
    for site in sites:
        page = reverse("community:site", args=[site.pk])
        yield Event(site.formed_on, "home-heart", f"{site} dibentuk", page)
        for stage in site.stages.all():
            if not stage.is_cancelled:
                yield Event(stage.reached_on, "check", f"Tahap: {stage}", page, stage.document)
        for check in site.checks.all():
            if not check.is_cancelled and check.fulfilled_on:
                yield Event(check.fulfilled_on, "check", f"Kelengkapan: {check}", page, check.proof)
        for one in site.budgets.all():
            if not one.is_cancelled:
                yield Event(one.decided_on, "file-text", f"Anggaran {one}", page, f"Rp{write_number(one.amount)}")


def steps_of(seen: Seen, today: date, more: Iterable[Step] = ()) -> list[Step]:
    """The next steps that somebody wrote down, the most pressing first."""
    found = [
        *(_step(one, reverse("community:site", args=[one.pk]), today) for one in seen.sites if not one.is_ended),
        *(_step(one, reverse("community:policy", args=[one.pk]), today) for one in seen.works if not one.is_ended),
        *more,
    ]
    return sorted((one for one in found if one.words), key=lambda step: (step.due is None, step.due or date.max))


def _step(one: BersinarSite | PolicyWork, url: str, today: date) -> Step:
    return Step(one.next_step, url, one.next_due, one.next_due is not None and one.next_due < today)
