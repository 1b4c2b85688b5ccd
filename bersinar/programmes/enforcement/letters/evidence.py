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
from bersinar.foundation.ui.numbers import write_number

from ..models import Ceremony, Movement, MovementLine, amount_in_words, sum_in_words, sums_of
from ..sampling import sample_in_words
from .telling import CASE_FACTS, CASE_FIELDS, WITNESS_ROWS, WITNESSES, changed

MOST_CONTAINERS = 1_000  # on one paper
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
    most=MOST_CONTAINERS,
)  # fmt: skip
SUMS = Field("jumlah", "jumlah menurut zat dan satuan", ("Sabu: 0,5 gram (bersih)",), many=True)
_PER_CASE = Field(
    "per_kasus", "bagian tiap kasus",
    ("Kasus LKN/001/III/2023/CONTOH tanggal 14 Maret 2023, 1 wadah. Sabu (bersih): keluar 0,5 gram, sisa 0 gram.",),
    required=False, many=True, most=MOST_CONTAINERS,
)  # fmt: skip
_RULE = Field(
    "aturan",
    "besar contoh menurut aturan",
    ("Contoh menurut aturan: 10 butir.",),
    required=False,
    many=True,
    most=MOST_CONTAINERS,
)
_DIFFERENCES = Field(
    "selisih",
    "selisih timbang",
    ("Selisih timbang wadah 7K4P-9TQA: −0,02 gram.",),
    required=False,
    many=True,
    most=MOST_CONTAINERS,
)
_KEEPER = Field("penyimpan", "petugas penyimpan", "Penyimpan Contoh")
_OTHER = Field("penyidik", "penyidik", "Penyidik Contoh")


def _fill(record: Movement | Ceremony, user: User) -> dict[str, Any]:
    """Of one case, or of all cases of a common paper: what its movements share is said once."""
    movement = _movements(record)[0]
    local = movement.moved_at.astimezone(ZoneInfo(movement.office.zone))
    purpose = "membuat berita acara barang bukti"
    other = movement.confirmed_by if movement.keeper_id == movement.recorded_by_id else movement.recorded_by
    return {
        **_case(record), "peristiwa": label("movement_kind", movement.kind),
        "waktu": f"{weekday(local.date())}, {long_date(local.date())}, pukul {local:%H.%M} {movement.office.get_zone_display()}",
        "lokasi": movement.held_at, "tujuan": movement.destination, "alasan": movement.why, "timbangan": movement.scale,
        "penimbang": movement.weigher.open(by=user, purpose=purpose) if movement.weigher else "",
        "saksi": [
            {"nama": one.name, "pekerjaan": ", ".join(filter(None, (one.position, one.agency)))}
            for one in movement.witnessed(by=user, purpose=purpose)
        ],
        "penyimpan": str(movement.keeper), "penyidik": str(other), **computed(record),
    }  # fmt: skip


def _case(record: Movement | Ceremony) -> dict[str, str]:
    """The case of minutes; of several each is named with its own part."""
    if isinstance(record, Ceremony):
        return {}
    day = record.case.lkn_on
    return {"lkn": record.case.number, "tanggal_lkn": long_date(day) if day else ""}


def _movements(record: Movement | Ceremony) -> list[Movement]:
    """The movements that minutes speak of, the oldest case first; what was taken back is none."""
    if isinstance(record, Movement):
        return [record]
    rows = Movement.objects.filter(ceremony=record, confirmed_at__isnull=False, reversed_at__isnull=True)
    return list(rows.select_related("case", "office").order_by("case__lkn_on", "case__number", "pk"))


def computed(record: Movement | Ceremony) -> dict[str, Any]:
    """What is counted from the lines, and cannot be typed over."""
    parts = [(one, _lines(one)) for one in _movements(record)]
    lines = [line for _, own in parts for line in own]
    differs = [line for line in lines if line.movement.kind == "reweighed" and line.quantity]
    per_case = [_of_case(one, own) for one, own in parts] if isinstance(record, Ceremony) else []
    return {
        "nomor_ba": record.number, "wadah": [_row(line, n if per_case else 0) for n, (_, own) in enumerate(parts, 1) for line in own], "jumlah": _in_and_out(lines), "per_kasus": per_case,
        "aturan": _samples(lines), "selisih": [f"Selisih timbang wadah {line.container.code}: {line.in_words}." for line in differs],
    }  # fmt: skip


def _lines(movement: Movement) -> list[MovementLine]:
    return list(movement.lines.select_related("container__exhibit", "movement").order_by("container__code"))


def _of_case(movement: Movement, lines: Sequence[MovementLine]) -> str:
    """ "Kasus LKN/001/III/2023 tanggal 14 Maret 2023, 2 wadah. Sabu (bersih): keluar 12 gram, sisa 0 gram."."""
    day = movement.case.lkn_on
    said = f"Kasus {movement.case}{f' tanggal {long_date(day)}' if day else ''}, {write_number(len(lines))} wadah"
    return f"{said}. {'; '.join(_in_and_out(lines))}."


def _faults(record: Movement | Ceremony, values: Mapping[str, Any]) -> Mapping[str, str]:
    return changed(computed(record), values)


def _row(line: MovementLine, number: int) -> dict[str, str]:
    """A container; on a paper of several cases with the number that its case has in the list below."""
    exhibit = line.container.exhibit
    of = f" (kasus {number})" if number else ""
    form = f", {label('exhibit_form', exhibit.form).lower()}" if exhibit.form else ""
    return {
        "kode": line.container.code, "isi": f"{label('substance', exhibit.substance)}{form}{of}", "segel": line.container.seal,
        "sebelum": line.before_in_words, "jumlah": line.in_words, "sesudah": line.after_in_words,
    }  # fmt: skip


def _in_and_out(lines: Sequence[MovementLine]) -> list[str]:
    """What came in, went out and is left, a line for each substance, unit and weight."""
    left: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        exhibit = line.container.exhibit
        left[exhibit.substance, exhibit.unit, exhibit.aspect] += int(line.balance)
    said = []
    for substance, unit, aspect, moved in sums_of(lines):
        there = left[substance, unit, aspect]
        named, weight, amount = sum_in_words(substance, unit, aspect, abs(moved) or there)
        way = "masuk" if moved > 0 else "keluar" if moved < 0 else "tetap"
        said.append(f"{named}{f' ({weight})' if weight else ''}: {way} {amount}, sisa {amount_in_words(there, unit)}")
    return said


def _samples(every: Sequence[MovementLine]) -> list[str]:
    """What the rule would have set aside of what was there, beside what was."""
    lines = [line for line in every if line.movement.kind == "lab"]
    found = (sample_in_words(line.before, line.container.exhibit.unit) for line in lines)
    return [f"Wadah {line.container.code}. {sentence}" for line, sentence in zip(lines, found, strict=True) if sentence]


def only(*kinds: str) -> Callable[[Movement | Ceremony], str]:
    """Why there can be no such paper of a movement or of a common one, or nothing."""

    def unless(record: Movement | Ceremony) -> str:
        if record.kind not in kinds:
            return "Berita acara ini untuk peristiwa lain."
        if isinstance(record, Movement) and record.ceremony_id is not None:
            return "Satu berita acara berlaku untuk beberapa kasus: buat dari halaman berita acara gabungannya."
        if record.confirmed_at is None:
            return "Berita acara dibuat sesudah disahkan dua orang."
        return "" if _movements(record) else "Semua kasus dalam berita acara ini sudah dibalik."

    return unless


def _minutes(
    code: str,
    title: str,
    what: str,
    kinds: tuple[str, ...],
    *,
    signs: tuple[tuple[str, Field], ...] = (),
    together: bool = False,
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
        Points("per_kasus"),
        Points("aturan"), Points("selisih"),
        Text("Disaksikan oleh:"), WITNESS_ROWS,
        Text("Berita acara ini dibuat dengan sebenarnya dan ditandatangani oleh yang hadir."),
    )  # fmt: skip
    return LetterKind(
        code, title, version=2, side=Side.ENFORCEMENT, needs_number=False, once=True, signed=Signed.THEMSELVES,
        signers=(("Petugas penyimpan", "penyimpan"), ("Penyidik", "penyidik"), *((words, field.name) for words, field in signs)),
        about=tuple(
            About(f"enforcement.{record}", f"enforcement:{record}", _fill, unless=only(*kinds), faults=_faults)
            for record in (("movement", "ceremony") if together else ("movement",))
        ),
        fields=(
            *CASE_FIELDS, _NUMBER, _KIND, _WHEN, _WHERE, _TO, _WHY, _SCALE, _WEIGHER, _LINES, SUMS, _PER_CASE, _RULE, _DIFFERENCES,
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
    together=True,
)
DESTRUCTION_MINUTES = _minutes(
    "ba-musnah",
    "Berita Acara Pemusnahan",
    "pemusnahan",
    ("destroyed",),
    signs=(("Kejaksaan", _PROSECUTOR),),
    together=True,
)
