"""What officers do here, in their words.

Two offices never share an action: the lead invites on its own chain, the partner accepts and refreshes on its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import regency_of
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from .joint import SeizureKey, offered
from .models import (
    MILLIONTHS,
    PLACES,
    Case,
    EnforcementRecord,
    Exhibit,
    Invitation,
    Network,
    Participation,
    SharedSeizure,
    Suspect,
)

R = TypeVar("R", bound=EnforcementRecord)
Values = dict[str, Any]
MOST = 10**9  # of any unit: a thousand tonnes, and its millionths still fit a 64-bit integer


def _as_typed(doing: Deed, record: Any, values: Values) -> Values:
    """Nothing to fill in."""
    return values


def _nothing_else(doing: Deed, record: Any) -> None:
    """Nothing else says anything anew."""


@dataclass(frozen=True)
class Acts(Verbs[R]):
    """The three verbs, with what a record of this room fills in itself and what else then speaks anew.

    `prepare` may refuse and answers with the values to save; a record that is not saved yet has no `recorded_at`.
    `settle` runs after a change or a cancellation, in the same deed.
    """

    prepare: Callable[[Deed, R, Values], Values] = _as_typed
    settle: Callable[[Deed, R], None] = _nothing_else

    def adds(self, doing: Deed, record: R, values: Values) -> R:
        return doing.add(record, self.prepare(doing, record, dict(values)))

    def changes(self, doing: Deed, record: R, values: Values, *, based_on: int | None) -> R:
        kept = doing.change(record, self.prepare(doing, record, dict(values)), based_on=based_on)
        self.settle(doing, kept)
        return kept

    def cancel(self, record: R, *, by: User, reason: str) -> R:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            self._held(record, {})
            self.before_cancel(record)
            kept = doing.cancel(record)
            self.settle(doing, kept)
            return kept


def _deed(action: str, office: Office, by: User, reason: str) -> AbstractContextManager[Deed]:
    """A deed of this room that is none of the three verbs."""
    return deed(f"enforcement.{action}", office=office, by=by, needs=Permission.ENFORCEMENT_WRITE, reason=reason)


# --- networks ------------------------------------------------------------------------------------------------------


def _not_while_named(network: Network) -> None:
    named_by = (network.cases, network.participations)
    if any(rows.filter(cancelled_at__isnull=True).exists() for rows in named_by):
        raise Refusal(
            "network_in_use", "Jaringan ini masih disebut dalam kasus. Lepaskan dari kasusnya dahulu.", status=409
        )


NETWORKS = Verbs(Network, "enforcement", "disclose_network", "change_network", "cancel_network", _not_while_named)


# --- cases ---------------------------------------------------------------------------------------------------------


def _prepare_case(doing: Deed, case: Case, values: Values) -> Values:
    """Give the number where none was typed; ask again what a new day or place puts in doubt."""
    values["number"] = str(values.get("number") or "").strip()
    if case.recorded_at is None:
        if not values["number"] and values.get("lkn_on"):
            values["number"] = _fresh_number(doing.office, values["lkn_on"])
        return values
    if not values["number"]:
        del values["number"]  # a number once given stays
    now = Case.objects.select_for_update().get(pk=case.pk)
    place, lkn_on = values.get("place", now.place), values.get("lkn_on", now.lkn_on)
    if now.is_first_in_area and (place != now.place or lkn_on != now.lkn_on):
        raise Refusal(
            "first_in_doubt",
            "Kasus ini dipastikan yang pertama di wilayahnya pada tanggal itu. "
            "Cabut kepastiannya dahulu, ubah, lalu pastikan lagi.",
            status=409,
        )
    _children_after(now, values.get("began_on", now.began_on) or lkn_on)
    if place != now.place:
        for exhibit in now.exhibits.filter(cancelled_at__isnull=True):
            doing.ask_reason(exhibit.seized_on)
    return values


def _fresh_number(office: Office, day: date) -> str:
    """The next LKN number; one that somebody typed by hand is passed over."""
    while True:
        number = next_number(office=office, kind="lkn", day=day)
        if not Case.objects.filter(office=office, number=number).exists():
            return number


def _children_after(case: Case, first_day: date | None) -> None:
    """No arrest and no seizure lies before the case begins."""
    if first_day is None:
        return
    suspects = case.suspects.filter(cancelled_at__isnull=True, named_on__isnull=False)
    days = [
        *case.exhibits.filter(cancelled_at__isnull=True).values_list("seized_on", flat=True),
        *suspects.values_list("named_on", flat=True),
    ]
    if days and min(days) < first_day:
        words = f"Paling lambat {min(days):%d-%m-%Y}, tanggal tersangka atau barang bukti yang pertama."
        raise Refusal("children_before_case", words, fields={"began_on": words})


def _restate_exhibits(doing: Deed, case: Case) -> None:
    """Exhibits say where their case happened."""
    for exhibit in Exhibit.objects.filter(case=case, cancelled_at__isnull=True).select_related("case"):
        doing.restate(exhibit)


def _not_while_filled(case: Case) -> None:
    held = Case.objects.select_for_update().get(pk=case.pk)
    kinds = {"tersangka": held.suspects, "barang bukti": held.exhibits, "mitra": held.invitations}
    left = [name for name, rows in kinds.items() if rows.filter(cancelled_at__isnull=True).exists()]
    if left:
        raise Refusal("case_in_use", f"Kasus ini masih punya {' dan '.join(left)}. Batalkan itu dahulu.", status=409)


CASES = Acts(
    Case,
    "enforcement",
    "open_case",
    "change_case",
    "cancel_case",
    _not_while_filled,
    prepare=_prepare_case,
    settle=_restate_exhibits,
)


def _case_for(doing: Deed, case: Case | None) -> Case:
    """The standing case of this office that something is added to; locked, so that it cannot be cancelled meanwhile."""
    if case is None or case.office_id != doing.office.pk:
        raise Refusal("case_missing", "Pilih kasus satuan kerja ini.", fields={"case": "Pilih kasus satuan kerja ini."})
    held: Case = Case.objects.select_for_update().get(pk=case.pk)
    if held.is_cancelled:
        raise Refusal("case_cancelled", "Kasus ini sudah dibatalkan.", status=409)
    return held


# --- first in the area ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AreaHistory:
    """What the office's records know of an area: since which year, on how many cases, and which had the same before."""

    since: int
    cases: int
    earlier: tuple[str, ...]

    @property
    def in_words(self) -> str:
        known = f"Wilayah ini dikenal sejak {self.since} menurut {write_number(self.cases)} kasus tercatat"
        known = f"{known}, termasuk kasus ini."
        return f"{known} Sudah ada lebih dahulu: {', '.join(self.earlier)}." if self.earlier else known


def history_of_area(case: Case, substance: str = "", novelty: str = "") -> AreaHistory:
    """The office's standing cases in the same kabupaten/kota up to this one; of them, those with the same substance.

    For a new form those with the same substance in the same form; of a new way (modus) records know nothing.
    """
    area = regency_of(case.place_id)
    cases = Case.objects.standing().filter(office=case.office, place__code__startswith=area, lkn_on__lte=case.lkn_on)
    days = list(cases.values_list("lkn_on", flat=True))
    same = Exhibit.objects.standing().filter(case__in=cases.exclude(pk=case.pk), substance=substance)
    if novelty == "form":
        same = same.filter(form__in=case.exhibits.filter(cancelled_at__isnull=True, substance=substance).values("form"))
    known = same if novelty in ("substance", "form") else same.none()
    numbers = known.order_by("case__lkn_on").values_list("case__number", flat=True)
    return AreaHistory(min(days, default=case.lkn_on).year, len(days), tuple(dict.fromkeys(numbers)))


def confirm_first_in_area(
    case: Case, *, substance: str, novelty: str, what: str, by: User, based_on: int | None = None, reason: str = ""
) -> Case:
    """Confirm, as a person, that a case is the first of its kind in the area. Posts enforcement.first_in_area.

    Refused where the case holds no such exhibit, or where an earlier case of the area had the same substance or form.
    """
    with _deed("confirm_first_in_area", case.office, by, reason) as doing:
        held = _case_for(doing, case)
        if not what.strip():
            raise Refusal("first_what_missing", "Tuliskan apa yang baru.", fields={"what": "Wajib diisi."})
        if not held.exhibits.filter(cancelled_at__isnull=True, substance=substance).exists():
            words = f"Kasus ini tidak punya barang bukti {label('substance', substance)}."
            raise Refusal("first_without_exhibit", words, fields={"substance": words})
        history = history_of_area(held, substance, novelty)
        if history.earlier:
            words = f"Sudah tercatat di wilayah ini pada {', '.join(history.earlier)}."
            raise Refusal("not_first", words, fields={"novelty": words}, status=409)
        return doing.change(
            case,
            {
                "first_substance": substance,
                "first_novelty": novelty,
                "first_what": what.strip(),
                "first_since": history.since,
                "first_cases": history.cases,
                "first_confirmed_by": by,
                "first_confirmed_at": doing.at,
            },
            based_on=based_on,
        )


def withdraw_first_in_area(case: Case, *, by: User, reason: str) -> Case:
    """Take a confirmation back, with the reason."""
    with _deed("withdraw_first_in_area", case.office, by, reason) as doing:
        if not doing.reason:
            raise Refusal("reason_missing", "Tuliskan alasannya.", fields={"reason": "Wajib diisi."})
        nothing = {
            "first_substance": "",
            "first_novelty": "",
            "first_what": "",
            "first_since": None,
            "first_cases": None,
            "first_confirmed_by": None,
            "first_confirmed_at": None,
        }
        return doing.change(_case_for(doing, case), nothing, based_on=None)


# --- suspects ------------------------------------------------------------------------------------------------------


def _prepare_suspect(doing: Deed, suspect: Suspect, values: Values) -> Values:
    """Give the code within the case, and the person id that the same NIK has in this office."""
    if suspect.recorded_at is None:
        case = _case_for(doing, values.get("case"))
        if not str(values.get("name") or "").strip():
            raise Refusal("name_missing", "Isi nama atau alias.", fields={"name": "Isi nama atau alias."})
        suspect.code = f"T-{case.suspects.count() + 1}"
    nik = re.sub(r"[ .]", "", str(values.get("nik") or ""))
    if not nik:
        return values
    if not re.fullmatch(r"\d{16}", nik):
        raise Refusal("nik_wrong", "NIK terdiri dari 16 angka.", fields={"nik": "NIK terdiri dari 16 angka."})
    index = blind_index("enforcement", "nik", nik)
    return {**values, "nik": nik, "nik_index": index, "person_id": _person_of(doing.office, suspect, index)}


def _person_of(office: Office, suspect: Suspect, index: str) -> UUID:
    """Who has this NIK: somebody known already; else this suspect, unless the id was shared through another NIK."""
    others = Suspect.objects.filter(office=office).exclude(pk=suspect.pk).order_by("recorded_at")
    known: Suspect | None = others.filter(nik_index=index).first()
    if known is not None:
        return known.person_id
    shared = index != suspect.nik_index and others.filter(person_id=suspect.person_id).exists()
    return uuid7() if shared else suspect.person_id


SUSPECTS = Acts(
    Suspect, "enforcement", "name_suspect", "change_suspect", "cancel_suspect", holds="case", prepare=_prepare_suspect
)


# --- exhibits ------------------------------------------------------------------------------------------------------


def _in_millionths(values: Values, unit: str) -> Values:
    """Amounts come in the unit as typed; they are kept as exact integers. Finer than the unit carries is refused."""
    for name in ("net", "gross"):
        typed = values.get(name)
        if typed is None:
            continue
        amount, places = Decimal(typed), PLACES.get(unit, 6)
        if amount != round(amount, places):
            words = f"Paling banyak {places} angka di belakang koma untuk {label('unit', unit)}."
            raise Refusal("amount_too_fine", words, fields={name: words})
        if abs(amount) > MOST:
            raise Refusal("amount_too_large", "Angka terlalu besar.", fields={name: "Angka terlalu besar."})
        values[name] = int(amount * MILLIONTHS)
    return values


def _prepare_exhibit(doing: Deed, exhibit: Exhibit, values: Values) -> Values:
    if exhibit.recorded_at is None:
        _case_for(doing, values.get("case"))
    elif any(values.get(name, getattr(exhibit, name)) != getattr(exhibit, name) for name in ("substance", "form")):
        _not_while_basis(exhibit)
    return _in_millionths(values, values.get("unit", exhibit.unit))


def _not_while_basis(exhibit: Exhibit) -> None:
    """The last exhibit on which "first in the area" rests stays as it is."""
    case = Case.objects.select_for_update().get(pk=exhibit.case_id)
    if case.first_substance != exhibit.substance:
        return
    others = case.exhibits.filter(cancelled_at__isnull=True, substance=exhibit.substance).exclude(pk=exhibit.pk)
    if not others.exists():
        raise Refusal(
            "first_rests_here",
            "Kepastian kasus pertama di wilayah bertumpu pada barang bukti ini. Cabut kepastiannya dahulu.",
            status=409,
        )


EXHIBITS = Acts(
    Exhibit,
    "enforcement",
    "seize_exhibit",
    "change_exhibit",
    "cancel_exhibit",
    _not_while_basis,
    holds="case",
    prepare=_prepare_exhibit,
)


# --- joint cases: the lead -----------------------------------------------------------------------------------------


def _prepare_invitation(doing: Deed, invitation: Invitation, values: Values) -> Values:
    if invitation.recorded_at is None:
        _case_for(doing, values.get("case"))
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
    """Numbers that come from a lead in this system are not typed over."""
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
    return _in_millionths(values, values.get("unit", seizure.unit))


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
        with _deed("accept", office, by, reason) as doing:
            held = _invitation_for(office, invitation)
            if held.is_accepted:
                raise Refusal("accepted_before", "Undangan ini sudah diterima.", status=409)
            offer = offered(held)
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
    with _deed("refresh", participation.office, by, reason) as doing:
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
