"""Pages of episodes, pathway decisions and aftercare: no lists of their own; the way back leads to the client."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Pages, Panel

from ..actions import AFTERCARES, DECISIONS, EPISODES
from ..forms.episodes import AftercareForm, DecisionForm, EpisodeForm
from ..models import Aftercare, Episode, PathwayDecision
from ..sirena import sirena_text
from ..waiting import counted
from .clients import OfClient, named_by_id, named_client, of_client
from .sealed import SealedPages, purposes


class EpisodePages(OfClient, SealedPages):
    """Pages of episodes, with what is copied into SIRENA by hand."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.read_permission)(self.sirena_view)
        return [path(f"{self.slug}/<uuid:pk>/sirena/", door, name=f"{self.name}_sirena"), *super().urls()]

    def create_view(self, request: HttpRequest) -> HttpResponseBase:
        """As for every record; who typed a code without having seen the question of a relapse sees it afterwards."""
        question = ""
        if request.method == "POST":
            user = user_of(request)
            question = EpisodeForm(request.POST, user=user, office=self._office_for(user)).question
        answer = super().create_view(request)
        if question and answer.status_code == 302:
            messages.warning(request, question)
        return answer

    def sirena_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """What SIRENA asks for, as one text to copy. Written down before it is shown, kept nowhere."""
        user, episode = user_of(request), self.get(request, pk)
        if request.method != "POST" or episode.is_cancelled:
            return redirect(self.url("", episode.pk))
        context = {"text": sirena_text(episode, by=user), "back": self.url("", episode.pk)}
        return render(request, "rehab/sirena.html", context)


class AftercarePages(OfClient, Pages):
    """Pages of aftercare."""


def _in_sirena(episode: Episode) -> str:
    return "Sudah" if episode.sirena_id else "Belum"


def _decisions_of(episode: Episode, user: User) -> dict[str, Any]:
    return {"decisions": episode.standing_decisions()}


def _work_on(episode: Episode, user: User) -> dict[str, Any]:
    """The plan and the sessions of an episode."""
    plan = episode.plans.filter(cancelled_at__isnull=True).first()
    sessions = list(episode.sessions.filter(cancelled_at__isnull=True).select_related("office").order_by("-planned_at"))
    return {"plan": plan, "sessions": sessions, "counted": counted(episode, plan)}


def _profile_of(episode: Episode, user: User) -> dict[str, Any]:
    """The profile of the admission, with the names of what it lacks."""
    profile = episode.standing_profile()
    lacking = [label("profile_item", item) for item in profile.lacking] if profile else []
    return {"profile": profile, "lacking": lacking}


EPISODE = EpisodePages(
    "rehab", "episode", "episode", Episode, "episode", "Episode", columns=(), form=EpisodeForm, verbs=EPISODES,
    select=("client", "facility"), prefetch=("decisions",), sensitive=True, has_list=False, keeps_files=True,
    panels=(
        Panel("Penerimaan", ("entry_path", "contacted_on", "admitted_on", "is_relapse", "facility", "substance")),
        Panel("Penutupan", ("closed_on", "closing_reason")),
        Panel("SIRENA", (("Sudah di SIRENA", _in_sirena), "sirena_id", "sirena_on")),
    ),
    parent=of_client, initial=named_client, detail_template="rehab/episode.html",
    extras=(_decisions_of, _profile_of, _work_on, purposes, letters_of),
    opens=("note",),
)  # fmt: skip

AFTERCARE = AftercarePages(
    "rehab", "aftercare", "pascarehabilitasi", Aftercare, "pascarehabilitasi", "Pascarehabilitasi", columns=(),
    form=AftercareForm, verbs=AFTERCARES, select=("client",), sensitive=True, has_list=False,
    panels=(Panel("Pascarehabilitasi", ("kind", "started_on", "ended_on")), Panel("Kemandirian", ("partner", "outcome", "outcome_on")),), parent=of_client, initial=named_client,
)  # fmt: skip


class DecisionPages(Pages):
    """Pages of pathway decisions; the way back leads to the episode."""

    def _way_back(self, request: HttpRequest) -> str:
        return EPISODE.url("", _named_episode(request).pk)


def _named_episode(request: HttpRequest) -> Episode:
    return cast(Episode, named_by_id(request, "episode", Episode))


def _of_episode(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"episode": _named_episode(request)}


DECISION = DecisionPages(
    "rehab", "decision", "jalur", PathwayDecision, "keputusan jalur", "Keputusan jalur", columns=(), form=DecisionForm,
    verbs=DECISIONS, select=("episode__client",), sensitive=True, has_list=False,
    panels=(Panel("Keputusan jalur", ("pathway", "decided_on")),), initial=_of_episode,
    parent=lambda record: (str(record.episode), EPISODE.url("", record.episode_id)),
)  # fmt: skip
