"""What officers do with the cases of their own office: networks, cases, suspects, exhibits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import regency_of
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import (
    MILLIONTHS,
    PLACES,
    Case,
    Exhibit,
    Network,
    Suspect,
)
from .verbs import Acts, Values, acting

MOST = 10**9  # of any unit: a thousand tonnes, and its millionths still fit a 64-bit integer


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


def case_for(doing: Deed, case: Case | None) -> Case:
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
    with acting("confirm_first_in_area", case.office, by, reason) as doing:
        held = case_for(doing, case)
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
    with acting("withdraw_first_in_area", case.office, by, reason) as doing:
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
        return doing.change(case_for(doing, case), nothing, based_on=None)


# --- suspects ------------------------------------------------------------------------------------------------------


def _prepare_suspect(doing: Deed, suspect: Suspect, values: Values) -> Values:
    """Give the code within the case, and the person id that the same NIK has in this office."""
    if suspect.recorded_at is None:
        case = case_for(doing, values.get("case"))
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


def in_millionths(values: Values, unit: str) -> Values:
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
        case_for(doing, values.get("case"))
    elif any(values.get(name, getattr(exhibit, name)) != getattr(exhibit, name) for name in ("substance", "form")):
        _not_while_basis(exhibit)
    return in_millionths(values, values.get("unit", exhibit.unit))


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
