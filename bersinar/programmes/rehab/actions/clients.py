"""Registering, finding, changing and cancelling clients."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Client, nik_index
from .about_client import held, said_anew, wrong

CODE_OF_A_CLIENT = "K-{year}-{n:03}"  # no official pattern is meant to be guessed from it
_SEALED = ("name", "nik", "birth_date", "phone", "address", "note")


def read_nik(text: str) -> str:
    """The sixteen digits of a NIK. Raises a Refusal for what cannot be one."""
    digits = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(r"\d{16}", digits):
        raise wrong("nik", "NIK terdiri atas 16 angka. Periksa lagi pada KTP atau kartu keluarga.")
    day, month = int(digits[6:8]), int(digits[8:10])
    try:
        date(2000, month, day - 40 if day > 40 else day)  # women's day of birth stands with 40 added
    except ValueError as error:
        sentence = "Tanggal lahir dalam NIK (angka ke-7 sampai ke-12) tidak mungkin ada. Periksa lagi."
        raise wrong("nik", sentence) from error
    if not 11 <= int(digits[:2]) <= 96 or digits[12:] == "0000":
        raise wrong("nik", "NIK ini tidak mungkin ada. Periksa lagi pada KTP atau kartu keluarga.")
    return digits


def find_by_nik(nik: str, *, by: User) -> Client | None:
    """The client of one's own office who has this NIK, if any."""
    index = nik_index(read_nik(nik))
    found: Any = Client.objects.visible_to(by).standing().filter(nik_index=index)
    client: Client | None = found.select_related("office").first()
    return client


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
    return {name: "" if name in _SEALED and value is None else value for name, value in kept.items()}


class ClientVerbs(Verbs[Client]):
    """Register, change and cancel a client."""

    def adds(self, doing: Deed, record: Client, values: dict[str, Any]) -> Client:
        return register(doing, record, values)

    def changes(self, doing: Deed, record: Client, values: dict[str, Any], *, based_on: int | None) -> Client:
        client, texts = held(record, doing.office), as_texts(values)
        _not_known(doing.office, texts.get("nik"), but=client)
        with said_anew(doing, client):
            kept = doing.change(client, texts, based_on=based_on)
            _not_before_birth(kept)
            client.sex, client.birth_year = kept.sex, kept.birth_year
        return kept


def register(doing: Deed, client: Client, values: Mapping[str, Any]) -> Client:
    """Add a client with the next code of the office, within a deed. Refuses a NIK that is known here."""
    texts = as_texts(values)
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
