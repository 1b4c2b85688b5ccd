"""Pages of clients. Lists, titles and addresses hold codes only; who a client is opens one page, by saying why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.related import fetch_related

from ..actions import CLIENTS, find
from ..actions.finding import MOST
from ..forms.clients import ClientForm
from ..models import Client, Episode, PathwayDecision, TreatmentRecord
from .sealed import SealedPages, purposes


def _last_episode(client: Client) -> Episode | None:
    kept = (episode for episode in client.episodes.all() if not episode.is_cancelled)
    return max(kept, key=lambda one: (one.admitted_on, one.recorded_at, one.pk), default=None)


def _age(client: Client) -> int:
    """At the last admission, or at registration."""
    last = _last_episode(client)
    return client.age_in((last.admitted_on if last else client.registered_on).year)


def _year(client: Client) -> str:
    last = _last_episode(client)
    return str(last.admitted_on.year) if last else ""


def _pathway(client: Client) -> str:
    last = _last_episode(client)
    return label("pathway", last.standing_decisions()[-1].pathway) if last else ""


def _state(client: Client) -> str:
    if client.merged_into_id:
        return "Digabung"
    if client.erased_on is not None:
        return "Isi dimusnahkan"
    last = _last_episode(client)
    if last is not None:
        return "Dalam layanan" if last.is_open else "Selesai dilayani"
    return "Pascarehabilitasi" if client.standing_aftercares() else "Terdaftar"


def _years(user: User) -> list[tuple[str, str]]:
    """This year and those before, back to the first admission: one look into an index, not at every episode."""
    rows: Any = Episode.objects.visible_to(user).standing().order_by("admitted_on")
    first = rows.values_list("admitted_on", flat=True).first()
    return [(str(year), str(year)) for year in range(timezone.localdate().year, first.year - 1, -1)] if first else []


def _in_year(rows: Any, chosen: str) -> Any:
    if not re.fullmatch(r"[12]\d{3}", chosen):
        return rows.none()
    return rows.filter(Exists(_episodes_of_row().filter(admitted_on__year=int(chosen))))


def _by_pathway(rows: Any, chosen: str) -> Any:
    decided: Any = PathwayDecision.objects.filter(
        episode__client=OuterRef("pk"), cancelled_at__isnull=True, episode__cancelled_at__isnull=True
    ).order_by("-episode__admitted_on", "-decided_on")
    return rows.annotate(last_pathway=Subquery(decided.values("pathway")[:1])).filter(last_pathway=chosen)


_STATES = (("dalam", "Dalam layanan"), ("selesai", "Selesai dilayani"))


def _by_state(rows: Any, chosen: str) -> Any:
    is_open = Exists(_episodes_of_row().filter(closed_on__isnull=True))
    return rows.filter(is_open) if chosen == "dalam" else rows.filter(Exists(_episodes_of_row())).exclude(is_open)


def _episodes_of_row() -> Any:
    return Episode.objects.filter(client=OuterRef("pk"), cancelled_at__isnull=True)


_CARE = ("intakes", "consents", "cards", "sheets", "referrals", "rights_requests")


def _care_of(client: Client, user: User) -> dict[str, Any]:
    fetch_related([client], *_CARE, "doubles", "episodes__facility", "referrals__parcel", "referrals__to_office", "referrals__facility")  # fmt: skip
    return {
        "episodes": client.standing_episodes()[::-1], "aftercares": client.standing_aftercares()[::-1],
        **{name: [one for one in getattr(client, name).all() if not one.is_cancelled] for name in _CARE},
        "demands": list(client.demands.filter(cancelled_at__isnull=True)),
    }  # fmt: skip


def _merged(client: Client, user: User) -> dict[str, Any]:
    """What was merged into this client, or into which it was; a merged one is read, parted, and nothing else."""
    said: dict[str, Any] = {"doubles": client.doubles.all(), "may_part": user.may(Client.write_permission)}
    return said | ({"may_write": False} if client.merged_into_id else {})


def _merge_action(client: Client, user: User) -> list[tuple[str, str]]:
    return [("Gabungkan rekam ganda", reverse("rehab:client_merge", args=[client.pk]))]


def _today(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"registered_on": office.local_day()}


class ClientPages(SealedPages):
    """The pages of clients, with finding by code, NIK or name."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.read_permission)(self.find_view)
        return [path(f"{self.slug}/cari/", door, name=f"{self.name}_find"), *super().urls()]

    def fetch(self, rows: Sequence[Any]) -> None:
        """The last episode of each with its decisions; aftercare only of those who were never in treatment here."""
        fetch_related(rows, "episodes")
        lasts = {client: _last_episode(client) for client in rows}
        fetch_related([episode for episode in lasts.values() if episode is not None], "decisions")
        fetch_related([client for client, episode in lasts.items() if episode is None], "aftercares")

    def find_view(self, request: HttpRequest) -> HttpResponseBase:
        """By code, NIK or name. Posted, so that nobody's name or NIK stands in an address, a history or a log."""
        if request.method != "POST":  # sorted or paged, from under what was not found
            query = request.GET.urlencode()
            return redirect(f"{self.url('list')}?{query}" if query else self.url("list"))
        user = user_of(request)
        try:
            found = find(request.POST.get("who", ""), by=user)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return self.list_view(request)
        _note_found(user, found)
        if not found:
            messages.warning(request, "Tidak ada klien dengan kode, NIK, atau nama itu di satuan kerja ini.")
            return self.list_view(request)
        if len(found) == 1:
            return redirect(self.url("", found[0].pk))
        fetch_related(found[:MOST], "episodes", "aftercares")
        context = {"found": [(one, _state(one), _year(one)) for one in found[:MOST]], "too_many": len(found) > MOST}
        return render(request, "rehab/client_found.html", {**context, "most": MOST, "back": self.url("list")})


def _note_found(user: User, found: list[Client]) -> None:
    """Whoever is found is read: that is written down before anything is shown; a search without a find, too."""
    kind = Client._meta.label_lower
    by_office: dict[Office, list[tuple[str, UUID | None]]] = {}
    for client in found[:MOST]:
        by_office.setdefault(client.office, []).append((kind, client.pk))
    for office, records in (by_office or {user.offices_with(Client.read_permission)[0]: [(kind, None)]}).items():
        note_readings(office=office, by=user, side="treatment", purpose="mencari klien", records=records)


class OfClient:
    """For pages of what belongs to a client and has no list: the way back leads to the client."""

    def _way_back(self, request: HttpRequest) -> str:
        rows: Any = Client.objects.visible_to(user_of(request)).standing()
        client: Client | None = rows.filter(code=request.GET.get("klien", "")).first()
        return CLIENT.url("", client.pk) if client else CLIENT.url("list")


def named_client(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The client that an address names by code."""
    return {"client": request.GET.get("klien", "")}


def named_by_id(request: HttpRequest, word: str, kind: type[TreatmentRecord]) -> TreatmentRecord:
    """The standing record in sight that an address names by id under this word, or 404."""
    try:
        key = UUID(request.GET.get(word, ""))
    except ValueError:
        key = UUID(int=0)
    rows: Any = kind.objects.visible_to(user_of(request)).standing()
    found: TreatmentRecord = get_object_or_404(rows, pk=key)
    return found


def of_client(record: Any) -> tuple[str, str]:
    """The page of the client that a record belongs to."""
    return record.client.code, CLIENT.url("", record.client_id)


CLIENT = ClientPages(
    "rehab", "client", "klien", Client, "klien", "Klien",
    explains="Orang yang menerima layanan rehabilitasi. Daftar ini hanya memuat kode; setiap pembukaan dicatat.",
    empty="Daftarkan klien, lalu terima dalam satu episode layanan.",
    columns=(
        Column("Kode", "code", "code"), Column("Jenis kelamin", "sex", "sex"), Column("Umur", _age, number=True),
        Column("Tahun", _year), Column("Jalur layanan", _pathway), Column("Keadaan", _state),
        Column("Terdaftar", "registered_on", "registered_on"),
    ),
    form=ClientForm, verbs=CLIENTS, order=("-registered_on", "-code"), sensitive=True,
    filters=(
        Filter("tahun", "Tahun diterima", _years, narrow=_in_year),
        Filter("jalur", "Jalur layanan", lambda user: choices("pathway"), narrow=_by_pathway),
        Filter("keadaan", "Keadaan", lambda user: _STATES, narrow=_by_state),
        by_code("sex", "Jenis kelamin", "sex"),
    ),
    prefetch=("episodes__decisions", "aftercares"), initial=_today,
    panels=(
        Panel("Klien", (
            "code", "sex", "birth_year", ("Umur saat diterima", _age), "registered_on", ("Keadaan", _state),
        )),
    ),
    list_template="rehab/client_list.html", detail_template="rehab/client.html",
    extras=(_care_of, purposes, letters_of, _merged),
    actions=_merge_action, opens=("name", "nik", "birth_date", "phone", "address"),
)  # fmt: skip
