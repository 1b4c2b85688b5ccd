"""Registering, changing and cancelling clients."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Client, nik_index
from .about_client import held, said_anew, without, wrong
from .finding import keep_name, refuse_alike
from .linking import keep_linkage, keep_new_linkage
from .niks import read_nik
from .stepping import sealed_texts

CODE_OF_A_CLIENT = "K-{year}-{n:03}"  # no official pattern is meant to be guessed from it
_SEALED = ("name", "nik", "birth_date", "phone", "address", "note")
SOMEBODY_ELSE = "somebody_else"  # said with the values: whoever bears a like name has been looked at


def as_texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are sealed: a NIK without spaces, a birth date as text that agrees with the birth year."""
    kept = dict(values)
    if kept.get("nik"):
        kept["nik"] = read_nik(kept["nik"])
    born = kept.get("birth_date")
    if isinstance(born, date):
        kept["birth_date"] = born.isoformat()
        if kept.get("birth_year") not in (None, born.year):
            raise wrong("birth_year", "Tahun lahir tidak sama dengan tahun pada tanggal lahir.")
        kept["birth_year"] = born.year
    return sealed_texts(kept, _SEALED)


class ClientVerbs(Verbs[Client]):
    """Register, change and cancel a client."""

    def adds(self, doing: Deed, record: Client, values: dict[str, Any]) -> Client:
        return register(doing, record, values)

    def changes(self, doing: Deed, record: Client, values: dict[str, Any], *, based_on: int | None) -> Client:
        client, texts = held(record, doing.office), as_texts(without(values, SOMEBODY_ELSE))
        _not_known(doing.office, texts.get("nik"), but=client)
        _not_alike(doing.office, {"sex": client.sex, "birth_year": client.birth_year, **texts}, values, but=client)
        with said_anew(doing, client):
            kept = doing.change(client, texts, based_on=based_on)
            _not_before_birth(kept)
            client.sex, client.birth_year = kept.sex, kept.birth_year
            _keep_name(kept, texts)
            if "nik" in texts:
                keep_linkage(kept)
        return kept


def register(doing: Deed, client: Client, values: Mapping[str, Any]) -> Client:
    """Add a client with the next code of the office, within a deed.

    Refuses a NIK that is known here, and a like name with the same sex and birth year unless told SOMEBODY_ELSE.
    """
    texts = as_texts(without(values, SOMEBODY_ELSE))
    _not_known(doing.office, texts.get("nik"))
    _not_alike(doing.office, texts, values)
    day = texts.get("registered_on") or doing.office.local_day(doing.at)
    client.code = next_number(office=doing.office, kind="klien", day=day, default=CODE_OF_A_CLIENT)
    added = doing.add(client, {**texts, "registered_on": day})
    _keep_name(added, texts)
    if texts.get("nik"):
        keep_new_linkage(added)
    return added


def _keep_name(client: Client, texts: Mapping[str, Any]) -> None:
    if "name" in texts:
        keep_name(client, texts["name"])


def _not_alike(office: Office, texts: Mapping[str, Any], values: Mapping[str, Any], but: Client | None = None) -> None:
    if texts.get("name") and not values.get(SOMEBODY_ELSE):
        refuse_alike(office, name=texts["name"], sex=texts["sex"], birth_year=texts.get("birth_year"), but=but)


def _not_known(office: Office, nik: str | None, but: Client | None = None) -> None:
    if not nik:
        return
    known = Client.objects.standing().filter(office=office, nik_index=nik_index(nik))
    if but is not None:
        known = known.exclude(pk=but.pk)
    if known.exists():
        raise wrong("nik", "Klien dengan NIK ini sudah terdaftar. Cari dengan NIK pada daftar klien.")


def _not_before_birth(client: Client) -> None:
    days = [episode.admitted_on for episode in client.standing_episodes()]
    days += [aftercare.started_on for aftercare in client.standing_aftercares()]
    days += [sheet.taken_on for sheet in client.final_sheets()]
    if days and min(days).year < client.birth_year:
        raise wrong("birth_year", f"Klien ini sudah dilayani pada tahun {min(days).year}, sebelum tahun lahir itu.")


def _not_while_served(client: Client) -> None:
    Client.objects.select_for_update().get(pk=client.pk)  # nobody admits meanwhile
    if client.standing_episodes() or client.standing_aftercares() or client.final_sheets():
        sentence = "Klien ini masih punya episode, pascarehabilitasi, atau lembar. Batalkan itu dahulu."
        raise Refusal("client_in_use", sentence, status=409)
    if any(one.stands in ("sent", "accepted") for one in client.referrals.select_related("parcel")):
        raise Refusal("client_in_use", "Klien ini masih punya rujukan yang belum selesai.", status=409)


CLIENTS = ClientVerbs(Client, "rehab", "register", "change_client", "cancel_client", _not_while_served)
