"""What officers do here, in their words: take a number, one action for each step, invite to a talk; rule and tariffs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.declaring import ADULT, NotScorable
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.letters.models import TreatmentLetter
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs
from bersinar.programmes.rehab.public import FROM_SKHPN, Slips, invite

from .models import IDENTITY, DeskRule, Tariff, Visit, rule_of, tariff_on
from .ways import INVITED, VISIT_WAY

ITEM = "butir_"


class VisitVerbs(Verbs[Visit]):
    """Take down who waits, correct and cancel it. The number follows the day."""

    def adds(self, doing: Deed, record: Visit, values: dict[str, Any]) -> Visit:
        record.number = _next_number(doing, values["visited_on"])
        return doing.add(record, values)

    def changes(self, doing: Deed, record: Visit, values: dict[str, Any], *, based_on: int | None) -> Visit:
        kept = Visit.objects.select_for_update().get(pk=record.pk)
        if not kept.is_open:
            raise Refusal("visit_ended", "Kunjungan ini sudah selesai dan tidak dapat diubah.", status=409)
        day = values.get("visited_on", kept.visited_on)
        moved = {"number": _next_number(doing, day)} if day != kept.visited_on else {}
        return doing.change(record, {**values, **moved}, based_on=based_on)


def _next_number(doing: Deed, day: date) -> int:
    """The next number of a day. The office is held meanwhile, so that no two get the same."""
    Office.objects.select_for_update(no_key=True).get(pk=doing.office.pk)
    last: int | None = Visit.objects.filter(office=doing.office, visited_on=day).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _not_with_letter(visit: Visit) -> None:
    rows = TreatmentLetter.objects.filter(about_kind="skhpn.visit", about_id=visit.pk, cancelled_at__isnull=True)
    if rows.exists():
        raise Refusal("letter_stands", "Kunjungan ini masih punya surat. Batalkan suratnya dahulu.", status=409)


VISITS = VisitVerbs(Visit, "skhpn", "take_number", "change_visit", "cancel_visit", _not_with_letter)
TARIFFS = Verbs(Tariff, "skhpn", "set_tariff", "change_tariff", "cancel_tariff")


def identify(visit: Visit, *, by: User, based_on: int | None, request_id: UUID | None = None, **values: Any) -> Visit:
    """Look at the identity card and write down whose it is. No picture of it is kept."""
    for name in ("document", "name", "birth_date"):
        if not values.get(name):
            raise _wrong(name, "Wajib diisi.")
    return _step(visit, "identify", by, based_on, request_id, values, lambda doing, kept: _identity(kept, values))


def correct(visit: Visit, *, by: User, based_on: int | None, request_id: UUID | None = None, **values: Any) -> Visit:
    """Correct what was written down wrongly; what is left empty stays as it is."""
    given = {name: value for name, value in values.items() if value not in (None, "")}
    return _step(visit, "correct", by, based_on, request_id, given, lambda doing, kept: _identity(kept, given))


def _identity(visit: Visit, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept: sealed as texts, initials and whether a minor beside them."""
    kept = {name: value for name, value in values.items() if name not in IDENTITY}
    texts = {name: " ".join(str(value or "").split()) for name, value in values.items() if name in IDENTITY}
    if nik := texts.get("nik"):
        texts["nik"] = re.sub(r"\D", "", nik)
        if len(texts["nik"]) != 16:
            raise _wrong("nik", "NIK harus 16 angka.")
    if name := texts.get("name"):
        kept["initials"] = initials_of(name)
    if born := values.get("birth_date"):
        if born > visit.visited_on:
            raise _wrong("birth_date", "Tanggal lahir sesudah kunjungan.")
        texts["birth_date"] = born.isoformat()
        kept["is_minor"] = _age(born, visit.visited_on) < ADULT
    return {**kept, **texts}


def initials_of(name: str) -> str:
    """ "B. R." of Budi Rekaan; five letters at most."""
    letters = [word[0].upper() for word in re.findall(r"[^\W\d_]+", name)]
    return " ".join(f"{letter}." for letter in letters[:4])[:12]


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def pay(
    visit: Visit, *, by: User, based_on: int | None, receipt: str = "", exemption: str = "", request_id: UUID | None = None
) -> Visit:  # fmt: skip
    """Write down the receipt of the day's tariff, or why nothing is asked."""
    if not receipt and not exemption:
        raise _wrong("receipt", "Isi nomor bukti bayar, atau pilih alasan bebas biaya.")

    def act(doing: Deed, kept: Visit) -> dict[str, Any]:
        tariff = tariff_on(doing.office, kept.visited_on)
        if tariff is None and not exemption:
            raise _wrong("receipt", "Belum ada tarif yang berlaku pada hari kunjungan. Catat tarifnya dahulu.")
        fee = 0 if exemption or tariff is None else tariff.amount
        return {"receipt": receipt.strip(), "exemption": exemption, "fee": fee}

    return _step(visit, "pay", by, based_on, request_id, {"receipt": receipt, "exemption": exemption}, act)


def screen(
    visit: Visit, *, by: User, based_on: int | None, screening_result: str, answers: Mapping[str, int | None] | None = None,
    request_id: UUID | None = None,
) -> Visit:  # fmt: skip
    """Write down the short screening: the officer's conclusion, and the answers where they are entered here."""
    given = {code: value for code, value in (answers or {}).items() if value is not None}

    def act(doing: Deed, kept: Visit) -> dict[str, Any]:
        instrument = INSTRUMENTS.get(rule_of(doing.office).instrument)
        if instrument is None or not given:
            return {"screening_result": screening_result}
        try:
            result = instrument.score(given, age=ADULT - 1 if kept.is_minor else None)
        except NotScorable as refused:
            found = refused.findings
            fields = {ITEM + code: said for code, said in found.wrong.items()}
            fields |= {ITEM + code: "Belum diisi." for code in found.missing}
            raise Refusal("unfinished", " ".join(found.sentences), fields=fields) from refused
        return {
            "screening_result": screening_result, "instrument": instrument.code, "instrument_version": instrument.version,
            "answers": json.dumps(given, sort_keys=True), "values": result.texts, "bands": dict(result.bands),
        }  # fmt: skip

    return _step(visit, "screen", by, based_on, request_id, {"result": screening_result, "answers": given}, act)


def take_test(
    visit: Visit, *, by: User, based_on: int | None, tested_on: date, panel: str, is_reactive: bool,
    reactive: Sequence[str] = (), kit_lot: str = "", request_id: UUID | None = None, code: str = "test",
) -> Visit:  # fmt: skip
    """Write down what the kit showed."""
    said = {
        "tested_on": tested_on, "panel": panel, "kit_lot": kit_lot, "is_reactive": is_reactive, "reactive": list(reactive)
    }  # fmt: skip

    def act(doing: Deed, kept: Visit) -> dict[str, Any]:
        if code == "retest":
            _not_with_letter(kept)
        return said

    return _step(visit, code, by, based_on, request_id, said, act)


def retest(visit: Visit, *, by: User, based_on: int | None, request_id: UUID | None = None, **values: Any) -> Visit:
    """Correct what was written down of the test, as long as no letter stands."""
    return take_test(visit, by=by, based_on=based_on, request_id=request_id, code="retest", **values)


def leave(visit: Visit, *, by: User, based_on: int | None, request_id: UUID | None = None) -> Visit:
    """The applicant went away, or came for something else."""

    def act(doing: Deed, kept: Visit) -> dict[str, Any]:
        _not_with_letter(kept)
        return {}

    return _step(visit, "leave", by, based_on, request_id, {}, act)


def invite_to_talk(visit: Visit, *, place: str, by: User, based_on: int | None) -> Slips:
    """Make the slip that invites whoever reacted to a talk. Made again, it replaces a lost one."""
    made: list[Slips] = []

    def act(doing: Deed, kept: Visit) -> dict[str, Any]:
        again = kept.stage == INVITED
        made.append(
            invite(office=doing.office, origin=FROM_SKHPN, count=1, place=place, by=by, replacing=again)
        )  # fmt: skip
        return {}

    _step(visit, "invite", by, based_on, None, {}, act)
    return made[0]


def set_rule(*, office: Office, by: User, based_on: int | None = None, **values: Any) -> DeskRule:
    """Say how the office keeps its desk."""
    with deed("skhpn.set_rule", office=office, by=by, needs=Permission.SKHPN_RULES_WRITE) as doing:
        return doing.settle(DeskRule, values, based_on=based_on)


Act = Callable[[Deed, Visit], dict[str, Any]]


def _step(
    visit: Visit, code: str, by: User, based_on: int | None, request_id: UUID | None, said: Mapping[str, Any], act: Act
) -> Visit:  # fmt: skip
    """Take one step: the visit locked, the way asked, what belongs to the step done, and the stage written."""
    action = f"skhpn.{code}_visit"

    def make() -> Visit:
        with deed(action, office=visit.office, by=by, needs=Permission.SKHPN_WRITE) as doing:
            kept: Visit = Visit.objects.select_for_update(of=("self",)).select_related("office").get(pk=visit.pk)
            if kept.is_cancelled:
                raise Refusal("cancelled", "Kunjungan ini sudah dibatalkan.", status=409)
            if kept.is_erased:
                raise Refusal("erased", "Identitas kunjungan ini sudah dihapus menurut aturan penyimpanan.", status=409)
            if based_on is not None and based_on != kept.version:
                raise LostUpdate({"Tahap": (VISIT_WAY.stage(kept.stage).label, "langkah ini")})
            stage = VISIT_WAY.take(code, at=kept.stage, about=kept)
            return doing.change(kept, {**act(doing, kept), "stage": stage.code}, based_on=None)

    body = {"record": visit.pk, **said}
    return once(request_id=request_id, action=action, by=by, body=body, model=Visit, make=make, record_id=visit.pk)


def _wrong(name: str, sentence: str) -> Refusal:
    return Refusal("invalid", sentence, fields={name: sentence})
