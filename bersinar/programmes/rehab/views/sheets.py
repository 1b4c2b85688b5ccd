"""Pages of sheets: the list, the form in the shape of its instrument, the result with what must be seen first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.asi import SUICIDE_ATTEMPT
from bersinar.catalogue.instruments.assist import INJECTING_HIGH, TOBACCO
from bersinar.catalogue.instruments.declaring import ASK_CLINICIAN
from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code

from ..actions import SHEETS
from ..actions.sheets import SCREENS
from ..forms.sheets import SheetForm
from ..measuring import risk_of
from ..models import Sheet
from ..models.sheets import QUALITY_OF_LIFE
from .clients import OfClient, of_client
from .sealed import SealedPages, purposes

_FIRST = (SUICIDE_ATTEMPT, INJECTING_HIGH)  # these stand in red, the others in amber beneath
_FILLED_IN_BY_CLIENT = frozenset({QUALITY_OF_LIFE, "urica-32"})


@dataclass(frozen=True)
class Score:
    """One value of a result in words."""

    title: str
    value: str
    span: str
    band: str


@dataclass
class SheetPages(OfClient, SealedPages):
    """Pages of sheets: a new one begins with its instrument; the page of one shows the result, the door the answers."""

    def create_view(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" and request.GET.get("instrumen") not in INSTRUMENTS:
            context = {
                "instruments": INSTRUMENTS.values(),
                "code": request.GET.get("klien", ""),
                "back": self.url("list"),
            }
            return render(request, "rehab/sheet_choose.html", context)
        return super().create_view(request)

    def _home_of(self, record: Any) -> str:
        """The result is what one wants to see next."""
        return self.url("", record.pk)

    def opened(self, record: Sheet, user: User, purpose: str) -> list[tuple[str, str]]:
        """The answers in words, and those that a correction replaced."""
        rows = list(_in_words(record, json.loads(record.answers.open(by=user, purpose=purpose))))
        if record.former is not None:
            for former in reversed(json.loads(record.former.open(by=user, purpose=purpose))):
                before = f"Versi {former['version']}, sebelum dikoreksi"
                rows.extend((f"{before}. {label}", said) for label, said in _in_words(record, former["answers"]))
        return rows


def _in_words(sheet: Sheet, answers: dict[str, int]) -> Iterator[tuple[str, str]]:
    wording = sheet.words
    for item in sheet.rule.items:
        if item.code in answers:
            words = dict(wording.choices(item)).get(answers[item.code], str(answers[item.code]))
            yield ": ".join(filter(None, (wording.group(item), wording.label(item)))), words


def _wording(sheet: Sheet) -> str:
    return str(sheet.wording) if sheet.wording else "Label netral Bersinar"


def _result(sheet: Sheet, user: User) -> dict[str, Any]:
    rule = sheet.rule
    flags = [flag for flag in sheet.flags if flag != ASK_CLINICIAN]
    return {
        "alerts": [rule.words[flag] for flag in _FIRST if flag in flags],
        "warnings": [rule.words[flag] for flag in flags if flag not in _FIRST],
        "asks_clinician": ASK_CLINICIAN in sheet.flags,
        "scores": list(_scores(sheet)),
        "has_bands": bool(sheet.bands),
        "deciding": _words_of_risk(sheet) if sheet.is_final and sheet.instrument == SCREENS and sheet.bands else "",
        "smokes": bool(sheet.bands.get(TOBACCO)) and sheet.instrument == SCREENS,
    }


def _words_of_risk(sheet: Sheet) -> str:
    return sheet.rule.words[risk_of(sheet)]


def _scores(sheet: Sheet) -> Iterator[Score]:
    # What is rated by a person was left out by one; what is computed lacked too many answers.
    missing = "tidak dinilai" if sheet.rule.may_refuse else "tidak dapat dihitung"
    for scale in sheet.rule.scales:
        value = sheet.values.get(scale.code)
        band = sheet.bands.get(scale.code)
        shown = missing if value is None else str(value).replace(".", ",")
        yield Score(scale.title, shown, f"{scale.least} sampai {scale.most}", sheet.rule.words[band] if band else "")


def _begun(request: HttpRequest, office: Office) -> dict[str, Any]:
    code = request.GET.get("instrumen", "")
    interviewer = "" if code in _FILLED_IN_BY_CLIENT else user_of(request).full_name
    return {
        "client": request.GET.get("klien", ""), "instrument": code, "interviewer": interviewer,
        "taken_on": office.local_day(), "setting": "at_clinic",
    }  # fmt: skip


def _titles(user: User) -> list[tuple[str, str]]:
    return [(one.code, one.title) for one in INSTRUMENTS.values()]


def _code(sheet: Sheet) -> str:
    return sheet.client.code


def _title(sheet: Sheet) -> str:
    return sheet.title


SHEET = SheetPages(
    "rehab", "sheet", "lembar", Sheet, "lembar", "Lembar skrining dan asesmen",
    explains="ASSIST, asesmen wajib lapor, URICA, dan WHOQOL-BREF. Daftar ini hanya memuat kode klien.",
    empty="Pilih alatnya, lalu isi sambil mewawancarai atau dari lembar kertas.",
    columns=(
        Column("Alat", _title, "instrument"), Column("Klien", _code), Column("Diisi", "taken_on", "taken_on"),
        Column("Tempat", "setting", "setting"), Column("Tahap", "phase"), Column("Keadaan", "state", "state"),
    ),
    form=SheetForm, verbs=SHEETS, search=("client__code",), order=("-taken_on", "-recorded_at"), sensitive=True,
    filters=(
        Filter("instrument", "Alat", _titles),
        Filter("state", "Keadaan", lambda user: (("draft", "Draf"), ("final", "Selesai"))),
        by_code("setting", "Tempat pengisian", "sheet_setting"),
    ),
    select=("client", "wording"), initial=_begun, parent=of_client, form_template="rehab/sheet_form.html",
    panels=(
        Panel("Lembar", (("Alat", _title), "taken_on", "setting", "interviewer", "phase", "state")),
        Panel("Penilaian", ("instrument_version", ("Redaksi", _wording))),
    ),
    detail_template="rehab/sheet.html", extras=(_result, purposes), opens=("answers",),
)  # fmt: skip
