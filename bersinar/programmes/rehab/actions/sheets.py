"""Sheets of instruments: kept as a draft, finished with a result, corrected with a reason.

A draft is never scored. A finished sheet is scored by the rule in its own version, with the client's age on its day;
its result changes only with its answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.asi import ASI
from bersinar.catalogue.instruments.assist import ASSIST
from bersinar.catalogue.instruments.declaring import Instrument
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..measuring import risk_of
from ..models import Client, Intake, Sheet
from ..models.sheets import DRAFT, FINAL
from ..ways import OWN_WORD_MISSING
from .about_client import AboutClient, place_of, without, wrong
from .consents import covered, is_minor, lacks_own_word
from .wordings import wording_in_force

SCREENS, ASSESSES = ASSIST.code, ASI.code
ITEM = "butir_"  # before an item's code, where it stands among the fields of a form or a refusal
NOT_ANSWERED = "Belum diisi."


class SheetVerbs(AboutClient[Sheet]):
    """Fill in, finish and correct a sheet. `answers` are the items by code, `finish` asks for the result."""

    def make(self, doing: Deed, client: Client, record: Sheet, values: Mapping[str, Any]) -> Sheet:
        instrument = INSTRUMENTS.get(values.get("instrument", ""))
        if instrument is None:
            raise wrong("instrument", f"Pilih alatnya: {', '.join(one.title for one in INSTRUMENTS.values())}.")
        record.client, record.place = client, place_of(doing.office)
        record.instrument, record.instrument_version = instrument.code, instrument.version
        record.wording = wording_in_force(doing.office, instrument.code)
        _ask_guardian(client, values.get("taken_on"))
        kept = {**_particulars(values), **_filled(instrument, values["answers"])}
        if values.get("finish"):
            kept |= _scored(instrument, client, values)
        return doing.add(record, {"instrument": instrument.code, **kept})

    def alter(
        self, doing: Deed, client: Client, record: Sheet, values: Mapping[str, Any], based_on: int | None
    ) -> Sheet:
        standing: Sheet = Sheet.objects.select_for_update().get(pk=record.pk)
        standing.client = client
        kept = {**_particulars(values), **_filled(standing.rule, values["answers"])}
        taken_on = values.get("taken_on", standing.taken_on)
        told_anew = kept["answers"] != standing.compared("answers") or taken_on != standing.taken_on
        if told_anew:
            _ask_guardian(client, taken_on)
        if standing.is_final and told_anew:
            if not doing.reason:
                raise wrong("reason", "Tuliskan alasan koreksi; isi yang lama ikut tersimpan.")
            kept["former"] = _with_former(standing)
        if (standing.is_final and told_anew) or (not standing.is_final and values.get("finish")):
            kept |= _scored(standing.rule, client, {**values, "taken_on": taken_on})
        changed = doing.change(record, kept, based_on=based_on)
        _carry_to_intakes(doing, changed)
        return changed

    def changes(self, doing: Deed, record: Sheet, values: dict[str, Any], *, based_on: int | None) -> Sheet:
        list(_intakes_of(record).select_for_update(of=("self",)))  # before the client, as the steps of an intake lock
        return super().changes(doing, record, values, based_on=based_on)

    def drop(self, doing: Deed, client: Client, record: Sheet) -> Sheet:
        if _intakes_of(record).exists():
            sentence = "Lembar ini menjadi hasil skrining atau asesmen pada penerimaan. Batalkan penerimaannya dahulu."
            raise Refusal("sheet_in_use", sentence, status=409)
        return doing.cancel(record)


SHEETS = SheetVerbs(Sheet, "rehab", "fill_in_sheet", "change_sheet", "cancel_sheet")


def _particulars(values: Mapping[str, Any]) -> dict[str, Any]:
    return without(values, "client", "instrument", "answers", "finish")


def _ask_guardian(client: Client, day: date | None) -> None:
    """Of one who is not of age nothing is asked without a guardian's consent."""
    if day and is_minor(client, day) and "treatment" not in covered(client, day):
        guardian = "Klien di bawah 18 tahun: catat dahulu persetujuan orang tua atau walinya."
        sentence = OWN_WORD_MISSING if lacks_own_word(client, day) else guardian
        raise Refusal("no_consent", sentence, status=409)


def _filled(instrument: Instrument, answers: Mapping[str, int | None]) -> dict[str, Any]:
    """The answers as they are kept. Refuses what is impossible, item by item; what is missing is no fault of a draft."""
    findings = instrument.check(answers)
    if findings.wrong:
        fields = {f"{ITEM}{code}": said for code, said in findings.wrong.items()}
        raise Refusal("wrong_answers", "Ada jawaban yang tidak mungkin. Periksa butir yang ditandai.", fields=fields)
    given = {code: value for code, value in answers.items() if value is not None}
    return {"answers": json.dumps(given, sort_keys=True), "unanswered": len(findings.missing)}


def _scored(instrument: Instrument, client: Client, values: Mapping[str, Any]) -> dict[str, Any]:
    """State and result of a finished sheet. Refuses one with too much missing, and names what is."""
    findings = instrument.check(values["answers"])
    if not findings.can_be_scored:
        fields = {f"{ITEM}{code}": NOT_ANSWERED for code in findings.missing}
        raise Refusal("unfinished", findings.lacking, fields=fields)
    taken_on = values.get("taken_on")
    if taken_on is None:
        raise wrong("taken_on", "Isi tanggal pengisiannya.")
    result = instrument.score(values["answers"], age=client.age_on(taken_on))
    kept = {"values": result.texts, "bands": dict(result.bands), "flags": list(result.flags)}
    return {"state": FINAL, "result": kept}


def _with_former(sheet: Sheet) -> str:
    """What was corrected before, and what stands now, as one sealed text."""
    before = json.loads(sheet.compared("former") or "[]")
    now = {
        "version": sheet.version, "taken_on": sheet.taken_on.isoformat(), "answers": json.loads(sheet.compared("answers")),
        "result": sheet.result,
    }  # fmt: skip
    return json.dumps([*before, now], sort_keys=True)


# --- what an intake takes from a sheet -----------------------------------------------------------------------------


def as_screening(sheet: Sheet) -> dict[str, Any]:
    """Date, tool and result of a screening, from its sheet."""
    return {
        "screening_sheet": sheet, "screened_on": sheet.taken_on, "screening_tool": "assist",
        "screening_result": risk_of(sheet),
    }  # fmt: skip


def as_assessment(sheet: Sheet) -> dict[str, Any]:
    """The date of an assessment, from its sheet."""
    return {"assessment_sheet": sheet, "assessed_on": sheet.taken_on}


def usable(sheet: Sheet, client: Client, instrument: str, field: str) -> Sheet:
    """The sheet as it stands, for an intake of this client. Refuses a draft, and any other sheet."""
    kept: Sheet | None = Sheet.objects.standing().filter(pk=sheet.pk, client=client, instrument=instrument).first()
    if kept is None or kept.state == DRAFT:
        title = INSTRUMENTS[instrument].title
        raise wrong(field, f"Pilih lembar {title} klien ini yang sudah selesai dan tidak dibatalkan.")
    return kept


def _intakes_of(sheet: Sheet) -> Any:
    rows: Any = Intake.objects.standing()
    return rows.filter(Q(screening_sheet=sheet) | Q(assessment_sheet=sheet))


def _carry_to_intakes(doing: Deed, sheet: Sheet) -> None:
    """A corrected sheet corrects the intake that took its result."""
    for intake in _intakes_of(sheet).select_related("office", "client"):
        takes = as_screening if intake.screening_sheet_id == sheet.pk else as_assessment
        doing.change(intake, takes(sheet), based_on=None)
