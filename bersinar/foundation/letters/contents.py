"""What is typed into a letter: checked against its kind's fields, and kept as one sealed text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bersinar.foundation.wire.refusals import Refusal

from .kinds import Field, LetterKind

MOST_TEXT = 4000
MOST_CELL = 200


def checked(kind: LetterKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in their fields' shape. Refuses what is missing, too long or not a field of this kind."""
    strange = set(values) - {field.name for field in kind.fields}
    if strange:
        raise ValueError(f"{kind.code} has no field {', '.join(sorted(strange))}")
    kept, problems = {}, {}
    for field in kind.fields:
        try:
            kept[field.name] = _shaped(field, values.get(field.name))
        except ValueError as problem:
            problems[field.name] = str(problem)
    if problems:
        raise Refusal("letter_fields", "Periksa isian surat yang ditandai.", fields=problems)
    return kept


def _shaped(field: Field, value: Any) -> Any:
    if field.columns:
        return _rows(field, value)
    if field.many:
        return _lines(field, value)
    text = _clean(value)
    if not text and field.required:
        raise ValueError("Wajib diisi.")
    if len(text) > MOST_TEXT:
        raise ValueError(f"Terlalu panjang, paling banyak {MOST_TEXT} huruf.")
    return text


def _clean(value: Any) -> str:
    """Plain text: what Word cannot hold is left out, line breaks stay."""
    text = str(value if value is not None else "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n").strip()


def _lines(field: Field, value: Any) -> list[str]:
    given = value.splitlines() if isinstance(value, str) else list(value or ())
    lines = [line for line in (_clean(one) for one in given) if line]
    if not lines and field.required:
        raise ValueError("Tuliskan paling sedikit satu baris.")
    _limit(field, lines, [lines])
    return lines


def _rows(field: Field, value: Any) -> list[dict[str, str]]:
    """Rows as a room gives them (dictionaries), or as they are typed: a line each, columns parted by semicolons."""
    if not isinstance(value, str):
        rows = [{column.name: _clean(row.get(column.name, "")) for column in field.columns} for row in value or ()]
    else:
        rows = [_row(field, number, line) for number, line in enumerate(value.splitlines(), 1) if line.strip()]
    rows = [row for row in rows if any(row.values())]
    if not rows and field.required:
        raise ValueError(f"Tuliskan paling sedikit satu baris: {_pattern(field)}.")
    _limit(field, rows, [list(row.values()) for row in rows])
    return rows


def _row(field: Field, number: int, line: str) -> dict[str, str]:
    parts = [_clean(part) for part in line.split(";")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) > len(field.columns):
        raise ValueError(f"Baris {number}: terlalu banyak bagian. Tulis {_pattern(field)}.")
    parts += [""] * (len(field.columns) - len(parts))
    if not parts[0]:
        raise ValueError(f"Baris {number}: {field.columns[0].words} belum diisi. Tulis {_pattern(field)}.")
    return dict(zip((column.name for column in field.columns), parts, strict=True))


def _pattern(field: Field) -> str:
    return "; ".join(column.words for column in field.columns)


def _limit(field: Field, rows: list[Any], cells: list[list[str]]) -> None:
    if len(rows) > field.most:
        raise ValueError(f"Paling banyak {field.most} baris.")
    if any(
        len(cell) > (MOST_CELL * 4 if rows and isinstance(rows[0], str) else MOST_CELL) for row in cells for cell in row
    ):
        raise ValueError("Ada baris yang terlalu panjang.")


def example_values(kind: LetterKind) -> dict[str, Any]:
    """Every field of a kind with its example."""
    return {field.name: field.shaped(field.example) for field in kind.fields}


def written_down(values: Mapping[str, Any]) -> str:
    """The values as one text, to be sealed."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def read_back(kind: LetterKind, text: str) -> dict[str, Any]:
    """The values of a sealed text; a field that the kind got later is empty."""
    kept = json.loads(text) if text else {}
    return {field.name: kept.get(field.name, [] if field.is_list else "") for field in kind.fields}
