"""Reading respondents' answers from an uploaded sheet: one row each, the sex and an answer to every item. No names.

Nothing is guessed: a cell that is no answer is told with its row and item, and then nothing is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bersinar.foundation.ui.sheets import MOST_BYTES, UnreadableSheet, first_sheet

from .models import OwnVersion

MOST_ROWS, _MOST_FAULTS = 2000, 12
_SEXES = {"l": "male", "laki-laki": "male", "p": "female", "perempuan": "female", "": "", "-": ""}


class UnclearAnswers(ValueError):
    """Carries a sentence for every fault, the first dozen of them."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def heads(version: OwnVersion) -> list[str]:
    """The head row of the blank sheet: the sex, then every item by its number and words."""
    return ["L/P", *(f"{number}. {item.words}" for number, item in enumerate(version.questions, start=1))]


def read_answers(content: bytes, version: OwnVersion) -> list[list[Any]]:
    """The rows of an XLSX file as `Answers` keeps them. Raises UnclearAnswers."""
    if len(content) > MOST_BYTES:
        raise UnclearAnswers(["Berkas ini terlalu besar. Paling besar 2 MB."])
    try:
        cells = first_sheet(content, most_rows=MOST_ROWS + 2)
    except UnreadableSheet as error:
        raise UnclearAnswers(["Berkas ini tidak terbaca. Unggah berkas Excel (.xlsx) menurut blangkonya."]) from error
    many, ends = len(version.questions), (version.answer_least or 0, version.answer_most or 0)
    rows: list[list[Any]] = []
    faults: list[str] = []
    for number, row in enumerate(cells[1:], start=2):
        if all(_text(cell) == "" for cell in row):
            continue
        read, wrong = _row(row, many, ends)
        rows.append(read)
        faults += [f"Baris {number}{fault}" for fault in wrong]
    if len(rows) > MOST_ROWS:
        faults.insert(0, f"Paling banyak {MOST_ROWS} responden sekali unggah.")
    if not rows:
        faults.append("Belum ada jawaban di bawah baris judul.")
    if faults:
        more = [f"Masih ada {len(faults) - _MOST_FAULTS} kesalahan lain."] if len(faults) > _MOST_FAULTS else []
        raise UnclearAnswers([*faults[:_MOST_FAULTS], *more])
    return rows


def _row(row: Sequence[Any], many: int, ends: tuple[int, int]) -> tuple[list[Any], list[str]]:
    texts = [_text(cell) for cell in row]
    faults = []
    if (sex := _SEXES.get(texts[0].casefold())) is None:
        faults.append(f": “{texts[0]}” bukan L atau P.")
    if any(texts[many + 1 :]):
        faults.append(f": ada isian di luar {many} butir.")
    answers: list[int | None] = []
    for place, text in enumerate([*texts[1 : many + 1], *[""] * (many + 1 - len(texts))], start=1):
        answer = int(text) if text.isdecimal() and len(text) < 4 else None
        if text not in ("", "-") and (answer is None or not ends[0] <= answer <= ends[1]):
            faults.append(f", butir {place}: “{text}” bukan jawaban {ends[0]} sampai {ends[1]}.")
        answers.append(answer)
    if not faults and all(answer is None for answer in answers):
        faults.append(": tidak ada jawaban.")
    return [sex or "", *answers], faults


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
