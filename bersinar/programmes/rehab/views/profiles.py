"""Pages of admissions' profiles, and the list of a year's admissions with what each still lacks."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Pages, Panel

from ..actions import PROFILES
from ..forms.profiles import ProfileForm
from ..models import Episode, Profile
from .clients import OfClient, named_by_id
from .episodes import EPISODE
from .today import figures_url

PER_PAGE = 25


def lacking_words(profile: Profile) -> str:
    """The items that are not known, by name."""
    return ", ".join(label("profile_item", item) for item in profile.lacking)


def _progress(profile: Profile) -> str:
    return f"{profile.progress} butir"


def _hiv_test(profile: Profile) -> str:
    return label("profile_test", profile.hiv_test)


def _hcv_test(profile: Profile) -> str:
    return label("profile_test", profile.hcv_test)


def _named_episode(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"episode": cast(Episode, named_by_id(request, "episode", Episode))}


class ProfilePages(OfClient, Pages):
    """Pages of profiles; the way back leads to the episode."""

    def _way_back(self, request: HttpRequest) -> str:
        return EPISODE.url("", named_by_id(request, "episode", Episode).pk)


PROFILE = ProfilePages(
    "rehab", "profile", "profil", Profile, "profil saat masuk", "Profil saat masuk", columns=(), form=ProfileForm,
    verbs=PROFILES, select=("episode__client",), sensitive=True, has_list=False,
    panels=(
        Panel("Kelengkapan", (("Terisi", _progress), ("Belum diketahui", lacking_words))),
        Panel("Layanan sebelumnya", ("ever_treated", "substitution")),
        Panel("Kehidupan saat masuk", ("living_with", "children", "housing", "education", "labour")),
        Panel("Zat", ("route", "days_30", "first_use_age", "further", "no_further")),
        Panel("Menyuntik", ("injecting", "injected_age", "sharing")),
        Panel("Tes, tidak pernah hasilnya", (("Tes HIV", _hiv_test), ("Tes hepatitis C", _hcv_test))),
    ),
    parent=lambda record: (str(record.episode), EPISODE.url("", record.episode_id)), initial=_named_episode,
)  # fmt: skip


@needs(Permission.REHAB_READ)
def profiles(request: HttpRequest) -> HttpResponseBase:
    """A year's admissions by code, those first whose profile lacks something; what each lacks."""
    user = user_of(request)
    office = user.offices_with(Permission.REHAB_READ)[0]
    today = office.local_day()
    year = _year(request.GET.get("tahun", ""), today.year)
    rows = _admitted(user, year, only_lacking=request.GET.get("semua") != "1")
    page: Page[Any] = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    _write_down(user, list(page.object_list))
    lines = [(episode, profile, lacking_words(profile) if profile else "") for episode, profile in _with(page)]
    query = request.GET.copy()
    query.pop("hal", None)
    context = {
        "page": page, "lines": lines, "year": year, "years": range(today.year, today.year - 8, -1), "query": query.urlencode(),
        "shows_all": request.GET.get("semua") == "1", "writes_in": user.scope(Permission.REHAB_WRITE),
        "figures": figures_url(office, year, "tdi_complete", "profiles_complete", "further_substances"),
        "table": f"{reverse('desk:entrants')}?tahun={year}",
    }  # fmt: skip
    return render(request, "rehab/profiles.html", context)


def _year(text: str, this_year: int) -> int:
    if not text:
        return this_year
    if not text.isascii() or not text.isdigit() or not 2000 <= int(text) <= this_year:
        raise Http404
    return int(text)


def _admitted(user: User, year: int, *, only_lacking: bool) -> Any:
    standing = Profile.objects.standing()
    rows: Any = Episode.objects.visible_to(user).standing().filter(admitted_on__year=year)
    if only_lacking:
        rows = rows.exclude(Q(pk__in=standing.filter(lacking=[]).values("episode")))
    kept = Prefetch("profiles", queryset=standing.select_related("office"))
    return rows.select_related("client", "office").prefetch_related(kept).order_by("admitted_on", "client__code", "pk")


def _with(page: Page[Any]) -> list[tuple[Episode, Profile | None]]:
    return [(episode, episode.standing_profile()) for episode in page.object_list]


def _write_down(user: User, episodes: list[Episode]) -> None:
    """Whose admissions are shown, before they are."""
    by_office: dict[Office, list[tuple[str, Any]]] = {}
    for episode in episodes:
        by_office.setdefault(episode.office, []).append((Episode._meta.label_lower, episode.pk))
    for office, records in by_office.items():
        note_readings(office=office, by=user, side="treatment", purpose="membuka daftar profil", records=records)
