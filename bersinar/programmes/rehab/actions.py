"""What officers do here, in their words: register a client, admit, decide the pathway, close, give aftercare.

Whatever touches a client's episodes ends by saying the client anew. A reason is asked for where that changes the
figures of a closed month; a pathway decided later changes the column of an admission long closed, and is itself the
reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar, cast

from django.db.models import prefetch_related_objects

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import regency_of
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.drafts import Draft
from bersinar.ledger.records import Verbs

from .facts import READS, of_client
from .models import Aftercare, Client, Episode, Facility, PathwayDecision, Strengthening, TreatmentRecord, nik_index

R = TypeVar("R", bound=TreatmentRecord)

CODE_OF_A_CLIENT = "K-{year}-{n:03}"  # no official pattern is meant to be guessed from it
_SEALED = ("name", "nik", "birth_date", "phone", "address", "note")


# --- what a client is asked and found by ---------------------------------------------------------------------------


def read_nik(text: str) -> str:
    """The sixteen digits of a NIK. Raises a Refusal for what cannot be one."""
    digits = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(r"\d{16}", digits):
        raise _wrong("nik", "NIK terdiri atas 16 angka. Periksa lagi pada KTP atau kartu keluarga.")
    day, month = int(digits[6:8]), int(digits[8:10])
    try:
        date(2000, month, day - 40 if day > 40 else day)  # women's day of birth stands with 40 added
    except ValueError as error:
        sentence = "Tanggal lahir dalam NIK (angka ke-7 sampai ke-12) tidak mungkin ada. Periksa lagi."
        raise _wrong("nik", sentence) from error
    if not 11 <= int(digits[:2]) <= 96 or digits[12:] == "0000":
        raise _wrong("nik", "NIK ini tidak mungkin ada. Periksa lagi pada KTP atau kartu keluarga.")
    return digits


def find_by_nik(nik: str, *, by: User) -> Client | None:
    """The client of one's own office who has this NIK, if any."""
    index = nik_index(read_nik(nik))
    found: Any = Client.objects.visible_to(by).standing().filter(nik_index=index)
    client: Client | None = found.select_related("office").first()
    return client


def _wrong(name: str, sentence: str) -> Refusal:
    return Refusal("invalid", sentence, fields={name: sentence})


def _as_texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are sealed: a NIK without spaces, a birth date as text that agrees with the birth year."""
    kept = dict(values)
    if kept.get("nik"):
        kept["nik"] = read_nik(kept["nik"])
    born = kept.get("birth_date")
    if isinstance(born, date):
        kept["birth_date"] = born.isoformat()
        if kept.get("birth_year") not in (None, born.year):
            raise _wrong("birth_year", "Tahun lahir tidak sama dengan tahun pada tanggal lahir.")
        kept["birth_year"] = born.year
    return {name: "" if name in _SEALED and value is None else value for name, value in kept.items()}


# --- what every action here ends with ------------------------------------------------------------------------------


def _held(client: Client, office: Office) -> Client:
    """The client, locked until the deed is done. Refuses one of another office and a cancelled one."""
    held: Client | None = Client.objects.select_for_update().filter(pk=client.pk, office=office).first()
    if held is None:
        raise _wrong("client", "Klien ini tidak terdaftar di satuan kerja ini.")
    if held.is_cancelled:
        raise Refusal("cancelled", "Klien ini sudah dibatalkan.", status=409)
    held.office = office
    return held


@contextmanager
def _said_anew(doing: Deed, client: Client, silently: str = "") -> Iterator[None]:
    """What the client says, before and after; a closed month whose facts differ asks for a reason.

    `silently` names the kind of fact that may change without one.
    """
    before = Counter(of_client(client))
    yield
    after = Counter(of_client(client))
    _ask_reasons(doing, ((before - after) + (after - before)).keys(), silently)
    doing.restate(client)


def _ask_reasons(doing: Deed, drafts: Iterable[Draft], silently: str = "") -> None:
    for day in {draft.day for draft in drafts if draft.kind != silently}:
        doing.ask_reason(day)


def _place_of(office: Office) -> str:
    """The kabupaten/kota under which this office's treatment is counted: the first of its service area."""
    code = office.service_area.order_by("code").values_list("code", flat=True).first()
    return regency_of(code) if code else ""


class AboutClient(Verbs[R]):
    """Verbs of what is recorded about a client: each deed holds the client and ends by saying it anew."""

    silently: ClassVar[str] = ""  # a kind of fact that may change in a closed month without a reason

    def named(self, values: Mapping[str, Any]) -> Client:
        """The client of a record yet to be made."""
        return cast(Client, values["client"])

    def whose(self, record: R) -> Client:
        """The client of a record."""
        return cast(Client, cast(Any, record).client)

    def make(self, doing: Deed, client: Client, record: R, values: Mapping[str, Any]) -> R:
        """Add the record."""
        raise NotImplementedError

    def alter(self, doing: Deed, client: Client, record: R, values: Mapping[str, Any], based_on: int | None) -> R:
        """Change the record."""
        raise NotImplementedError

    def drop(self, doing: Deed, client: Client, record: R) -> R:
        """Cancel the record."""
        return doing.cancel(record)

    def adds(self, doing: Deed, record: R, values: dict[str, Any]) -> R:
        client = _held(self.named(values), doing.office)
        with _said_anew(doing, client, self.silently):
            return self.make(doing, client, record, values)

    def changes(self, doing: Deed, record: R, values: dict[str, Any], *, based_on: int | None) -> R:
        client = _held(self.whose(record), doing.office)
        with _said_anew(doing, client, self.silently):
            return self.alter(doing, client, record, values, based_on)

    def cancel(self, record: R, *, by: User, reason: str) -> R:
        action, office = f"{self.room}.{self.cancelled}", cast(Any, record).office
        with deed(action, office=office, by=by, needs=self.model.write_permission, reason=reason) as doing:
            client = _held(self.whose(record), office)
            with _said_anew(doing, client):
                return self.drop(doing, client, record)


def _but(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


# --- clients -------------------------------------------------------------------------------------------------------


class ClientVerbs(Verbs[Client]):
    """Register, change and cancel a client."""

    def adds(self, doing: Deed, record: Client, values: dict[str, Any]) -> Client:
        return _register(doing, record, values)

    def changes(self, doing: Deed, record: Client, values: dict[str, Any], *, based_on: int | None) -> Client:
        client, texts = _held(record, doing.office), _as_texts(values)
        _not_known(doing.office, texts.get("nik"), but=client)
        with _said_anew(doing, client):
            kept = doing.change(client, texts, based_on=based_on)
            _not_before_birth(kept)
            client.sex, client.birth_year = kept.sex, kept.birth_year
        return kept


def _register(doing: Deed, client: Client, values: Mapping[str, Any]) -> Client:
    texts = _as_texts(values)
    _not_known(doing.office, texts.get("nik"))
    day = texts.get("registered_on") or doing.office.local_day(doing.at)
    client.code = next_number(office=doing.office, kind="klien", day=day, default=CODE_OF_A_CLIENT)
    return doing.add(client, {**texts, "registered_on": day})


def _not_known(office: Office, nik: str | None, but: Client | None = None) -> None:
    if not nik:
        return
    known = Client.objects.standing().filter(office=office, nik_index=nik_index(nik))
    if but is not None:
        known = known.exclude(pk=but.pk)
    if known.exists():
        raise _wrong("nik", "Klien dengan NIK ini sudah terdaftar. Cari dengan NIK pada daftar klien.")


def _not_before_birth(client: Client) -> None:
    days = [episode.admitted_on for episode in client.standing_episodes()]
    days += [aftercare.started_on for aftercare in client.standing_aftercares()]
    if days and min(days).year < client.birth_year:
        raise _wrong("birth_year", f"Klien ini sudah dilayani pada tahun {min(days).year}, sebelum tahun lahir itu.")


def _not_while_served(client: Client) -> None:
    Client.objects.select_for_update().get(pk=client.pk)  # nobody admits meanwhile
    if client.standing_episodes() or client.standing_aftercares():
        raise Refusal(
            "client_in_use", "Klien ini masih punya episode atau pascarehabilitasi. Batalkan itu dahulu.", status=409
        )


# --- episodes ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Arrival:
    """One line of a paper register: who came, and how the episode began. Field names are those of the forms."""

    client: Mapping[str, Any]
    episode: Mapping[str, Any]


def receive(*, office: Office, by: User, arrivals: Sequence[Arrival], reason: str = "") -> list[Episode]:
    """Register and admit several people at once. All of them or none."""
    with deed("rehab.receive", office=office, by=by, needs=Permission.REHAB_WRITE, reason=reason) as doing:
        place = _place_of(office)
        episodes = []
        for arrival in arrivals:
            client = _register(doing, Client(), {"registered_on": arrival.episode["admitted_on"], **arrival.client})
            episodes.append(_admit(doing, client, Episode(), arrival.episode, place))
        clients = [episode.client for episode in episodes]
        prefetch_related_objects(clients, *READS)  # three questions for all, not for each
        _ask_reasons(doing, [draft for client in clients for draft in of_client(client)])
        return episodes


class EpisodeVerbs(AboutClient[Episode]):
    """Admit with a pathway; change and close; cancel with the decisions."""

    def make(self, doing: Deed, client: Client, record: Episode, values: Mapping[str, Any]) -> Episode:
        return _admit(doing, client, record, values, _place_of(doing.office))

    def alter(
        self, doing: Deed, client: Client, record: Episode, values: Mapping[str, Any], based_on: int | None
    ) -> Episode:
        texts = _as_texts(_of_same_client(client, values))
        _of_this_office(texts.get("facility"), doing.office)
        kept = doing.change(record, texts, based_on=based_on)
        _take_first_decision_along(doing, kept)
        _not_twice(client, kept.admitted_on, kept.closed_on, but=kept)
        return kept

    def drop(self, doing: Deed, client: Client, record: Episode) -> Episode:
        for decision in record.standing_decisions():
            doing.cancel(decision)
        return doing.cancel(record)


def _admit(doing: Deed, client: Client, episode: Episode, values: Mapping[str, Any], place: str) -> Episode:
    """An episode with the pathway decided on the day of admission."""
    texts = _but(_as_texts(values), "client", "pathway")
    pathway, admitted_on = values.get("pathway"), texts.get("admitted_on")
    if not pathway:
        raise _wrong("pathway", "Pilih jalur layanan.")
    _of_this_office(texts.get("facility"), doing.office)
    if admitted_on:
        _not_twice(client, admitted_on, texts.get("closed_on"))
    episode.client, episode.place = client, place
    doing.add(episode, texts)
    doing.add(PathwayDecision(episode=episode), {"decided_on": episode.admitted_on, "pathway": pathway})
    return episode


def _of_this_office(facility: Facility | None, office: Office) -> None:
    if facility is not None and (facility.office_id != office.pk or facility.is_cancelled):
        raise _wrong("facility", "Pilih fasilitas yang masih tercatat di satuan kerja ini.")


def _of_same_client(client: Client, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is recorded about one person never moves to another: it is cancelled and recorded anew."""
    other = values.get("client")
    if other is not None and other.pk != client.pk:
        raise _wrong("client", "Tidak dapat dipindah ke klien lain. Batalkan, lalu catat pada klien yang benar.")
    return _but(values, "client", "pathway")


def _not_twice(client: Client, admitted_on: date, closed_on: date | None, but: Episode | None = None) -> None:
    wanted = Episode(admitted_on=admitted_on, closed_on=closed_on)
    for other in client.standing_episodes():
        if (but is None or other.pk != but.pk) and wanted.overlaps(other):
            since = f"{other.admitted_on:%d-%m-%Y}"
            if other.is_open:
                sentence = f"Klien ini masih punya episode yang terbuka sejak {since}. Tutup dahulu episode itu."
                raise _wrong("admitted_on", sentence)
            raise _wrong("admitted_on", f"Tanggalnya bertumpuk dengan episode yang diterima {since}.")


def _take_first_decision_along(doing: Deed, episode: Episode) -> None:
    """The first decision is that of the day of admission, whatever that day becomes."""
    first, *later = episode.standing_decisions()
    if any(decision.decided_on <= episode.admitted_on for decision in later):
        raise _wrong("admitted_on", "Ada keputusan jalur pada atau sebelum tanggal itu. Periksa keputusannya dahulu.")
    if episode.closed_on and later and later[-1].decided_on > episode.closed_on:
        raise _wrong("closed_on", "Ada keputusan jalur sesudah tanggal itu. Periksa keputusannya dahulu.")
    if first.decided_on != episode.admitted_on:
        doing.change(first, {"decided_on": episode.admitted_on}, based_on=None)


# --- pathway decisions ---------------------------------------------------------------------------------------------


class DecisionVerbs(AboutClient[PathwayDecision]):
    """Decide another pathway; correct or cancel a decision. The first goes with its episode."""

    silently: ClassVar[str] = "rehab.client_admitted"

    def named(self, values: Mapping[str, Any]) -> Client:
        return cast(Episode, values["episode"]).client

    def whose(self, record: PathwayDecision) -> Client:
        return record.episode.client

    def make(self, doing: Deed, client: Client, record: PathwayDecision, values: Mapping[str, Any]) -> PathwayDecision:
        record.episode = _standing(values["episode"])
        return doing.add(record, _but(values, "episode"))

    def alter(
        self, doing: Deed, client: Client, record: PathwayDecision, values: Mapping[str, Any], based_on: int | None
    ) -> PathwayDecision:
        episode = _standing(record.episode)
        was_first = _is_first(record, episode)
        kept = doing.change(record, _but(values, "episode"), based_on=based_on)
        if was_first and kept.decided_on != episode.admitted_on:
            sentence = "Jalur pertama berlaku sejak hari diterima. Ubah tanggal diterima pada episodenya."
            raise _wrong("decided_on", sentence)
        return kept

    def drop(self, doing: Deed, client: Client, record: PathwayDecision) -> PathwayDecision:
        if not record.is_cancelled and _is_first(record, _standing(record.episode)):
            sentence = "Jalur pertama tidak dapat dibatalkan. Ubah jalurnya, atau batalkan episodenya."
            raise Refusal("first_decision", sentence, status=409)
        return doing.cancel(record)


def _standing(episode: Episode) -> Episode:
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
        record.client, record.place = client, _place_of(doing.office)
        return doing.add(record, _but(values, "client"))

    def alter(
        self, doing: Deed, client: Client, record: Aftercare, values: Mapping[str, Any], based_on: int | None
    ) -> Aftercare:
        return doing.change(record, _of_same_client(client, values), based_on=based_on)


# --- facilities ----------------------------------------------------------------------------------------------------


class FacilityVerbs(Verbs[Facility]):
    """Facilities. Whose a facility is stands in its strengthenings' facts and in its episodes'."""

    def changes(self, doing: Deed, record: Facility, values: dict[str, Any], *, based_on: int | None) -> Facility:
        return _change_facility(doing, record, values, based_on)


def _change_facility(doing: Deed, record: Facility, values: Mapping[str, Any], based_on: int | None) -> Facility:
    before = Facility.objects.get(pk=record.pk)
    owner_differs = values.get("owner", before.owner) != before.owner
    if owner_differs and record.office_id not in doing.by.scope(Permission.REHAB_WRITE):
        raise _wrong(
            "owner", "Kepemilikan ikut dihitung pada klien; hanya petugas rehabilitasi yang dapat mengubahnya."
        )
    clients = _clients_at(record) if owner_differs else []
    earlier = {client.pk: Counter(of_client(client)) for client in clients}
    kept = doing.change(record, values, based_on=based_on)
    for client in clients:
        later = Counter(of_client(client))
        _ask_reasons(doing, ((earlier[client.pk] - later) + (later - earlier[client.pk])).keys())
        doing.restate(client)
    if (kept.owner, kept.region_id) != (before.owner, before.region_id):
        for strengthening in kept.strengthenings.filter(cancelled_at__isnull=True):
            doing.ask_reason(strengthening.day)
            doing.restate(strengthening)
    return kept


def _clients_at(facility: Facility) -> list[Client]:
    ids = facility.episodes.filter(cancelled_at__isnull=True).values("client")
    return list(Client.objects.select_for_update().filter(pk__in=ids, cancelled_at__isnull=True).order_by("pk"))


def _not_while_used(facility: Facility) -> None:
    if facility.strengthenings.filter(cancelled_at__isnull=True).exists():
        sentence = "Fasilitas ini masih punya catatan penguatan. Batalkan itu dahulu."
        raise Refusal("facility_in_use", sentence, status=409)
    if facility.episodes.filter(cancelled_at__isnull=True).exists():
        raise Refusal("facility_in_use", "Fasilitas ini masih dipakai dalam episode klien.", status=409)


FACILITIES = FacilityVerbs(Facility, "rehab", "add_facility", "change_facility", "cancel_facility", _not_while_used)
STRENGTHENINGS = Verbs(
    Strengthening, "rehab", "strengthen", "change_strengthening", "cancel_strengthening", holds="facility"
)
CLIENTS = ClientVerbs(Client, "rehab", "register", "change_client", "cancel_client", _not_while_served)
EPISODES = EpisodeVerbs(Episode, "rehab", "admit", "change_episode", "cancel_episode")
DECISIONS = DecisionVerbs(PathwayDecision, "rehab", "decide_pathway", "change_decision", "cancel_decision")
AFTERCARES = AftercareVerbs(Aftercare, "rehab", "give_aftercare", "change_aftercare", "cancel_aftercare")
