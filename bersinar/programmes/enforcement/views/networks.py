"""Pages of networks."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.ui.pages import Column, Pages, Panel

from ..actions import NETWORKS
from ..forms.networks import NetworkForm
from ..models import Network, standing
from .base import by_code, years


def _of_network(network: Network, user: User) -> dict[str, Any]:
    return {"cases": standing(network.cases.all()), "participations": standing(network.participations.all())}


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
    order=("-disclosed_on",), prefetch=("cases", "participations__lead_office"), sensitive=True,
    panels=(Panel("Jaringan", ("name", "scope", ("Negara", _countries), "disclosed_on", "note")),),
    detail_template="enforcement/network.html", extras=(_of_network,),
)  # fmt: skip
