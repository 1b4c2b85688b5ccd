"""Admitting, deciding the pathway, closing; aftercare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar, cast

from django.db.models import prefetch_related_objects

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed

from ..facts import READS, of_client
from ..models import Aftercare, Client, Episode, Facility, PathwayDecision, TreatmentRecord
from .about_client import AboutClient, ask_reasons, place_of, without, wrong
from .clients import as_texts, register
from .plans import agree_with_plan
from .sessions import agree_with_sessions


@dataclass(frozen=True)
class Arrival:
    """One line of a paper register: who came, and how the episode began. Field names are those of the forms."""

    client: Mapping[str, Any]
    episode: Mapping[str, Any]


def receive(*, office: Office, by: User, arrivals: Sequence[Arrival], reason: str = "") -> list[Episode]:
    """Register and admit several people at once. All of them or none."""
    with deed("rehab.receive", office=office, by=by, needs=Permission.REHAB_WRITE, reason=reason) as doing:
        place = place_of(office)
        episodes = []
        for arrival in arrivals:
            client = register(doing, Client(), {"registered_on": arrival.episode["admitted_on"], **arrival.client})
            episodes.append(admit_episode(doing, client, Episode(), arrival.episode, place))
        clients = [episode.client for episode in episodes]
        prefetch_related_objects(clients, *READS)  # three questions for all, not for each
        ask_reasons(doing, [draft for client in clients for draft in of_client(client)])
        return episodes


class EpisodeVerbs(AboutClient[Episode]):
    """Admit with a pathway; change and close; cancel with the decisions and the profile."""

    def make(self, doing: Deed, client: Client, record: Episode, values: Mapping[str, Any]) -> Episode:
        return admit_episode(doing, client, record, values, place_of(doing.office))

    def alter(
        self, doing: Deed, client: Client, record: Episode, values: Mapping[str, Any], based_on: int | None
    ) -> Episode:
        texts = as_texts(_of_same_client(client, values))
        of_this_office(texts.get("facility"), doing.office)
        kept = doing.change(record, texts, based_on=based_on)
        _take_first_decision_along(doing, kept)
        _not_twice(client, kept.admitted_on, kept.closed_on, but=kept)
        _agree_with_profile(kept)
        agree_with_plan(kept)
        agree_with_sessions(doing, kept)
        return kept

    def drop(self, doing: Deed, client: Client, record: Episode) -> Episode:
        _not_while_worked_on(record)
        for decision in record.standing_decisions():
            doing.cancel(decision)
        if profile := record.standing_profile():
            doing.cancel(profile)
        return doing.cancel(record)


def admit_episode(doing: Deed, client: Client, episode: Episode, values: Mapping[str, Any], place: str) -> Episode:
    """An episode with the pathway decided on the day of admission."""
    texts = without(as_texts(values), "client", "pathway")
    pathway, admitted_on = values.get("pathway"), texts.get("admitted_on")
    if not pathway:
        raise wrong("pathway", "Pilih jalur layanan.")
    of_this_office(texts.get("facility"), doing.office)
    if admitted_on:
        _not_twice(client, admitted_on, texts.get("closed_on"))
    episode.client, episode.place = client, place
    doing.add(episode, texts)
    doing.add(PathwayDecision(episode=episode), {"decided_on": episode.admitted_on, "pathway": pathway})
    return episode


def _not_while_worked_on(episode: Episode) -> None:
    for rows, what in ((episode.sessions, "sesi"), (episode.plans, "rencana terapi")):
        if rows.filter(cancelled_at__isnull=True).exists():
            raise Refusal("episode_in_use", f"Episode ini masih punya {what}. Batalkan itu dahulu.", status=409)


def _agree_with_profile(episode: Episode) -> None:
    """Refuse a main substance that the profile of the admission names as another one."""
    profile = episode.standing_profile()
    if profile is not None and episode.substance in profile.further:
        raise wrong("substance", "Zat ini tercatat sebagai zat lain pada profil saat masuk. Ubah profil itu dahulu.")


def of_this_office(facility: Facility | None, office: Office) -> None:
    """Refuse a facility that another office recorded, or that is recorded no more."""
    if facility is not None and (facility.office_id != office.pk or facility.is_cancelled):
        raise wrong("facility", "Pilih fasilitas yang masih tercatat di satuan kerja ini.")


def _of_same_client(client: Client, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is recorded about one person never moves to another: it is cancelled and recorded anew."""
    other = values.get("client")
    if other is not None and other.pk != client.pk:
        raise wrong("client", "Tidak dapat dipindah ke klien lain. Batalkan, lalu catat pada klien yang benar.")
    return without(values, "client", "pathway")


def _not_twice(client: Client, admitted_on: date, closed_on: date | None, but: Episode | None = None) -> None:
    wanted = Episode(admitted_on=admitted_on, closed_on=closed_on)
    for other in client.standing_episodes():
        if (but is None or other.pk != but.pk) and wanted.overlaps(other):
            since = f"{other.admitted_on:%d-%m-%Y}"
            if other.is_open:
                sentence = f"Klien ini masih punya episode yang terbuka sejak {since}. Tutup dahulu episode itu."
                raise wrong("admitted_on", sentence)
            raise wrong("admitted_on", f"Tanggalnya bertumpuk dengan episode yang diterima {since}.")


def _take_first_decision_along(doing: Deed, episode: Episode) -> None:
    """The first decision is that of the day of admission, whatever that day becomes."""
    first, *later = episode.standing_decisions()
    if any(decision.decided_on <= episode.admitted_on for decision in later):
        raise wrong("admitted_on", "Ada keputusan jalur pada atau sebelum tanggal itu. Periksa keputusannya dahulu.")
    if episode.closed_on and later and later[-1].decided_on > episode.closed_on:
        raise wrong("closed_on", "Ada keputusan jalur sesudah tanggal itu. Periksa keputusannya dahulu.")
    if first.decided_on != episode.admitted_on:
        doing.change(first, {"decided_on": episode.admitted_on}, based_on=None)


# --- pathway decisions ---------------------------------------------------------------------------------------------


R = TypeVar("R", bound=TreatmentRecord)


class AboutEpisode(AboutClient[R]):
    """Verbs of what is recorded about an episode, which has to stand."""

    def named(self, values: Mapping[str, Any]) -> Client:
        return cast(Episode, values["episode"]).client

    def whose(self, record: R) -> Client:
        return cast(Episode, cast(Any, record).episode).client

    def make(self, doing: Deed, client: Client, record: R, values: Mapping[str, Any]) -> R:
        cast(Any, record).episode = standing(values["episode"])
        return doing.add(record, without(values, "episode"))


class DecisionVerbs(AboutEpisode[PathwayDecision]):
    """Decide another pathway; correct or cancel a decision. The first goes with its episode."""

    silently: ClassVar[str] = "rehab.client_admitted"

    def alter(
        self, doing: Deed, client: Client, record: PathwayDecision, values: Mapping[str, Any], based_on: int | None
    ) -> PathwayDecision:
        episode = standing(record.episode)
        was_first = _is_first(record, episode)
        kept = doing.change(record, without(values, "episode"), based_on=based_on)
        if was_first and kept.decided_on != episode.admitted_on:
            sentence = "Jalur pertama berlaku sejak hari diterima. Ubah tanggal diterima pada episodenya."
            raise wrong("decided_on", sentence)
        return kept

    def drop(self, doing: Deed, client: Client, record: PathwayDecision) -> PathwayDecision:
        if not record.is_cancelled and _is_first(record, standing(record.episode)):
            sentence = "Jalur pertama tidak dapat dibatalkan. Ubah jalurnya, atau batalkan episodenya."
            raise Refusal("first_decision", sentence, status=409)
        return doing.cancel(record)


def standing(episode: Episode) -> Episode:
    """The episode as it stands now."""
    kept: Episode = Episode.objects.get(pk=episode.pk)
    if kept.is_cancelled:
        raise Refusal("cancelled", "Episode ini sudah dibatalkan.", status=409)
    return kept


def _is_first(decision: PathwayDecision, episode: Episode) -> bool:
    return episode.standing_decisions()[0].pk == decision.pk


# --- aftercare -----------------------------------------------------------------------------------------------------


class AftercareVerbs(AboutClient[Aftercare]):
    """Begin, change and cancel aftercare."""

    def make(self, doing: Deed, client: Client, record: Aftercare, values: Mapping[str, Any]) -> Aftercare:
        record.client, record.place = client, place_of(doing.office)
        return doing.add(record, without(values, "client"))

    def alter(
        self, doing: Deed, client: Client, record: Aftercare, values: Mapping[str, Any], based_on: int | None
    ) -> Aftercare:
        return doing.change(record, _of_same_client(client, values), based_on=based_on)


EPISODES = EpisodeVerbs(Episode, "rehab", "admit", "change_episode", "cancel_episode")
DECISIONS = DecisionVerbs(PathwayDecision, "rehab", "decide_pathway", "change_decision", "cancel_decision")
AFTERCARES = AftercareVerbs(Aftercare, "rehab", "give_aftercare", "change_aftercare", "cancel_aftercare")
