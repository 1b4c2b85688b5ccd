"""Linkage values of clients: sealed with the NIK, kept on this side, shipped with a token and nothing else.

A double merged into a client is sealed with the NIK of the client that is kept: what the double posted elsewhere, after
a transfer, is then known as the same person's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import OPERATOR, Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.linkage import LinkageRefused, PublicKey
from bersinar.foundation.secrecy.sifting import Person, Shipment
from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.foundation.wire.writing import writing

from ..models import Client, Linkage

CHUNK = 200


def keep_linkage(client: Client) -> None:
    """Seal anew who a client is, for it and the doubles merged into it. Belongs into every deed that changes a NIK."""
    whose = [client, *client.doubles.all()]
    Linkage.objects.filter(client__in=whose).delete()
    _seal(client, whose)


def keep_new_linkage(client: Client) -> None:
    """As `keep_linkage`, for a client registered just now: nothing is there to be replaced."""
    _seal(client, [client])


def _seal(client: Client, whose: Sequence[Client]) -> None:
    key, nik = settings.LINKAGE_KEY, client.compared("nik")
    if key and nik:
        Linkage.objects.bulk_create(Linkage(client=one, sealed=key.seal(nik), key=key.fingerprint) for one in whose)


def public_key() -> PublicKey:
    """The national service's key. Raises LinkageRefused where none was loaded."""
    key = settings.LINKAGE_KEY
    if key is None:
        sentence = "Kunci publik layanan nasional belum dimuat. Isi BERSINAR_LINKAGE_KEY dengan berkas kunci itu."
        raise LinkageRefused(sentence)
    return key


def _unsealed(office: Office, key: PublicKey) -> Any:
    """Clients known by NIK who have no value sealed to this key; doubles go with the client that is kept."""
    clients = Client.objects.standing().filter(office=office, merged_into=None).exclude(nik_index="")
    return clients.exclude(Q(linkage__key=key.fingerprint)).order_by("pk")


def fill(office: Office) -> int:
    """Seal the values of clients registered before the key came, or under another one; how many. Written down."""
    key, filled = public_key(), 0
    while chunk := _fill_some(office, key):
        filled += chunk
    return filled


def _fill_some(office: Office, key: PublicKey) -> int:
    with writing():
        clients = list(_unsealed(office, key).select_for_update(of=("self",))[:CHUNK])
        for client in clients:
            keep_linkage(client)
        if clients:
            note(office=office, by=OPERATOR, line=_line("rehab.seal_linkage", len(clients)))
        return len(clients)


def ship(offices: Collection[Office]) -> Shipment:
    """Token and sealed value of every client known by NIK. Written down; refused where a value is missing."""
    key = public_key()
    missing = {office.code: _unsealed(office, key).count() for office in offices}
    if behind := ", ".join(f"{code} ({many})" for code, many in missing.items() if many):
        sentence = f"Ada klien yang nilai tautannya belum disegel: {behind}."
        raise LinkageRefused(f"{sentence} Jalankan dahulu: bersinar linkage fill")
    persons = {office.code: _persons(office, key) for office in offices}
    for office in offices:
        note(office=office, by=OPERATOR, line=_line("rehab.ship_linkage", len(persons[office.code])))
    days = {office.code: office.local_day() for office in offices}
    return Shipment(key.fingerprint, timezone.now(), days, persons)


def _persons(office: Office, key: PublicKey) -> list[Person]:
    rows = Linkage.objects.filter(client__office=office, client__cancelled_at=None, key=key.fingerprint)
    return sorted(
        (subject_token("treatment", subject), bytes(sealed))
        for subject, sealed in rows.values_list("client__subject_id", "sealed")
    )


def _line(action: str, many: int) -> Line:
    return Line(action, "rehab.client", None, Side.TREATMENT.value, {"nilai tautan": many})
