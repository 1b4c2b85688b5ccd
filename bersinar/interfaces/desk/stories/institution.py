"""The whole story of one institution: what it did, what was done with it, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Max, Q
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bersinar.catalogue.arithmetic import rounded
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.ui.numbers import write_number
from bersinar.programmes.community.models import Volunteer
from bersinar.programmes.cooperation.models import Agreement
from bersinar.programmes.screening.models import UrineSession

from .telling import MOST, Event, Seen, Step, events_of, steps_of

# Where staff are tested, not pupils, students or villagers: only there a share of the staff says something.
WORKPLACES = ("agency", "company", "media", "clinic")


@dataclass(frozen=True)
class Tests:
    """The tests of one year: sessions, people tested as far as recorded, and the share of the staff they are."""

    year: int
    sessions: int
    tested: int | None
    share: Decimal | None


@dataclass(frozen=True)
class Story:
    """Everything of one institution that a reader may see. Of tests: how many were tested, and nothing else."""

    institution: Institution
    seen: Seen
    tests: list[Tests]
    volunteers: list[Volunteer]
    agreements: list[Agreement]
    events: list[Event]
    steps: list[Step]


def story_of(institution: Institution, user: User) -> Story:
    """Collect the story, of an institution with all that was merged into it."""
    kept = institution.counted
    ids = [kept.pk, *kept.merged.values_list("pk", flat=True)]
    today = kept.office.local_day()
    seen = Seen.of(user, Q(institution__in=ids), meetings=Q(institutions__in=ids))
    agreements = _agreements(kept, user)
    return Story(
        kept, seen, tests_of(kept, seen.sessions), _volunteers(ids, user), agreements,
        [*events_of(seen)], steps_of(seen, today, _ending(agreements, today)),
    )  # fmt: skip


def tests_of(institution: Institution, sessions: Iterable[UrineSession]) -> list[Tests]:
    """By year, the latest first. Adds up the rows that the page shows; the ledger's tests carry no institution."""
    by_year: dict[int, list[UrineSession]] = defaultdict(list)
    for session in sessions:
        by_year[session.held_on.year].append(session)
    return [_year(institution, year, by_year[year]) for year in sorted(by_year, reverse=True)]


def _year(institution: Institution, year: int, sessions: list[UrineSession]) -> Tests:
    known = [session.tested for session in sessions if session.tested is not None]
    tested = sum(known) if known else None
    asks = institution.kind in WORKPLACES and institution.staff and tested is not None
    share = rounded(Fraction(tested or 0, institution.staff or 1) * 100, 2) if asks else None
    return Tests(year, len(sessions), tested, share)


def _volunteers(ids: list[UUID], user: User) -> list[Volunteer]:
    """Who serves there, with what each did: how often, and when last."""
    counts = Q(own_actions__cancelled_at__isnull=True, own_actions__checked=True)
    rows = Volunteer.objects.visible_to(user).standing().filter(institution__in=ids, ended_on__isnull=True)
    return list(
        rows.annotate(actions=Count("own_actions", filter=counts), last=Max("own_actions__done_on", filter=counts))
    )


def _agreements(institution: Institution, user: User) -> list[Agreement]:
    """Agreements with the partner of the same name: partners are kept by name, not by institution."""
    names = {name.casefold() for name in (institution.name, *institution.aliases, *institution.merged_names) if name}
    rows = Agreement.objects.visible_to(user).standing().filter(office=institution.office_id)
    return list(rows.annotate(named=Lower("partner__name")).filter(named__in=names).select_related("partner"))


def _ending(agreements: Iterable[Agreement], today: date) -> Iterable[Step]:
    for one in agreements:
        if one.valid_until is not None and one.valid_until >= today:
            url = reverse("cooperation:agreement", args=[one.pk])
            yield Step(f"Kerja sama berakhir: {one}", url, one.valid_until, is_late=False)


@needs(P.ACTIVITIES_READ)
def institution_story(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """An institution the reader may see; a merged one tells the story of the one it counts as."""
    user = user_of(request)
    rows = Institution.objects.visible_to(user).select_related("region", "office", "merged_into__office")
    story = story_of(get_object_or_404(rows, pk=pk), user)
    staff = story.institution.staff
    context = {
        "story": story, "events": story.events[:MOST], "more": len(story.events) > MOST,
        "staff": write_number(staff) if staff else "", "may_write": story.institution.office_id in user.scope(P.COMMUNITY_WRITE),
        "asks_staff": story.institution.kind in WORKPLACES and not staff, **letters_of(story.institution, user),
    }  # fmt: skip
    return render(request, "desk/institution_story.html", context)
