"""Pages of networks: members, ties and routes, a drawing of the network and a map of its routes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.foundation.access.doors import needs
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Pages, Panel, by_code
from bersinar.foundation.ui.words import words

from ..actions import MEMBERS, NETWORKS, ROUTES, TIES
from ..drawing import NARROW, WIDE, network_ring, route_map
from ..forms.networks import NetworkForm
from ..forms.routes import MemberForm, RouteForm, TieForm
from ..models import Network, NetworkMember, NetworkTie, Route, named_stops, standing
from .acting import note_opening
from .base import READ, ChildPages, years


@dataclass(frozen=True)
class RouteRow:
    """One route in words, as its table shows it."""

    url: str
    stops: str
    means: str
    concealment: str
    markings: str


def _rows(network: Network) -> list[RouteRow]:
    return [
        RouteRow(ROUTE.url("", one.pk), *(words(one, name) for name in ("stops", "means", "concealment", "markings")))
        for one in standing(network.routes.all())
    ]


def _of_network(network: Network, user: User) -> dict[str, Any]:
    members = list(network.members.visible_to(user).standing().select_related("suspect__case", "place"))
    known = {member.pk for member in members}  # a suspect of a closed case is in no drawing for who need not know
    ties = [one for one in standing(network.ties.all()) if {one.first_id, one.second_id} <= known]
    numbers = {member.pk: number for number, member in enumerate(members, start=1)}
    told = [(one.first_id, one.second_id, str(one)) for one in ties]
    drawn = [(member.pk, member.short) for member in members]
    return {
        "cases": list(network.cases.visible_to(user).standing()), "participations": standing(network.participations.all()),
        "members": [(numbers[member.pk], member) for member in members], "ties": ties, "routes": _rows(network),
        "rings": [("chart-wide", network_ring(drawn, told, WIDE)), ("chart-narrow", network_ring(drawn, told, NARROW))]
        if len(members) > 1 else [],
    }  # fmt: skip


def _countries(network: Network) -> str:
    return network.countries_in_words


NETWORK = Pages(
    "enforcement", "network", "jaringan", Network, "jaringan", "Jaringan",
    explains="Jaringan atau sindikat yang diungkap satuan kerja ini, sendiri atau bersama.",
    columns=(
        Column("Nama", "name", "name"), Column("Jangkauan", "scope", "scope"), Column("Negara", _countries),
        Column("Diungkap", "disclosed_on", "disclosed_on"),
    ),
    form=NetworkForm, verbs=NETWORKS, search=("name",),
    filters=(years(Network, "disclosed_on"), by_code("scope", "Jangkauan", "network_scope")),
    order=("-disclosed_on",),
    prefetch=(
        "participations__lead_office", "ties__first__suspect",
        "ties__second__suspect", "routes",
    ),
    sensitive=True,
    panels=(Panel("Jaringan", ("name", "scope", ("Negara", _countries), "disclosed_on", "note")),),
    detail_template="enforcement/network.html", extras=(_of_network,),
)  # fmt: skip


def _initial_network(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"network": request.GET.get("jaringan")}


def _back_to_network(part: Any) -> tuple[str, str]:
    return str(part.network), NETWORK.url("", part.network_id)


class PartPages(ChildPages):
    """Pages of something that belongs to a network, and has no list of its own."""

    belongs_to = ("jaringan", "enforcement:network")


MEMBER = PartPages(
    "enforcement", "network_member", "anggota-jaringan", NetworkMember, "anggota jaringan", "Anggota jaringan",
    columns=(Column("Anggota", str),), form=MemberForm, verbs=MEMBERS, has_list=False,
    parent=_back_to_network, initial=_initial_network, sensitive=True, select=("network", "suspect__case", "place"),
    panels=(Panel("Anggota jaringan", (("Siapa", str), "role", "place", "country")),),
)  # fmt: skip
TIE = PartPages(
    "enforcement", "network_tie", "hubungan-jaringan", NetworkTie, "hubungan", "Hubungan",
    columns=(Column("Hubungan", str),), form=TieForm, verbs=TIES, has_list=False,
    parent=_back_to_network, initial=_initial_network, sensitive=True,
    select=("network", "first__suspect__case", "second__suspect__case"),
    panels=(Panel("Hubungan", ("first", "kind", "second")),),
)  # fmt: skip
ROUTE = PartPages(
    "enforcement", "route", "rute", Route, "rute", "Rute",
    columns=(Column("Rute", "stops"),), form=RouteForm, verbs=ROUTES, has_list=False,
    parent=_back_to_network, initial=_initial_network, sensitive=True, select=("network",),
    panels=(Panel("Rute", ("stops", "means", "concealment", "markings", "note")),),
)  # fmt: skip


@needs(READ)
def network_map(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The routes of a network on a map, no finer than provinces."""
    network = NETWORK.get(request, pk)
    note_opening(request, network, "membuka peta rute")
    stops = [named_stops(route.stops) for route in standing(network.routes.all())]
    context = {"record": network, "back": NETWORK.url("", pk), "routes": _rows(network), "map": route_map(stops)}
    return render(request, "enforcement/network_map.html", context)
