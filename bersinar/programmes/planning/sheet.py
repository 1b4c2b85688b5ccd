"""A year's budget as a table: the cells of Excel, pasted or as a file. Every row that cannot be read is told at once.

No official form is asked for: columns are found by their headings, in any order; unknown ones are left alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from bersinar.foundation.codelists.lists import codes
from bersinar.foundation.periods.calendar import MONTHS
from bersinar.foundation.ui.numbers import NotANumber, parse_number
from bersinar.foundation.ui.sheets import MOST_BYTES, UnreadableSheet, first_sheet
from bersinar.foundation.wire.refusals import Refusal

from .models.budget import LEVELS

HEADINGS = {
    "program": "programme", "kegiatan": "activity", "kro": "kro", "ro": "ro", "komponen": "component", "sumber dana": "fund",
    "bidang": "section", "pagu": "amount", **{name.casefold(): str(number) for number, name in enumerate(MONTHS, 1)},
}  # fmt: skip
MOST_ROWS = 500
_TOLD = 10  # rows told of at once


def read_sheet(text: str, upload: Any) -> list[dict[str, Any]]:
    """The budget lines of a table. Raises a Refusal that names every row that cannot be read."""
    rows = [row for row in _cells(text, upload) if any(str(cell).strip() for cell in row)]
    if len(rows) < 2:
        raise _wrong("Tempel tabelnya, atau pilih berkasnya: satu baris judul, lalu satu baris tiap baris anggaran.")
    if len(rows) > MOST_ROWS:
        raise _wrong(f"Paling banyak {MOST_ROWS} baris sekali muat.")
    names = [HEADINGS.get(str(cell).strip().casefold(), "") for cell in rows[0]]
    if "amount" not in names or not set(names) & set(LEVELS):
        raise _wrong(
            "Baris pertama memuat judul kolom: Program, Kegiatan, KRO, RO, Komponen, Sumber dana, Bidang, Pagu."
        )
    found, problems = [], []
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(names, row, strict=False))
        try:
            found.append(_line({name: str(cell).strip() for name, cell in cells.items() if name}))
        except ValueError as error:
            problems.append(f"Baris {number}: {error}")
    if problems:
        more = f" Dan {len(problems) - _TOLD} baris lain." if len(problems) > _TOLD else ""
        raise _wrong(" ".join(problems[:_TOLD]) + more)
    return found


def _line(cells: Mapping[str, str]) -> dict[str, Any]:
    line: dict[str, Any] = {level: cells.get(level, "")[:160] for level in LEVELS}
    if not any(line.values()):
        raise ValueError("tidak menyebut program, kegiatan, KRO, RO, atau komponen.")
    line["fund"] = _code("funding_source", cells.get("fund", ""), "dipa", "Sumber dana")
    line["section"] = _code("section", cells.get("section", ""), "general", "Bidang")
    line["amount"] = _rupiah(cells.get("amount", ""), "Pagu")
    spent = {month: cells.get(str(month), "") for month in range(1, 13)}
    line["spent"] = {month: _rupiah(said, MONTHS[month - 1]) for month, said in spent.items() if said}
    return line


def _code(name: str, said: str, default: str, title: str) -> str:
    if not said:
        return default
    for code, known in codes(name).items():
        if said.casefold() in (code.casefold(), known.label.casefold()):
            return code
    known_labels = ", ".join(one.label for one in codes(name).values())
    raise ValueError(f"{title} “{said[:40]}” tidak dikenal. Pakai salah satu: {known_labels}.")


def _rupiah(said: str, title: str) -> int:
    """Whole rupiah, as Excel gives it ("1250000.0") or as people write it ("1.250.000")."""
    bare = said.removeprefix("Rp").strip()
    if bare.endswith(".0") and bare[:-2].lstrip("-").isdecimal():
        bare = bare[:-2]
    try:
        number = parse_number(bare)
    except NotANumber as error:
        raise ValueError(f"{title} “{said[:30]}” bukan bilangan.") from error
    if number != int(number):
        raise ValueError(f"{title} “{said[:30]}” bukan rupiah bulat.")
    return int(number)


def _cells(text: str, upload: Any) -> Sequence[Sequence[Any]]:
    if upload is None:
        return list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ";"))
    if upload.size > MOST_BYTES:
        raise _wrong("Berkasnya lebih besar dari 2 MB.")
    content = upload.read()
    if content.startswith(b"PK\x03\x04"):
        try:
            return first_sheet(content)
        except UnreadableSheet as error:
            raise _wrong("Berkas Excel ini tidak terbaca. Simpan ulang sebagai XLSX, lalu coba lagi.") from error
    try:
        told = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong("Berkas ini bukan XLSX dan bukan teks. Simpan sebagai XLSX, lalu coba lagi.") from error
    first = told.split("\n", 1)[0]
    return list(csv.reader(io.StringIO(told), delimiter=next((one for one in "\t;" if one in first), ",")))


def _wrong(sentence: str) -> Refusal:
    return Refusal("invalid", sentence, fields={"text": sentence})
