"""The whole story of one desa or kelurahan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import Viewer
from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region, RegionLevel
from bersinar.programmes.community.models import AreaAssessment, BersinarSite
from bersinar.programmes.community.views.sites import checklist_of
from bersinar.programmes.ibm.models import IBMUnit

from ..saying import Said, said
from .telling import MOST, Seen, events_of, steps_of

_FLOWS = (
    "prevention.meetings", "prevention.people_reached", "empowerment.meetings", "empowerment.people_reached",
    "screening.tested", "empowerment.own_people",
)  # fmt: skip
_VOLUNTEERS = "empowerment.volunteers_active"
_BACK = 6


@dataclass(frozen=True)
class Standing:
    """How far a site is: where it stands, and how many lines of its checklist are ticked."""

    title: str
    pk: UUID
    stage: str
    fulfilled: int
    lines: int
    is_ended: bool


@needs(P.COMMUNITY_READ)
def village_story(request: HttpRequest, code: str) -> HttpResponseBase:
    """A village of the reader's service area; another gives 404."""
    user = user_of(request)
    region = get_object_or_404(Region.objects.select_related("parent__parent"), pk=code, level=RegionLevel.VILLAGE)
    office = _office_of(user, region)
    today = office.local_day()
    year = _year(request, today.year)
    seen = Seen.of(user, Q(region=region), meetings=Q(region=region))
    events = events_of(seen)
    context = {
        "region": region, "office": office, "year": year, "years": range(today.year, today.year - _BACK, -1),
        "sites": [_standing(site) for site in seen.sites], "seen": seen, "events": events[:MOST], "more": len(events) > MOST,
        "steps": steps_of(seen, today), "figures": _figures(user, office, region, year),
        "volunteers": _volunteers(office, region, year), "has_ibm": _has_ibm(user, region),
        "area": AreaAssessment.objects.visible_to(user).standing().filter(region=region).first(),
        "institutions": Institution.objects.visible_to(user).standing().unmerged().filter(region=region),
        "may_write": office.pk in user.scope(P.COMMUNITY_WRITE),
    }  # fmt: skip
    return render(request, "desk/village_story.html", context)


def _office_of(user: User, region: Region) -> Office:
    """The office of the reader's whose service area holds the village, the most local one."""
    parts = region.code.split(".")
    codes = [".".join(parts[:many]) for many in range(1, len(parts) + 1)]
    found = Office.objects.filter(pk__in=user.scope(P.COMMUNITY_READ), service_area__code__in=codes).distinct()
    office = max(found, key=lambda one: len(one.path), default=None)
    if office is None:
        raise Http404
    return office


def _year(request: HttpRequest, now: int) -> int:
    typed = request.GET.get("tahun", "")
    return int(typed) if typed.isdigit() and now - 20 <= int(typed) <= now else now


def _standing(site: BersinarSite) -> Standing:
    lines = checklist_of(site)
    ticked = sum(line.check is not None for line in lines)
    return Standing(str(site), site.pk, site.stage, ticked, len(lines), site.is_ended)


def _figures(user: User, office: Office, region: Region, year: int) -> list[Said]:
    """The office's figures of this place in a year, each under its own title: kinds of people are never added."""
    coverage, viewer = Coverage(office, tree=False), Viewer.of(user)
    figures = evaluate(coverage, year, _FLOWS, by=["place"], joint=False)
    here = {figure.indicator.code: figure for figure in figures if figure.by.get("place") == region.code}
    return [
        replace(said(here[code], coverage, year, viewer), title=INDICATORS[code].title)
        for code in _FLOWS
        if code in here
    ]


def _volunteers(office: Office, region: Region, year: int) -> list[tuple[str, int]]:
    """(kind, how many different people) who serve here at the year's end, or today."""
    figures = evaluate(Coverage(office, tree=False), year, [_VOLUNTEERS], by=["place", "detail"], joint=False)
    return [
        (label("volunteer_kind", figure.by["detail"]), int(figure.value))
        for figure in figures
        if figure.by.get("place") == region.code and figure.value
    ]


def _has_ibm(user: User, region: Region) -> bool | None:
    """Whether a unit stands here today; None where the reader may not know. Nothing else of it is asked."""
    if not user.may(P.IBM_READ):
        return None
    units = IBMUnit.objects.visible_to(user).standing().filter(village=region)
    return units.exclude(ended_on__lte=timezone.localdate()).exists()
