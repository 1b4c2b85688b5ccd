"""Pages of this room. Lists, titles and addresses hold codes only; who a client is opens one page, by saying why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import SealedRecord
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.wire.refusals import Refusal

from .actions import AFTERCARES, CLIENTS, DECISIONS, EPISODES, FACILITIES, STRENGTHENINGS, find_by_nik
from .forms import AftercareForm, ClientForm, DecisionForm, EpisodeForm, FacilityForm, StrengtheningForm
from .models import Aftercare, Client, Episode, Facility, PathwayDecision, Strengthening


def _by_code(name: str, title: str, list_name: str) -> Filter:
    return Filter(name, title, lambda user: choices(list_name))


# --- facilities ----------------------------------------------------------------------------------------------------


def _strengthenings_of(facility: Facility, user: User) -> dict[str, Any]:
    return {"strengthenings": facility.strengthenings.filter(cancelled_at__isnull=True)}


def _of_facility(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"facility": request.GET.get("fasilitas")}


FACILITY = Pages(
    "rehab", "facility", "fasilitas", Facility, "fasilitas", "Fasilitas rehabilitasi",
    explains="Klinik, balai, dan lembaga tempat klien dilayani, milik BNN maupun mitra.",
    columns=(
        Column("Nama", "name", "name"), Column("Jenis", "kind", "kind"), Column("Kepemilikan", "owner", "owner"),
        Column("Wilayah", "region"), Column("Sertifikat sampai", "certified_until", "certified_until"),
    ),
    form=FacilityForm, verbs=FACILITIES, search=("name",), order=("name",), select=("region",),
    filters=(_by_code("kind", "Jenis", "facility_kind"), _by_code("owner", "Kepemilikan", "facility_owner")),
    panels=(
        Panel("Fasilitas", ("name", "kind", "owner", "region")),
        Panel("Sertifikat", ("certificate", "certified_until")),
    ),
    detail_template="rehab/facility.html", extras=(_strengthenings_of,), keeps_files=True,
)  # fmt: skip

STRENGTHENING = Pages(
    "rehab", "strengthening", "penguatan", Strengthening, "penguatan", "Penguatan lembaga",
    explains="Bimbingan teknis, asistensi, supervisi, dan dukungan bagi lembaga rehabilitasi.",
    columns=(Column("Bentuk", "kind", "kind"), Column("Fasilitas", "facility"), Column("Tanggal", "day", "day")),
    form=StrengtheningForm, verbs=STRENGTHENINGS, search=("facility__name", "result"),
    filters=(_by_code("kind", "Bentuk", "strengthening_kind"),), order=("-day",), select=("facility",),
    keeps_files=True, panels=(Panel("Penguatan", ("facility", "kind", "day", "result")),), initial=_of_facility,
    parent=lambda record: (str(record.facility), FACILITY.url("", record.facility_id)),
)  # fmt: skip


# --- clients -------------------------------------------------------------------------------------------------------


def _last_episode(client: Client) -> Episode | None:
    episodes = client.standing_episodes()
    return episodes[-1] if episodes else None


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
    last = _last_episode(client)
    if last is not None:
        return "Dalam layanan" if last.is_open else "Selesai dilayani"
    return "Pascarehabilitasi" if client.standing_aftercares() else "Terdaftar"


def _years(user: User) -> list[tuple[str, str]]:
    rows: Any = Episode.objects.visible_to(user).standing()
    days: list[date] = list(rows.dates("admitted_on", "year", order="DESC"))
    return [(str(day.year), str(day.year)) for day in days]


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


def _care_of(client: Client, user: User) -> dict[str, Any]:
    return {"episodes": client.standing_episodes()[::-1], "aftercares": client.standing_aftercares()[::-1]}


def _purposes(record: SealedRecord, user: User) -> dict[str, Any]:
    return {"purposes": choices("reading_purpose")}


def _today(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"registered_on": office.local_day()}


@dataclass
class SealedPages(Pages):
    """Pages of records with sealed fields: one more door, which opens them for a purpose."""

    opens: Sequence[str] = ()

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.read_permission)(self.open_view)
        return [path(f"{self.slug}/<uuid:pk>/buka/", door, name=f"{self.name}_open"), *super().urls()]

    def open_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """What lies sealed in one record. The purpose is written down before anything is shown."""
        user, record = user_of(request), self.get(request, pk)
        purpose = request.POST.get("purpose", "")
        if request.method != "POST" or purpose not in dict(choices("reading_purpose")):
            if request.method == "POST":
                messages.error(request, "Pilih untuk apa isinya dibuka.")
            return redirect(self.url("", record.pk))
        said = label("reading_purpose", purpose)
        rows = [(_title(record, name), _opened(record, name, user, said)) for name in self.opens]
        context = {"record": record, "rows": rows, "purpose": said, "back": self.url("", record.pk)}
        return render(request, "rehab/opened.html", context)


def _title(record: SealedRecord, name: str) -> str:
    words = str(record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[:1].upper() + words[1:]


def _opened(record: SealedRecord, name: str, user: User, purpose: str) -> str:
    sealed = getattr(record, name)
    if sealed is None:
        return ""
    text: str = sealed.open(by=user, purpose=purpose)
    return f"{date.fromisoformat(text):%d-%m-%Y}" if name == "birth_date" else text


class ClientPages(SealedPages):
    """The pages of clients, with finding by NIK."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.read_permission)(self.find_view)
        return [path(f"{self.slug}/cari/", door, name=f"{self.name}_find"), *super().urls()]

    def find_view(self, request: HttpRequest) -> HttpResponseBase:
        """To the client with a NIK. Posted, so that no NIK stands in an address, a history or a log."""
        user = user_of(request)
        try:
            client = find_by_nik(request.POST.get("nik", ""), by=user)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return redirect(self.url("list"))
        office = client.office if client else user.offices_with(self.model.read_permission)[0]
        looked_for = (self.model._meta.label_lower, client.pk if client else None)
        note_readings(office=office, by=user, side="treatment", purpose="mencari dengan NIK", records=[looked_for])
        if client is None:
            messages.warning(request, "Belum ada klien dengan NIK itu di satuan kerja ini.")
            return redirect(self.url("list"))
        return redirect(self.url("", client.pk))


CLIENT = ClientPages(
    "rehab", "client", "klien", Client, "klien", "Klien",
    explains="Orang yang menerima layanan rehabilitasi. Daftar ini hanya memuat kode; setiap pembukaan dicatat.",
    empty="Daftarkan klien, lalu terima dalam satu episode layanan.",
    columns=(
        Column("Kode", "code", "code"), Column("Jenis kelamin", "sex", "sex"), Column("Umur", _age, number=True),
        Column("Tahun", _year), Column("Jalur layanan", _pathway), Column("Keadaan", _state),
        Column("Terdaftar", "registered_on", "registered_on"),
    ),
    form=ClientForm, verbs=CLIENTS, search=("code",), order=("-registered_on", "-code"), sensitive=True,
    filters=(
        Filter("tahun", "Tahun diterima", _years, narrow=_in_year),
        Filter("jalur", "Jalur layanan", lambda user: choices("pathway"), narrow=_by_pathway),
        Filter("keadaan", "Keadaan", lambda user: _STATES, narrow=_by_state),
        _by_code("sex", "Jenis kelamin", "sex"),
    ),
    prefetch=("episodes__decisions", "episodes__facility", "aftercares"), initial=_today,
    panels=(
        Panel("Klien", (
            "code", "sex", "birth_year", ("Umur saat diterima", _age), "registered_on", ("Keadaan", _state),
        )),
    ),
    list_template="rehab/client_list.html", detail_template="rehab/client.html", extras=(_care_of, _purposes),
    opens=("name", "nik", "birth_date", "phone", "address"),
)  # fmt: skip


# --- what belongs to a client --------------------------------------------------------------------------------------


class EpisodePages(SealedPages):
    """Pages of episodes: no list of their own; the way back leads to the client."""

    def _way_back(self, request: HttpRequest) -> str:
        return _back_to_client(request)


class AftercarePages(Pages):
    """Pages of aftercare: no list of their own; the way back leads to the client."""

    def _way_back(self, request: HttpRequest) -> str:
        return _back_to_client(request)


def _back_to_client(request: HttpRequest) -> str:
    client = _client_of_code(request)
    return CLIENT.url("", client.pk) if client else CLIENT.url("list")


def _client_of_code(request: HttpRequest) -> Client | None:
    rows: Any = Client.objects.visible_to(user_of(request)).standing()
    client: Client | None = rows.filter(code=request.GET.get("klien", "")).first()
    return client


def _of_client(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"client": request.GET.get("klien", "")}


def _parent(record: Episode | Aftercare) -> tuple[str, str]:
    return record.client.code, CLIENT.url("", record.client_id)


def _decisions_of(episode: Episode, user: User) -> dict[str, Any]:
    return {"decisions": episode.standing_decisions()}


EPISODE = EpisodePages(
    "rehab", "episode", "episode", Episode, "episode", "Episode", columns=(), form=EpisodeForm, verbs=EPISODES,
    select=("client", "facility"), prefetch=("decisions",), sensitive=True, has_list=False, keeps_files=True,
    panels=(
        Panel("Penerimaan", ("entry_path", "contacted_on", "admitted_on", "facility", "substance")),
        Panel("Penutupan", ("closed_on", "closing_reason")),
    ),
    parent=_parent, initial=_of_client, detail_template="rehab/episode.html", extras=(_decisions_of, _purposes),
    opens=("note",),
)  # fmt: skip

AFTERCARE = AftercarePages(
    "rehab", "aftercare", "pascarehabilitasi", Aftercare, "pascarehabilitasi", "Pascarehabilitasi", columns=(),
    form=AftercareForm, verbs=AFTERCARES, select=("client",), sensitive=True, has_list=False,
    panels=(Panel("Pascarehabilitasi", ("kind", "started_on", "ended_on")),), parent=_parent, initial=_of_client,
)  # fmt: skip


class DecisionPages(Pages):
    """Pages of pathway decisions; the way back leads to the episode."""

    def _way_back(self, request: HttpRequest) -> str:
        return EPISODE.url("", _named_episode(request).pk)


def _named_episode(request: HttpRequest) -> Episode:
    try:
        key = UUID(request.GET.get("episode", ""))
    except ValueError:
        key = UUID(int=0)
    rows: Any = Episode.objects.visible_to(user_of(request)).standing()
    episode: Episode = get_object_or_404(rows, pk=key)
    return episode


def _of_episode(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"episode": _named_episode(request)}


DECISION = DecisionPages(
    "rehab", "decision", "jalur", PathwayDecision, "keputusan jalur", "Keputusan jalur", columns=(), form=DecisionForm,
    verbs=DECISIONS, select=("episode__client",), sensitive=True, has_list=False,
    panels=(Panel("Keputusan jalur", ("pathway", "decided_on")),), initial=_of_episode,
    parent=lambda record: (str(record.episode), EPISODE.url("", record.episode_id)),
)  # fmt: skip

ALL: Sequence[Pages] = (FACILITY, STRENGTHENING, CLIENT, EPISODE, DECISION, AFTERCARE)
