"""Minutes of what happened to evidence: weighed, set aside, handed over, destroyed. Every sum is computed from the lines.

They bear the number that the movement got when it was proposed; only a movement that two people confirmed has minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Block, FilledFacts, Points, Rows, Text
from bersinar.foundation.letters.common import weekday
from bersinar.foundation.letters.kinds import About, Column, Field, LetterKind, Signed
from bersinar.foundation.periods.calendar import long_date

from ..models import WEIGHED, Movement, MovementLine, amount_in_words
from ..sampling import sample_in_words
from .telling import CASE_FACTS, CASE_FIELDS, WITNESS_ROWS, WITNESSES, changed

_NUMBER = Field("nomor_ba", "nomor berita acara", "BA/003/III/2023/CONTOH")
_KIND = Field("peristiwa", "peristiwa", "Dimusnahkan")
_WHEN = Field("waktu", "hari, tanggal, dan jam", "Selasa, 14 Maret 2023, pukul 09.00 WIB")
_WHERE = Field("lokasi", "tempat pelaksanaan", "Halaman kantor", required=False)
_TO = Field("tujuan", "diserahkan kepada", "Laboratorium Contoh", required=False)
_WHY = Field("alasan", "alasan", "Pemeriksaan berkala", required=False, long=True)
_SCALE = Field("timbangan", "timbangan", "Timbangan digital, nomor seri 0001", required=False)
_WEIGHER = Field("penimbang", "ditimbang oleh", "Petugas Timbang Contoh", required=False)
_LINES = Field(
    "wadah", "isi wadah",
    (("7K4P-9TQA", "Sabu, kristal", "S-001", "12,5 gram", "−0,5 gram", "12 gram"),),
    columns=(
        Column("kode", "kode wadah"), Column("isi", "isi"), Column("segel", "segel"), Column("sebelum", "sebelum"),
        Column("jumlah", "perubahan"), Column("sesudah", "sesudah"),
    ),
)  # fmt: skip
_SUMS = Field("jumlah", "jumlah menurut zat dan satuan", ("Sabu: 0,5 gram (bersih)",), many=True)
_RULE = Field("aturan", "besar contoh menurut aturan", ("Contoh menurut aturan: 10 butir.",), required=False, many=True)
_DIFFERENCES = Field(
    "selisih", "selisih timbang", ("Selisih timbang wadah 7K4P-9TQA: −0,02 gram.",), required=False, many=True
)
_KEEPER = Field("penyimpan", "petugas penyimpan", "Penyimpan Contoh")
_OTHER = Field("penyidik", "penyidik", "Penyidik Contoh")


def _fill(movement: Movement, user: User) -> dict[str, Any]:
    local = movement.moved_at.astimezone(ZoneInfo(movement.office.zone))
    case = movement.case
    purpose = "membuat berita acara barang bukti"
    other = movement.confirmed_by if movement.keeper_id == movement.recorded_by_id else movement.recorded_by
    return {
        "lkn": case.number, "tanggal_lkn": long_date(case.lkn_on) if case.lkn_on else "",
        "peristiwa": label("movement_kind", movement.kind),
        "waktu": f"{weekday(local.date())}, {long_date(local.date())}, pukul {local:%H.%M} {movement.office.get_zone_display()}",
        "lokasi": movement.held_at, "tujuan": movement.destination, "alasan": movement.why, "timbangan": movement.scale,
        "penimbang": movement.weigher.open(by=user, purpose=purpose) if movement.weigher else "",
        "saksi": [
            {"nama": one.name, "pekerjaan": ", ".join(filter(None, (one.position, one.agency)))}
            for one in movement.witnessed(by=user, purpose=purpose)
        ],
        "penyimpan": str(movement.keeper), "penyidik": str(other), **_computed(movement),
    }  # fmt: skip


def _computed(movement: Movement) -> dict[str, Any]:
    """What is counted from the lines, and cannot be typed over."""
    lines = list(movement.lines.select_related("container__exhibit").order_by("container__code"))
    differs = [line for line in lines if movement.kind == "reweighed" and line.quantity]
    return {
        "nomor_ba": movement.number, "wadah": [_row(line) for line in lines], "jumlah": sums_of_lines(lines),
        "aturan": _samples(movement, lines), "selisih": [f"Selisih timbang wadah {line.container.code}: {line.in_words}." for line in differs],
    }  # fmt: skip


def _faults(movement: Movement, values: Mapping[str, Any]) -> Mapping[str, str]:
    return changed(_computed(movement), values)


def _row(line: MovementLine) -> dict[str, str]:
    exhibit = line.container.exhibit
    form = f", {label('exhibit_form', exhibit.form).lower()}" if exhibit.form else ""
    return {
        "kode": line.container.code, "isi": f"{label('substance', exhibit.substance)}{form}", "segel": line.container.seal,
        "sebelum": line.before_in_words, "jumlah": line.in_words, "sesudah": line.after_in_words,
    }  # fmt: skip


def sums_of_lines(lines: Sequence[MovementLine]) -> list[str]:
    """What came in, went out and is left, a line for each substance, unit and weight: never across units."""
    moved: Counter[tuple[str, str, str]] = Counter()
    left: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        exhibit = line.container.exhibit
        key = exhibit.substance, exhibit.unit, exhibit.aspect
        moved[key] += int(line.quantity)
        left[key] += int(line.balance)
    said = []
    for key, quantity in sorted(moved.items()):
        substance, unit, aspect = key
        weight = f" ({label('aspect', aspect)})" if unit in WEIGHED else ""
        way = "masuk" if quantity > 0 else "keluar" if quantity < 0 else "tetap"
        amount = amount_in_words(abs(quantity) or left[key], unit)
        said.append(f"{label('substance', substance)}{weight}: {way} {amount}, sisa {amount_in_words(left[key], unit)}")
    return said


def _samples(movement: Movement, lines: Sequence[MovementLine]) -> list[str]:
    """What the rule would have set aside of what was there, beside what was."""
    if movement.kind != "lab":
        return []
    found = (sample_in_words(line.before, line.container.exhibit.unit) for line in lines)
    return [f"Wadah {line.container.code}. {sentence}" for line, sentence in zip(lines, found, strict=True) if sentence]


def _only(*kinds: str) -> Callable[[Movement], str]:
    """Why there can be no such minutes of a movement, or nothing."""

    def unless(movement: Movement) -> str:
        if movement.kind not in kinds:
            return "Berita acara ini untuk peristiwa lain."
        if movement.confirmed_at is None:
            return "Berita acara dibuat sesudah disahkan dua orang."
        return ""

    return unless


def _minutes(
    code: str, title: str, what: str, kinds: tuple[str, ...], *, signs: tuple[tuple[str, Field], ...] = ()
) -> LetterKind:
    """Minutes of one shape; who signs beside keeper, investigator and witnesses stands in `signs`."""
    more = tuple(field for _, field in signs)
    body: tuple[Block, ...] = (
        FilledFacts(
            (
                ("Nomor", "nomor_ba"), ("Peristiwa", "peristiwa"), ("Waktu", "waktu"), ("Tempat", "lokasi"),
                ("Diserahkan kepada", "tujuan"), ("Timbangan", "timbangan"), ("Ditimbang oleh", "penimbang"), ("Alasan", "alasan"),
            )
        ),
        CASE_FACTS, Text(f"Telah dilakukan {what} atas barang bukti berikut:"),
        Rows("wadah", (("Wadah", "kode"), ("Isi", "isi"), ("Segel", "segel"), ("Sebelum", "sebelum"), ("Perubahan", "jumlah"), ("Sesudah", "sesudah"))),
        Text("Jumlah menurut zat dan satuan:"), Points("jumlah"),
        Points("aturan"), Points("selisih"),
        Text("Disaksikan oleh:"), WITNESS_ROWS,
        Text("Berita acara ini dibuat dengan sebenarnya dan ditandatangani oleh yang hadir."),
    )  # fmt: skip
    return LetterKind(
        code, title, side=Side.ENFORCEMENT, needs_number=False, once=True, signed=Signed.THEMSELVES,
        signers=(("Petugas penyimpan", "penyimpan"), ("Penyidik", "penyidik"), *((words, field.name) for words, field in signs)),
        about=(About("enforcement.movement", "enforcement:movement", _fill, unless=_only(*kinds), faults=_faults),),
        fields=(
            *CASE_FIELDS, _NUMBER, _KIND, _WHEN, _WHERE, _TO, _WHY, _SCALE, _WEIGHER, _LINES, _SUMS, _RULE, _DIFFERENCES,
            WITNESSES, _KEEPER, _OTHER, *more,
        ),
        body=body, make=Permission.ENFORCEMENT_WRITE, read=Permission.ENFORCEMENT_READ,
        explains="Dari peristiwa yang sudah disahkan; jumlahnya dihitung, tidak diketik.",
    )  # fmt: skip


_RECEIVER = Field("penerima", "yang menerima", "Penerima Contoh")
_PROSECUTOR = Field("jaksa", "kejaksaan", "Jaksa Contoh")

WEIGHING_MINUTES = _minutes(
    "ba-timbang", "Berita Acara Penimbangan", "penimbangan", ("seized", "reweighed", "lab_returned")
)
SAMPLING_MINUTES = _minutes(
    "ba-sisih", "Berita Acara Penyisihan", "penyisihan", ("lab", "court", "science", "training"),
    signs=(("Yang menerima", _RECEIVER),),
)  # fmt: skip
HAND_OVER_MINUTES = _minutes(
    "ba-serah",
    "Berita Acara Serah Terima",
    "serah terima",
    ("handed_over", "returned"),
    signs=(("Yang menerima", _RECEIVER),),
)
DESTRUCTION_MINUTES = _minutes(
    "ba-musnah", "Berita Acara Pemusnahan", "pemusnahan", ("destroyed",), signs=(("Kejaksaan", _PROSECUTOR),)
)
