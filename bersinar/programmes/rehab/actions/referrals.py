"""The sender's part of a referral: send it, take it back, note a facility's answer, say that it is done; reviews.

Consent is a condition of sending. Without it only the head of the clinic sends, in writing, and a second person
looks at it afterwards. What another office answers is that office's own deed (see `parcels`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.deeds import Deed, ask, deed, once
from bersinar.ledger.records import Verbs

from ..models import Client, Parcel, Referral, Review
from ..models.referrals import IN_WORDS
from ..ways import REFERRAL_WAY, Hand
from .about_client import held, wrong
from .consents import covered, is_minor, sendable
from .episodes import EPISODES, of_this_office
from .parcels import SUBJECT, packed
from .stepping import sealed_texts

_SEALED = ("plan", "discharge", "ground")


def _never(record: Any) -> None:
    raise Refusal("referral_sent", "Rujukan yang sudah dikirim tidak dibatalkan. Tarik rujukannya.", status=409)


class ReferralVerbs(Verbs[Referral]):
    """Send a referral. Once sent it is not changed: it is taken back, and another one sent."""

    def adds(self, doing: Deed, record: Referral, values: dict[str, Any]) -> Referral:
        given = sealed_texts(values, _SEALED)
        if given.get("ground"):
            ask(doing.by, Permission.REHAB_OVERRIDE, doing.office)
        client = record.client = held(given.pop("client"), doing.office)
        sent_on = given.setdefault("sent_on", doing.office.local_day(doing.at))
        of_this_office(given.get("facility"), doing.office)
        if given.get("to_office"):
            _not_under_way(client)
        _with_consent(doing, client, given)
        episodes = client.standing_episodes()
        if episodes and episodes[-1].is_open:
            record.episode = episodes[-1]
        doing.ask_reason(sent_on)
        doing.add(record, given)
        if record.is_without_consent:
            doing.add(Review(referral=record), {"opened_on": doing.office.local_day(doing.at)})
        if record.to_office is not None:
            _lay(doing, record, _content(doing, record))
        return record

    def changes(self, doing: Deed, record: Referral, values: dict[str, Any], *, based_on: int | None) -> Referral:
        raise Refusal(
            "referral_sent", "Rujukan yang sudah dikirim tidak diubah. Tarik, lalu kirim yang baru.", status=409
        )


REFERRALS = ReferralVerbs(Referral, "rehab", "send_referral", "change_referral", "cancel_referral", _never)


def _not_under_way(client: Client) -> None:
    for other in client.referrals.filter(to_office__isnull=False, cancelled_at__isnull=True).select_related("parcel"):
        if other.stands in ("sent", "accepted"):
            raise wrong("client", f"Klien ini masih punya rujukan yang belum selesai ({other.sent_on:%d-%m-%Y}).")


def _with_consent(doing: Deed, client: Client, given: Mapping[str, Any]) -> None:
    """Refuse without consent, unless it is knowingly overridden; refuse an override that nobody needs."""
    days = {given["sent_on"], doing.office.local_day(doing.at)} if given.get("to_office") else {given["sent_on"]}
    agreed = all("referral" in covered(client, day) for day in days)
    allowed = set.intersection(*(sendable(client, day) for day in days))
    missing = sorted(set(given.get("sends") or ()) - allowed)
    if given.get("ground"):
        if agreed and not missing:
            raise wrong("ground", "Persetujuan klien sudah mencakup semuanya. Kirim sebagai rujukan biasa.")
        return
    if not agreed:
        whose = "orang tua atau wali klien" if is_minor(client, max(days)) else "klien"
        sentence = f"Catat dahulu persetujuan {whose} untuk dirujuk dan berkasnya dikirim."
        raise Refusal("no_consent", sentence, fields={"client": sentence})
    if missing:
        parts = "; ".join(label("referral_content", part) for part in missing)
        sentence = f"Tidak dicakup persetujuan klien: {parts}. Jangan kirim bagian itu, atau catat persetujuannya."
        raise Refusal("no_consent", sentence, fields={"sends": sentence})


def _content(doing: Deed, referral: Referral) -> dict[str, Any]:
    """A copy of the parts that are sent. Each sealed value is opened in the sender's name, and written down."""
    client, purpose = referral.client, label("reading_purpose", "handover")

    def read(*names: str) -> dict[str, str]:
        held_values = {name: getattr(client, name) for name in names}
        return {name: one.open(by=doing.by, purpose=purpose) for name, one in held_values.items() if one is not None}

    content: dict[str, Any] = {SUBJECT: str(client.subject_id)}
    if "identity" in referral.sends:
        content["identity"] = {
            **read("name", "nik", "birth_date"), "sex": client.sex, "birth_year": int(client.birth_year)
        }  # fmt: skip
    if "contact" in referral.sends:
        content["contact"] = read("phone", "address")
    if "assessment" in referral.sends:
        content["assessment"] = assessment_of(client)
    for name in IN_WORDS:
        if name in referral.sends:
            content[name] = referral.compared(name)  # written a moment ago by whoever sends
    return content


def assessment_of(client: Client) -> dict[str, str]:
    """The last screening and assessment; empty where none is recorded."""
    last = client.intakes.filter(cancelled_at__isnull=True, screened_on__isnull=False).order_by("-screened_on").first()
    if last is None:
        return {}
    told = {
        "screened_on": f"{last.screened_on:%d-%m-%Y}", "tool": label("screening_tool", last.screening_tool),
        "result": label("risk_level", last.screening_result),
    }  # fmt: skip
    return {**told, "assessed_on": f"{last.assessed_on:%d-%m-%Y}"} if last.assessed_on else told


def _lay(doing: Deed, referral: Referral, content: Mapping[str, Any]) -> None:
    """Lay the parcel into the addressee's box. It posts nothing: what is written down is the referral, here."""
    parcel = Parcel(
        office=referral.to_office, sender=doing.office, referral=referral, recorded_at=doing.at, recorded_by=doing.by,
        cause=referral.cause, urgency=referral.urgency, parts=referral.sends, sent_on=referral.sent_on,
    )  # fmt: skip
    parcel.seal(content=packed(content))
    parcel.save(force_insert=True)


# --- steps -----------------------------------------------------------------------------------------------------------


def revoke(
    referral: Referral,
    *,
    by: User,
    based_on: int | None,
    ended_on: date,
    revoked_for: str,
    request_id: UUID | None = None,
) -> Referral:
    """Take a referral back before it is answered. What it held is destroyed with its key."""
    if not revoked_for:
        raise wrong("revoked_for", "Pilih alasan menarik.")

    def act(doing: Deed, kept: Referral) -> dict[str, Any]:
        doing.ask_reason(kept.sent_on)
        if kept.is_transfer:
            laid = Parcel.objects.filter(pk=kept.parcel.pk)
            laid.update(stage="revoked", content=None, data_key=None, version=kept.parcel.version + 1)
        return {"ended_on": ended_on, "revoked_for": revoked_for}

    said = {"ended_on": ended_on, "revoked_for": revoked_for}
    why = label("referral_revocation", revoked_for)
    return _step(referral, "revoke", by=by, based_on=based_on, act=act, said=said, request_id=request_id, reason=why)


def note_accepted(
    referral: Referral, *, by: User, based_on: int | None, answered_on: date, reason: str = "",
    request_id: UUID | None = None,
) -> Referral:  # fmt: skip
    """Note that a facility outside accepted."""

    def act(doing: Deed, kept: Referral) -> dict[str, Any]:
        doing.ask_reason(answered_on)
        return {"answered_on": answered_on}

    said = {"answered_on": answered_on}
    return _step(referral, "accept", by=by, based_on=based_on, act=act, said=said, request_id=request_id, reason=reason)


def note_refused(
    referral: Referral,
    *,
    by: User,
    based_on: int | None,
    answered_on: date,
    refusal: str,
    request_id: UUID | None = None,
) -> Referral:
    """Note that a facility outside refused, and why."""
    if not refusal:
        raise wrong("refusal", "Pilih alasan ditolak.")
    said = {"answered_on": answered_on, "refusal": refusal}
    return _step(
        referral, "refuse", by=by, based_on=based_on, act=lambda doing, kept: said, said=said, request_id=request_id
    )


def finish(
    referral: Referral, *, by: User, based_on: int | None, ended_on: date, closes: bool = False, reason: str = "",
    request_id: UUID | None = None,
) -> Referral:  # fmt: skip
    """Say that the client has arrived. Of a transfer the sender's episode closes, as transferred; else where asked for."""

    def act(doing: Deed, kept: Referral) -> dict[str, Any]:
        episode = kept.episode
        if (kept.is_transfer or closes) and episode is not None and episode.is_open and not episode.is_cancelled:
            EPISODES.changes(doing, episode, {"closed_on": ended_on, "closing_reason": "transferred"}, based_on=None)
        return {"ended_on": ended_on}

    said = {"ended_on": ended_on, "closes": closes}
    return _step(referral, "finish", by=by, based_on=based_on, act=act, said=said, request_id=request_id, reason=reason)


def hand_of(referral: Referral) -> Hand:
    """What the sender's steps may look at."""
    return Hand(is_transfer=referral.is_transfer)


def _step(
    referral: Referral, code: str, *, by: User, based_on: int | None, act: Callable[[Deed, Referral], dict[str, Any]],
    said: dict[str, Any], request_id: UUID | None, reason: str = "",
) -> Referral:  # fmt: skip
    """One step of the sender: referral and parcel locked, the way asked, what belongs to the step done."""
    action = f"rehab.{code}_sent_referral"

    def make() -> Referral:
        with deed(action, office=referral.office, by=by, needs=Permission.REHAB_WRITE, reason=reason) as doing:
            rows: Any = Referral.objects.select_for_update(of=("self",)).select_related("office", "client", "episode")
            kept: Referral = rows.get(pk=referral.pk)
            if kept.is_transfer:
                Parcel.objects.select_for_update().get(referral=kept)  # nobody answers meanwhile
            if based_on is not None and based_on != kept.version:
                raise LostUpdate({"Tahap": (REFERRAL_WAY.stage(kept.stands).label, "langkah ini")})
            stage = REFERRAL_WAY.take(code, at=kept.stands, about=hand_of(kept))
            return doing.change(kept, {**act(doing, kept), "stage": stage.code}, based_on=None)

    body = {"record": referral.pk, **said}
    return once(
        request_id=request_id, action=action, by=by, body=body, model=Referral, make=make, record_id=referral.pk
    )


# --- the review of an override ---------------------------------------------------------------------------------------


def close_review(
    review: Review, *, by: User, based_on: int | None, closed_on: date, finding: str, note: str = "",
    request_id: UUID | None = None,
) -> Review:  # fmt: skip
    """Close the review of a referral without consent. Refused to whoever sent it: a second person looks."""
    action, said = "rehab.close_review", {"closed_on": closed_on, "finding": finding, "note": note.strip()}
    if not finding:
        raise wrong("finding", "Pilih hasil peninjauannya.")

    def make() -> Review:
        with deed(action, office=review.office, by=by, needs=Permission.REHAB_WRITE) as doing:
            kept: Review = Review.objects.select_for_update(of=("self",)).select_related("office").get(pk=review.pk)
            if not kept.is_open:
                raise Refusal("review_closed", "Peninjauan ini sudah ditutup.", status=409)
            if not kept.may_be_closed_by(by):
                raise Refusal("own_review", "Anda yang mengirim rujukan ini. Minta orang lain meninjaunya.", status=409)
            return doing.change(kept, {**said, "closed_by": by}, based_on=based_on)

    return once(
        request_id=request_id, action=action, by=by, body={"record": review.pk, **said}, model=Review, make=make,
        record_id=review.pk,
    )  # fmt: skip


REVIEWS = Verbs(Review, "rehab", "open_review", "change_review", "cancel_review", _never)
