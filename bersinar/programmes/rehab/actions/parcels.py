"""What the receiving office does with a parcel: read it, accept whoever comes (and take that back), refuse. All on its
own chain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.models import TABLES
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.deeds import Deed, ask, deed, once
from bersinar.ledger.records import Verbs

from ..belonging import paths
from ..models import Client, Intake, Parcel, Referral, nik_index
from ..ways import REFERRAL_WAY, Hand
from .about_client import held, said_anew, wrong
from .clients import SOMEBODY_ELSE, register
from .consents import is_agreed, tellable
from .niks import read_nik

Content = dict[str, Any]
SUBJECT = "subject"  # who this is in the books: always there, never shown


def packed(content: Mapping[str, Any]) -> str:
    """The content of a parcel as it is sealed."""
    return json.dumps(content, ensure_ascii=False)


def opened(parcel: Parcel, *, by: User, purpose: str) -> Content:
    """What a parcel holds for whoever it is addressed to; while it waits, only what the client still agrees to.

    The reading is written down in the receiver's office. Empty where the content was destroyed.
    """
    if parcel.content is None:
        return {}
    content: Content = json.loads(parcel.content.open(by=by, purpose=purpose))
    return _still_agreed(parcel, content)


def _still_agreed(parcel: Parcel, content: Content) -> Content:
    """Of a parcel that waits, what the client agrees to today; once accepted it holds nothing else."""
    if parcel.stage != REFERRAL_WAY.first:
        return content
    allowed = {SUBJECT, *tellable(parcel.referral)}
    return {name: value for name, value in content.items() if name in allowed}


def hand_of(parcel: Parcel) -> Hand:
    """What the receiver's steps may look at."""
    return Hand(is_transfer=True, is_receiver=True, agreed=is_agreed(parcel.referral), bound=_why_bound(parcel))


def accept(
    parcel: Parcel, *, by: User, based_on: int | None, answered_on: date, code: str = "", sex: str = "",
    birth_year: int | None = None, somebody_else: bool = False, reason: str = "", request_id: UUID | None = None,
) -> Parcel:  # fmt: skip
    """Accept a referral: the person becomes (or is known as) a client here, the same one in the nation, with an intake."""
    ask(by, Permission.REHAB_WRITE, parcel.office)
    # Opened before the deed: a reading locks the office's head, which a deed locks last.
    content = opened(parcel, by=by, purpose=label("reading_purpose", "handover"))
    typed = {"sex": sex, "birth_year": birth_year, SOMEBODY_ELSE: somebody_else}

    def act(doing: Deed, kept: Parcel) -> dict[str, Any]:
        told = _still_agreed(kept, content)
        client, former = _client(doing, told, code.strip(), {**typed, "registered_on": answered_on})
        contacted = min(kept.sent_on, answered_on)  # another time zone's day may be a day ahead
        intake = doing.add(
            Intake(client=client, stage="registered"),
            {"entry_path": "other_office", "contacted_on": contacted, "registered_on": answered_on},
        )
        doing.ask_reason(answered_on)
        return {
            "answered_on": answered_on,
            "client": client,
            "former_subject": former,
            "intake": intake,
            "content": packed(told),
        }

    said = {"answered_on": answered_on, "code": code, **typed}
    return _answer(parcel, "accept", by=by, based_on=based_on, act=act, said=said, request_id=request_id, reason=reason)


def refuse(
    parcel: Parcel, *, by: User, based_on: int | None, answered_on: date, refusal: str, request_id: UUID | None = None
) -> Parcel:
    """Refuse a referral, with the reason. What it held is destroyed with its key."""
    if not refusal:
        raise wrong("refusal", "Pilih alasan menolak.")
    said = {"answered_on": answered_on, "refusal": refusal}

    def act(doing: Deed, kept: Parcel) -> dict[str, Any]:
        return {**said, "content": "", "data_key": None}

    return _answer(parcel, "refuse", by=by, based_on=based_on, act=act, said=said, request_id=request_id)


def take_back(
    parcel: Parcel, *, by: User, based_on: int | None, reason: str, request_id: UUID | None = None
) -> Parcel:  # fmt: skip
    """Take an acceptance back: a code was mistyped, or somebody else came. The parcel waits again, with what it holds.

    A client who was registered by it is cancelled with the intake; one who was known here is counted as before.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise wrong("reason", "Tulis alasannya.")

    def act(doing: Deed, kept: Parcel) -> dict[str, Any]:
        assert kept.client is not None and kept.intake is not None
        client = held(kept.client, doing.office)
        with said_anew(doing, client):
            doing.cancel(kept.intake)
            if _came_with(kept):
                client = doing.cancel(client)
            elif former := kept.former_subject:
                doing.change(client, {"subject_id": former}, based_on=None)
                client.subject_id = former
        return {"client": None, "intake": None, "former_subject": None, "answered_on": None}

    return _answer(
        parcel,
        "take_back",
        by=by,
        based_on=based_on,
        act=act,
        said={"why": reason},
        request_id=request_id,
        reason=reason,
    )


def _came_with(parcel: Parcel) -> bool:
    """Whether the client was registered by this acceptance, and not known here before."""
    assert parcel.client is not None and parcel.intake is not None
    return parcel.client.recorded_at == parcel.intake.recorded_at


def _why_bound(parcel: Parcel) -> str:
    """Why an acceptance stays: somebody went on from it, or wrote something down for whoever was accepted."""
    client, intake = parcel.client, parcel.intake
    if client is None or intake is None:
        return ""
    if not Referral.objects.filter(pk=parcel.referral_id, stage=REFERRAL_WAY.first).exists():
        return "Pengirim sudah menyatakan rujukan ini selesai."  # asked anew: the sender may have just done so
    is_new = _came_with(parcel)
    if not is_new and parcel.former_subject is None:
        return "Penerimaan ini dicatat sebelum ada langkah untuk membatalkannya."
    if client.merged_into_id or (is_new and (client.version > 1 or client.doubles.exists())):
        return f"Data klien {client.code} sudah diubah atau digabung sejak diterima."
    if written := _written_since(client, intake):
        return f"Sejak diterima sudah dicatat untuk {client.code}: {', '.join(written)}. Batalkan itu dahulu."
    return ""


def _written_since(client: Client, intake: Intake) -> list[str]:
    """The kinds of what stands recorded for a client since an intake began, the intake's own steps too."""
    since = {"recorded_at__gt": intake.recorded_at, "cancelled_at__isnull": True}
    found = [str(Intake._meta.verbose_name)] if intake.version > 1 and not intake.is_cancelled else []
    for model, path in paths().items():
        if model._default_manager.filter(**{path: client}, **since).exists():
            found.append(str(model._meta.verbose_name))
    letters = TABLES[Side.TREATMENT].objects.filter(about_kind=client._meta.label_lower, about_id=client.pk, **since)
    return [*found, *(["surat"] if letters.exists() else [])]


def _answer(
    parcel: Parcel, code: str, *, by: User, based_on: int | None, act: Any, said: dict[str, Any], request_id: UUID | None,
    reason: str = "",
) -> Parcel:  # fmt: skip
    action = f"rehab.{code}_referral"

    def make() -> Parcel:
        with deed(action, office=parcel.office, by=by, needs=Permission.REHAB_WRITE, reason=reason) as doing:
            rows: Any = Parcel.objects.select_for_update(of=("self",)).select_related("office", "referral__client")
            kept: Parcel = rows.select_related("referral__office").get(pk=parcel.pk)
            if based_on is not None and based_on != kept.version:
                raise LostUpdate({"Tahap": (REFERRAL_WAY.stage(kept.stage).label, "langkah ini")})
            stage = REFERRAL_WAY.take(code, at=kept.stage, about=hand_of(kept))
            return doing.change(kept, {**act(doing, kept), "stage": stage.code}, based_on=None)

    body = {"record": parcel.pk, **said}
    return once(request_id=request_id, action=action, by=by, body=body, model=Parcel, make=make, record_id=parcel.pk)


def _client(doing: Deed, content: Content, code: str, typed: Mapping[str, Any]) -> tuple[Client, UUID | None]:
    """The person as a client of this office, under the subject that travels: known already, or registered now.

    With as whom a known one was counted until now.
    """
    subject = UUID(content[SUBJECT])
    known = _known(doing, content, subject, code)
    if known is None:
        identity = {**content.get("identity", {}), **content.get("contact", {})}
        values = {**{name: value for name, value in typed.items() if value}, **identity}
        for name in ("sex", "birth_year"):
            if not values.get(name):
                raise wrong(name, "Wajib diisi: klien tidak mengizinkan identitasnya dikirim.")
        return held(register(doing, Client(subject_id=subject), values), doing.office), None
    client = held(known, doing.office)
    episodes = client.standing_episodes()
    if episodes and episodes[-1].is_open:
        raise wrong("code", f"Orang ini klien {client.code} di sini dan masih dalam layanan. Tutup dahulu episodenya.")
    former: UUID = client.subject_id
    if former != subject:  # counted as another person until now
        with said_anew(doing, client):
            doing.change(client, {"subject_id": subject}, based_on=None)
            client.subject_id = subject
    return client, former


def _known(doing: Deed, content: Content, subject: UUID, code: str) -> Client | None:
    here = Client.objects.standing().select_related("merged_into").filter(office=doing.office)
    found: list[Client] = list(here.filter(subject_id=subject))
    if nik := content.get("identity", {}).get("nik"):
        found += here.filter(nik_index=nik_index(read_nik(nik)))
    if code:
        named = here.filter(code=code).first()
        if named is None:
            raise wrong("code", "Kode klien ini tidak dikenal. Contoh: K-2022-001.")
        _not_somebody_else(named, content.get("identity", {}))
        found.append(named)
    persons = {client.merged_into or client for client in found}
    if len(persons) > 1:
        codes = " dan ".join(sorted(client.code for client in persons))
        raise wrong("code", f"Orang ini tercatat sebagai dua klien di sini: {codes}. Gabungkan dahulu keduanya.")
    return persons.pop() if persons else None


def _not_somebody_else(named: Client, identity: Mapping[str, Any]) -> None:
    """Refuse a code whose client differs from who was sent: two persons would be counted as one from then on."""
    known = {"sex": named.sex, "birth_year": named.birth_year, "nik": named.compared("nik")}
    differing = [name for name, value in known.items() if value and identity.get(name) not in (None, "", value)]
    if differing:
        words = ", ".join(str(getattr(Client._meta.get_field(name), "verbose_name", name)) for name in differing)
        raise wrong("code", f"Klien {named.code} orang lain: {words}-nya berbeda. Periksa kodenya.")


def _never(record: Any) -> None:
    raise Refusal("parcel_answered", "Rujukan masuk diterima atau ditolak, tidak dibatalkan.", status=409)


PARCELS = Verbs(Parcel, "rehab", "lay_parcel", "change_parcel", "cancel_parcel", _never)
