"""What officers do with a case of several offices.

Two offices never share an action: the lead invites on its own chain, the partner accepts and refreshes on its own.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed, once

from ..joint import SeizureKey, offered
from ..models import Invitation, Network, Participation, SharedSeizure, Suspect
from ..public_names import named
from .cases import PRINTED_OF_PARTNER, case_for, refuse_names
from .exhibits import in_millionths
from .verbs import Acts, Values, acting

_NEAR = timedelta(days=366)  # a joint case and one's own part of it lie in the same year or the next

# --- joint cases: the lead -----------------------------------------------------------------------------------------


def _prepare_invitation(doing: Deed, invitation: Invitation, values: Values) -> Values:
    case = values.get("case") if invitation.recorded_at is None else invitation.case
    if case is not None and case.office_id == doing.office.pk:
        refuse_names(case, values, PRINTED_OF_PARTNER)
    if invitation.recorded_at is None:
        _ = case_for(doing, values.get("case")).reported_on  # partners share a case, not an inquiry
    elif (
        invitation.is_accepted and values.get("partner_office", invitation.partner_office) != invitation.partner_office
    ):
        raise Refusal("invitation_accepted", "Mitra ini sudah menerima. Batalkan, lalu undang yang lain.", status=409)
    return values


INVITATIONS = Acts(
    Invitation,
    "enforcement",
    "invite",
    "change_invitation",
    "withdraw_invitation",
    holds="case",
    prepare=_prepare_invitation,
)


# --- joint cases: the partner --------------------------------------------------------------------------------------


def _prepare_participation(doing: Deed, participation: Participation, values: Values) -> Values:
    """Numbers that come from a lead in this system are not typed over; nobody of ours is named in what is printed."""
    refuse_known(doing, values, values.get("lkn_on") or participation.lkn_on)
    if participation.recorded_at is None:
        return values
    now = Participation.objects.select_for_update().get(pk=participation.pk)
    typed = {name: value for name, value in values.items() if name not in ("note", "network")}
    if now.follows_lead and any(getattr(now, name) != value for name, value in typed.items()):
        words = "Angkanya dari pemimpin. Pakai Segarkan untuk mengambil yang terbaru."
        raise Refusal("follows_lead", words, status=409)
    if values.get("place", now.place) != now.place:
        for seizure in now.seizures.filter(cancelled_at__isnull=True):
            doing.ask_reason(seizure.seized_on)
    return values


def refuse_known(doing: Deed, values: Values, day: date | None) -> None:
    """The lead's suspects are not ours to look up. But a suspect of a case that this officer may open is not named."""
    texts = {name: str(values.get(name) or "") for name in ("note", "lead_body", "operation_name")}
    if day is None or not any(texts.values()):
        return
    near = Q(case__lkn_on__range=(day - _NEAR, day + _NEAR)) | Q(case__lkn_on__isnull=True)
    rows = Suspect.objects.visible_to(doing.by).standing().filter(near, office=doing.office)
    suspects = list(rows.select_related("case", "office"))
    for name, text in texts.items():
        if text and (found := named(text, suspects)):
            words = " ".join(found)
            raise Refusal("name_in_public", words, fields={name: words})


def _seizures_of(participation: Participation) -> Any:
    """Its standing seizures, read anew together with the participation as it is now."""
    rows = SharedSeizure.objects.filter(participation_id=participation.pk, cancelled_at__isnull=True)
    return rows.select_related("participation")


def _settle_participation(doing: Deed, participation: Participation) -> None:
    """Its seizures say where it happened; cancelled with it, they say nothing."""
    for seizure in _seizures_of(participation):
        if participation.is_cancelled:
            doing.cancel(seizure)
        else:
            doing.restate(seizure)


PARTICIPATIONS = Acts(
    Participation,
    "enforcement",
    "record_participation",
    "change_participation",
    "cancel_participation",
    prepare=_prepare_participation,
    settle=_settle_participation,
)


def _prepare_shared(doing: Deed, seizure: SharedSeizure, values: Values) -> Values:
    participation = values.get("participation") if seizure.recorded_at is None else seizure.participation
    if participation is None or participation.office_id != doing.office.pk:
        words = "Pilih kasus bersama satuan kerja ini."
        raise Refusal("participation_missing", words, fields={"participation": words})
    held = Participation.objects.select_for_update().get(pk=participation.pk)
    if held.is_cancelled:
        raise Refusal("participation_cancelled", "Keikutsertaan ini sudah dibatalkan.", status=409)
    _not_from_lead(held)
    return in_millionths(values, values.get("unit", seizure.unit))


def _not_from_lead(participation: Participation) -> None:
    if participation.follows_lead:
        raise Refusal(
            "follows_lead", "Barang bukti ini dari pemimpin. Pakai Segarkan pada kasus bersamanya.", status=409
        )


SHARED_SEIZURES = Acts(
    SharedSeizure,
    "enforcement",
    "record_shared_seizure",
    "change_shared_seizure",
    "cancel_shared_seizure",
    lambda seizure: _not_from_lead(seizure.participation),
    holds="participation",
    prepare=_prepare_shared,
)


def accept(
    invitation: Invitation,
    *,
    office: Office,
    by: User,
    network: Network | None = None,
    note: str = "",
    reason: str = "",
    request_id: UUID | None = None,
) -> Participation:
    """Accept a lead's invitation: take its numbers as they are now and post them to one's own chain as joint.

    Raises Forbidden to any office but the invited one; refuses an invitation that was withdrawn or accepted before.
    """

    def make() -> Participation:
        with acting("accept", office, by, reason) as doing:
            held = _invitation_for(office, invitation)
            if held.is_accepted:
                raise Refusal("accepted_before", "Undangan ini sudah diterima.", status=409)
            offer = offered(held)
            refuse_known(doing, {"note": note}, offer.lkn_on)
            made = doing.add(
                Participation(invitation=held, lead_office=held.office),
                {
                    "lead_case_number": offer.number,
                    "operation_name": offer.operation,
                    "lkn_on": offer.lkn_on,
                    "place": offer.place,
                    "suspects": offer.suspects,
                    "network": network,
                    "note": note.strip(),
                },
            )
            for key, amount in offer.seizures.items():
                doing.add(SharedSeizure(participation=made), _seizure_values(key, amount))
            return made

    body = {"office": office, "invitation": invitation, "network": network, "note": note}
    return once(request_id=request_id, action="enforcement.accept", by=by, body=body, model=Participation, make=make)


def refresh(participation: Participation, *, by: User, reason: str) -> Participation:
    """Take the lead's numbers as they are now; what differs is corrected on one's own chain, with the reason."""
    with acting("refresh", participation.office, by, reason) as doing:
        if not doing.reason:
            raise Refusal("reason_missing", "Tuliskan alasan menyegarkan.", fields={"reason": "Wajib diisi."})
        if participation.invitation is None:
            raise Refusal("no_lead", "Pemimpin kasus ini di luar sistem. Ubah angkanya sendiri.", status=409)
        offer = offered(_invitation_for(participation.office, participation.invitation))
        kept = doing.change(
            participation,
            {
                "lead_case_number": offer.number,
                "operation_name": offer.operation,
                "lkn_on": offer.lkn_on,
                "place": offer.place,
                "suspects": offer.suspects,
            },
            based_on=None,
        )
        missing = dict(offer.seizures)
        for seizure in _seizures_of(kept):
            key = SeizureKey.of(seizure)
            if key in missing:
                doing.restate(doing.change(seizure, _seizure_values(key, missing.pop(key)), based_on=None))
            else:
                doing.cancel(seizure)
        for key, amount in missing.items():
            doing.add(SharedSeizure(participation=kept), _seizure_values(key, amount))
        return kept


def _invitation_for(office: Office, invitation: Invitation) -> Invitation:
    """The standing invitation of this office, locked against being withdrawn or accepted meanwhile."""
    if invitation.partner_office_id != office.pk:
        raise Forbidden()
    held: Invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.is_cancelled:
        raise Refusal("invitation_withdrawn", "Pemimpin sudah mencabut undangan ini.", status=409)
    return held


def _seizure_values(key: SeizureKey, amount: int) -> Values:
    return {
        "substance": key.substance,
        "unit": key.unit,
        "seized_on": key.day,
        "net": amount if key.aspect == "net" else None,
        "gross": amount if key.aspect == "gross" else None,
    }
