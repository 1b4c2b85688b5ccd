"""The sheet of declared figures: columns found by their headings, and every row that cannot be read told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS
from bersinar.foundation.ui.numbers import NotANumber, parse_number
from bersinar.foundation.ui.sheets import MOST_BYTES, UnreadableSheet, first_sheet
from bersinar.foundation.wire.refusals import Refusal

from .actions import may_review
from .declaring import Line, may_be_declared

HEADINGS = {
    "kode kantor": "office", "kode angka": "indicator", "tahun": "year", "bulan": "month", "nilai": "value",
    "nomor surat": "letter", "tanggal surat": "letter_on",
}  # fmt: skip
WITHDRAWN = "cabut"
MOST_ROWS = 2_000
_MOST_VALUE = 10_000_000
_TOLD = 20  # rows told of at once


def read_sheet(upload: Any, by: User) -> list[Line]:
    """The lines of a workbook's first sheet. Raises a Refusal that names every row that cannot be read."""
    rows = [(number, row) for number, row in enumerate(_cells(upload), 1) if any(str(cell).strip() for cell in row)]
    names = [HEADINGS.get(str(cell).strip().casefold(), "") for cell in rows[0][1]] if rows else []
    if missing := [title for title, name in HEADINGS.items() if name not in names]:
        raise _wrong(f"Judul kolom ini tidak ada: {', '.join(missing)}. Pakai lembar contohnya.")
    if len(rows) < 2:
        raise _wrong("Lembarnya belum berisi. Isi paling sedikit satu baris di bawah judul.")
    if len(rows) > MOST_ROWS + 1:
        raise _wrong(f"Paling banyak {MOST_ROWS} baris sekali muat.")
    offices = {one.code: one for one in Office.objects.all() if may_review(by, one)}
    found: list[Line] = []
    problems: list[str] = []
    seen: dict[tuple[str, str, int, int], int] = {}
    for number, row in rows[1:]:
        try:
            line = _line(dict(zip(names, row, strict=False)), offices)
            key = (line.office, line.indicator, line.year, line.month)
            if key in seen:
                raise ValueError(f"sama dengan baris {seen[key]}.")
            seen[key] = number
            found.append(line)
        except ValueError as error:
            problems.append(f"Baris {number}: {error}")
    if problems:
        more = f" Dan {len(problems) - _TOLD} baris lain." if len(problems) > _TOLD else ""
        raise _wrong("\n".join(problems[:_TOLD]) + more)
    return found


def _line(cells: Mapping[str, Any], offices: Mapping[str, Office]) -> Line:
    code, indicator = _text(cells["office"]), _text(cells["indicator"])
    if code not in offices:
        raise ValueError(f"kantor “{code[:40]}” tidak ada di bawah satuan kerja Anda.")
    if indicator not in INDICATORS or not may_be_declared(INDICATORS[indicator]):
        raise ValueError(f"angka “{indicator[:60]}” tidak ada dalam daftar lembar contoh.")
    year, month = _whole(cells["year"], "tahun"), _month(cells["month"])
    today = offices[code].local_day()
    if year is None or not 2010 <= year <= today.year:
        raise ValueError("tahunnya tidak benar.")
    if (year, month) >= (today.year, today.month):
        raise ValueError("bulannya belum berakhir.")
    said = _text(cells["value"])
    value = None if said.casefold() == WITHDRAWN else _whole(cells["value"], "nilai")
    if value is None and said.casefold() != WITHDRAWN:
        raise ValueError(f"nilainya kosong. Tulis 0 bila nihil, atau “{WITHDRAWN}” untuk menarik yang lama.")
    if value is not None and not 0 <= value <= _MOST_VALUE:
        raise ValueError("nilainya di luar kewajaran.")
    letter = _text(cells["letter"])
    if not letter or len(letter) > 80:
        raise ValueError("nomor suratnya kosong atau lebih dari 80 huruf.")
    letter_on = _day(cells["letter_on"])
    if letter_on > today:
        raise ValueError("tanggal suratnya belum terjadi.")
    return Line(code, indicator, year, month, value, letter, letter_on)


def _text(cell: Any) -> str:
    return " ".join(str(cell).split())


def _whole(cell: Any, title: str) -> int | None:
    """A whole number, as Excel gives it (12.0) or as people write it ("1.200")."""
    if cell == "" or cell is None:
        return None
    if isinstance(cell, (bool, date, datetime)):
        raise ValueError(f"{title} “{cell}” bukan bilangan.")
    if isinstance(cell, (int, float)):
        if cell != int(cell):
            raise ValueError(f"{title} “{cell}” bukan bilangan bulat.")
        return int(cell)
    try:
        number = parse_number(_text(cell))
    except NotANumber as error:
        raise ValueError(f"{title} “{_text(cell)[:30]}” bukan bilangan.") from error
    if number != int(number):
        raise ValueError(f"{title} “{_text(cell)[:30]}” bukan bilangan bulat.")
    return int(number)


def _month(cell: Any) -> int:
    names = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
    if isinstance(cell, str) and cell.strip().casefold() in names:
        return names[cell.strip().casefold()]
    number = _whole(cell, "bulan")
    if number is None or not 1 <= number <= 12:
        raise ValueError(f"bulan “{_text(cell)[:20]}” tidak benar. Tulis 1 sampai 12, atau namanya.")
    return number


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for pattern in ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(_text(cell), pattern).date()
        except ValueError:
            continue
    raise ValueError(f"tanggal surat “{_text(cell)[:20]}” tidak terbaca. Tulis misalnya 05-04-2023.")


def _cells(upload: Any) -> Sequence[Sequence[Any]]:
    if upload.size > MOST_BYTES:
        raise _wrong("Berkasnya lebih besar dari 2 MB.")
    try:
        return first_sheet(upload.read())
    except UnreadableSheet as error:
        raise _wrong("Berkas ini tidak terbaca sebagai Excel. Simpan sebagai XLSX, lalu coba lagi.") from error


def _wrong(sentence: str) -> Refusal:
    return Refusal("sheet_wrong", sentence, fields={"file": sentence})
