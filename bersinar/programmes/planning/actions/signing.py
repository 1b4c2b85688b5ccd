"""Heads sign: an agreement in either order, an addendum the superior first. A signature is a record of the signing office."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed, deed, once

from ..models import Agreement, Party, Revision, Signature, TargetLine
from ..models.agreements import QUARTERS
from .agreements import locked, standing_lines


@dataclass(frozen=True)
class Hand:
    """Whose signature somebody may give under a paper: which party, and for which office."""

    party: Party
    office: Office


def hand_of(user: User, agreement: Agreement) -> Hand | None:
    """As which party this user may sign, if as any: the head of the office, or the head of the office above it."""
    held = {office.pk for office in user.offices_with(Permission.PLANNING_SIGN)}
    if agreement.office_id in held:
        return Hand(Party.FIRST, agreement.office)
    above = agreement.office.parent
    return Hand(Party.SECOND, above) if above is not None and above.pk in held else None


def seen_of(agreement: Agreement) -> str:
    """What stands in an agreement, in a few letters: who signs what has changed meanwhile is asked to read again."""
    lines = standing_lines(agreement).order_by("pk").values_list("pk", "version")
    said = ";".join(f"{key}:{version}" for key, version in lines)
    return hashlib.sha256(f"{agreement.version};{said}".encode()).hexdigest()[:16]


def sign(agreement: Agreement, *, by: User, seen: str = "", request_id: UUID | None = None) -> Signature:
    """Sign an agreement for one's office, today. From the second signature on its targets change by addenda only."""
    hand = _hand(by, agreement)

    def make() -> Signature:
        with deed("planning.give_signature", office=hand.office, by=by, needs=Permission.PLANNING_SIGN) as doing:
            kept = locked(agreement)
            if kept.is_cancelled:
                raise Refusal("cancelled", "Perjanjian ini sudah dibatalkan.", status=409)
            if kept.office.parent_id is None:
                sentence = "Tidak ada satuan kerja di atas yang menandatangani di sini. Catat tanggal naskah kertasnya."
                raise Refusal("nobody_above", sentence, status=409)
            if not standing_lines(kept).exists():
                raise Refusal(
                    "nothing_promised", "Perjanjian ini belum memuat target. Tambahkan barisnya dahulu.", status=409
                )
            if seen and seen != seen_of(kept):
                sentence = "Isi perjanjian berubah sejak Anda membukanya. Baca sekali lagi, lalu tanda tangani."
                raise Refusal("changed", sentence, status=409)
            if hand.party in kept.signatures_standing:
                raise Refusal("signed_already", "Anda sudah menandatangani perjanjian ini.", status=409)
            return _signed(doing, hand, kept, None, key)

    key = uuid7()
    return once(
        request_id=request_id, action="planning.give_signature", by=by, body={"agreement": agreement.pk}, model=Signature,
        make=make, record_id=key,
    )  # fmt: skip


def withdraw(signature: Signature, *, by: User, reason: str) -> Signature:
    """Draw one's signature back while the other head has not signed."""
    with deed(
        "planning.withdraw_signature", office=signature.office, by=by, needs=Permission.PLANNING_SIGN, reason=reason
    ) as doing:
        agreement = locked(signature.agreement)
        revision = signature.revision
        if revision is None and agreement.is_sealed:
            raise Refusal("sealed", "Kedua pihak sudah menandatangani. Perubahan dilakukan lewat adendum.", status=409)
        if revision is not None and Revision.objects.get(pk=revision.pk).in_force_on:
            raise Refusal("in_force", "Adendum ini sudah berlaku. Buat adendum baru untuk mengubahnya.", status=409)
        return doing.cancel(signature)


def agree(revision: Revision, *, by: User, request_id: UUID | None = None) -> Signature:
    """The superior's head agrees to an addendum."""
    hand = _hand(by, revision.agreement)
    if hand.party is not Party.SECOND:
        raise Forbidden()

    def make() -> Signature:
        with deed("planning.agree_revision", office=hand.office, by=by, needs=Permission.PLANNING_SIGN) as doing:
            kept = _standing(revision)
            if not kept.lines.filter(cancelled_at__isnull=True).exists():
                raise Refusal("nothing_revised", "Adendum ini belum memuat perubahan target.", status=409)
            if kept.signatures_standing:
                raise Refusal("signed_already", "Adendum ini sudah disetujui.", status=409)
            return _signed(doing, hand, kept.agreement, kept, key)

    key = uuid7()
    return once(
        request_id=request_id, action="planning.agree_revision", by=by, body={"revision": revision.pk}, model=Signature,
        make=make, record_id=key,
    )  # fmt: skip


def enact(revision: Revision, *, by: User, request_id: UUID | None = None) -> Revision:
    """The office's own head puts an agreed addendum into force: its lines say the new numbers from now on."""
    hand = _hand(by, revision.agreement)
    if hand.party is not Party.FIRST:
        raise Forbidden()

    def make() -> Revision:
        why = f"{revision}: {revision.why}"[:500]
        with deed(
            "planning.enact_revision", office=hand.office, by=by, needs=Permission.PLANNING_SIGN, reason=why
        ) as doing:
            kept = _standing(revision)
            if not kept.signatures_standing:
                sentence = "Atasan belum menyetujui adendum ini. Ia berlaku sesudah disetujui."
                raise Refusal("not_agreed", sentence, status=409)
            for part in kept.lines.filter(cancelled_at__isnull=True).select_related("line__agreement"):
                line = (
                    TargetLine.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=part.line_id)
                )
                doing.change(part, {"before": line.value}, based_on=None)
                values = {"value": part.value, **{name: getattr(part, name) for name in QUARTERS}}
                if part.indicator and not line.indicator:
                    values["indicator"] = part.indicator
                doing.change(line, values, based_on=None)
            _signed(doing, hand, kept.agreement, kept, uuid7())
            return doing.change(kept, {"in_force_on": kept.office.local_day()}, based_on=None)

    return once(
        request_id=request_id, action="planning.enact_revision", by=by, body={"revision": revision.pk}, model=Revision,
        make=make, record_id=revision.pk,
    )  # fmt: skip


def _standing(revision: Revision) -> Revision:
    """The addendum as it stands, its agreement held. Refuses what is cancelled or in force."""
    locked(revision.agreement)
    kept: Revision = (
        Revision.objects.select_for_update(of=("self",))
        .select_related("office", "agreement__office")
        .get(pk=revision.pk)
    )
    if kept.is_cancelled:
        raise Refusal("cancelled", "Adendum ini sudah dibatalkan.", status=409)
    if kept.in_force_on:
        raise Refusal("in_force", "Adendum ini sudah berlaku.", status=409)
    return kept


def _hand(by: User, agreement: Agreement) -> Hand:
    hand = hand_of(by, agreement)
    if hand is None:
        raise Forbidden()
    return hand


def _signed(doing: Deed, hand: Hand, agreement: Agreement, revision: Revision | None, key: UUID) -> Signature:
    today = hand.office.local_day()
    head = hand.office.head_on(today)
    if head is None:
        raise Refusal(
            "nobody_signs",
            "Belum ada kepala satuan kerja pada hari ini. Minta administrator mencatatnya di Satuan kerja.",
            status=409,
        )
    values = {
        "agreement": agreement, "revision": revision, "party": hand.party.value, "signed_on": today,
        "name": head.full_name, "position": head.full_position,
    }  # fmt: skip
    return doing.add(Signature(id=key), values)
