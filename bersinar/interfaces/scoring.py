"""Scoring one sheet from a file, outside the database: what `bersinar score` reads and prints. Keeps nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from bersinar.catalogue.instruments import INSTRUMENTS, ikm
from bersinar.catalogue.instruments.asi import ASI
from bersinar.catalogue.instruments.assist import ASSIST, TOBACCO, deciding_band
from bersinar.catalogue.instruments.dast import DAST, SCORE
from bersinar.catalogue.instruments.declaring import Instrument, NotScorable, Result, Value, written
from bersinar.catalogue.instruments.urica import URICA
from bersinar.catalogue.instruments.whoqol import DOMAINS, WHOQOL
from bersinar.foundation.ui.numbers import write_number

CODES = (*INSTRUMENTS, ikm.CODE)


class Unreadable(ValueError):
    """The file cannot be read as JSON. Carries the sentence."""


class Impossible(Exception):
    """The sheet gives no score. Carries the reasons, a sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def score_file(code: str, path: Path, form: str) -> str:
    """The scores of the sheet in a file, as `json` or as a `table`. Raises Unreadable or Impossible."""
    sheet = _read(path)
    if code == ikm.CODE:
        said = _satisfaction(sheet)
        return _json(_ikm_json(said)) if form == "json" else _ikm_table(said)
    instrument = INSTRUMENTS[code]
    if not isinstance(sheet, dict):
        raise Impossible([f"Lembar {instrument.title} harus berupa satu objek: butir dan jawabannya."])
    try:
        result = instrument.score(sheet)
    except NotScorable as refused:
        raise Impossible(refused.findings.sentences) from refused
    return _json(_JSON[code](result, sheet)) if form == "json" else _table(instrument, result)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_once_each)
    except FileNotFoundError as error:
        raise Unreadable(f"{path} tidak ditemukan") from error
    except OSError as error:
        raise Unreadable(f"{path} tidak dapat dibuka; periksa izin berkasnya") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path} bukan berkas JSON yang benar") from error


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON keeps the last of two answers to one item without a word; a sheet may not have two."""
    sheet = dict(pairs)
    if len(sheet) < len(pairs):
        codes = [code for code, _ in pairs]
        raise Impossible([f"{code}: dijawab lebih dari sekali." for code in sheet if codes.count(code) > 1])
    return sheet


def _satisfaction(sheets: object) -> ikm.Satisfaction:
    if not isinstance(sheets, list) or not all(isinstance(sheet, dict) for sheet in sheets):
        raise Impossible(["IKM dihitung dari daftar lembar, masing-masing satu objek u1 sampai u9."])
    try:
        return ikm.score(sheets)
    except ikm.UnclearSheets as unclear:
        raise Impossible(unclear.sentences) from unclear


# --- JSON ------------------------------------------------------------------------------------------------------------


def _json(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _assist_json(result: Result, sheet: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"scores": result.texts, "risk": dict(result.bands)}
    # A sheet of WHO's items alone is answered with WHO's results alone.
    if any(sheet.get(code) is not None for code in ("q8_days", "q8_running")):
        said["flags"] = list(result.flags)
    return said


def _asi_json(result: Result, sheet: Mapping[str, Any]) -> dict[str, Any]:
    return {"severity": result.texts, "bands": dict(result.bands), "flags": list(result.flags)}


def _values_json(result: Result, sheet: Mapping[str, Any]) -> dict[str, Any]:
    return dict(result.texts)


def _domains_json(result: Result, sheet: Mapping[str, Any]) -> dict[str, Any]:
    return {name: text for name, text in result.texts.items() if name in DOMAINS}


def _dast_json(result: Result, sheet: Mapping[str, Any]) -> dict[str, Any]:
    return {"score": result.values[SCORE], "band": result.bands[SCORE]}


_JSON: Mapping[str, Callable[[Result, Mapping[str, Any]], dict[str, Any]]] = {
    ASSIST.code: _assist_json, URICA.code: _values_json, WHOQOL.code: _domains_json, ASI.code: _asi_json,
    DAST.code: _dast_json,
}  # fmt: skip


def _ikm_json(said: ikm.Satisfaction) -> dict[str, Any]:
    return {"index": written(said.index), "value": written(said.value), "grade": said.grade.letter}


# --- table -----------------------------------------------------------------------------------------------------------


def _number(value: Value) -> str:
    """A value as Indonesians write it; a dash where too much was missing."""
    if value is None:
        return "-"
    return write_number(Decimal(str(written(value))), 2 if isinstance(value, Fraction) else None)


def _table(instrument: Instrument, result: Result) -> str:
    lines = [f"{instrument.title}, versi {result.version}", ""]
    for scale in instrument.scales:
        band = instrument.words.get(result.bands.get(scale.code, ""), "")
        lines.append(f"{scale.title:<34} {_number(result.values[scale.code]):>8}  {band}".rstrip())
    if instrument is ASSIST and (deciding := deciding_band(result.bands)):
        tobacco = next(scale.title for scale in instrument.scales if scale.code == TOBACCO)
        lines += ["", f"Penentu tindak lanjut (tanpa {tobacco.lower()}): {instrument.words[deciding]}"]
    lines += [f"Perhatian: {instrument.words[flag]}" for flag in result.flags]
    return "\n".join(lines) + "\n"


def _ikm_table(said: ikm.Satisfaction) -> str:
    rows = (
        ("Indeks (1 sampai 4)", _number(said.index)),
        ("Nilai (25 sampai 100)", _number(said.value)),
        ("Mutu", said.grade.label),
    )
    return "".join(f"{title:<24} {text:>8}\n" for title, text in rows)
