"""The one place for the protection of clients' data: what there is, and what waits. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission

from ..protection_waiting import Waiting, waiting
from .demands import DEMAND
from .glasses import GLASS
from .incidents import INCIDENT
from .rights import RIGHTS
from .tat import TAT


@dataclass(frozen=True)
class Place:
    """One register: what it is for, what waits in it, where it is."""

    title: str
    explains: str
    url: str
    waiting: Waiting | None


@needs(Permission.REHAB_READ)
def protection(request: HttpRequest) -> HttpResponseBase:
    """All registers, each with what waits in it."""
    found = {one.kind: one for one in waiting(user_of(request))}
    places = [
        Place(pages.noun_plural, pages.explains, pages.url("list"), found.get(pages.name))
        for pages in (RIGHTS, DEMAND, GLASS, INCIDENT, TAT)
    ]
    explains = "Berapa lama tiap jenis rekam disimpan, dan berkas mana yang masa simpannya sudah berakhir."
    places.append(Place("Masa simpan dan pemusnahan", explains, reverse("rehab:retention"), found.get("erasure")))
    may_rule = user_of(request).may(Permission.REHAB_DECIDE)
    return render(request, "rehab/protection.html", {"places": places, "may_rule": may_rule})
