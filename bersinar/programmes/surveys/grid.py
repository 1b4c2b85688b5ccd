"""Reading many sheets from pasted text: nine answers a line. What is unclear is refused with its line."""

from __future__ import annotations

import re
from typing import Any

from bersinar.catalogue.instruments.ikm import ELEMENTS

MOST = 500
_SEXES = {"L": "male", "P": "female"}
_EMPTY = {"", "-", "0"}


class UnclearGrid(ValueError):
    """Carries a sentence for every line that cannot be read."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def read_grid(text: str) -> list[dict[str, Any]]:
    """The answers (and the sex, where it begins with L or P) of every line that is not empty. Raises UnclearGrid."""
    sheets: list[dict[str, Any]] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            sheets.append(_read(line))
        except ValueError as fault:
            faults.append(f"Baris {number}: {fault}")
    if len(sheets) > MOST:
        faults.append(f"Paling banyak {MOST} lembar sekali kirim; ini {len(sheets)}.")
    if faults:
        raise UnclearGrid(faults)
    return sheets


def _read(line: str) -> dict[str, Any]:
    sex, rest = _sex_of(line)
    # Pasted from a spreadsheet, an empty cell lies between two marks; typed, each character is an answer.
    cells = re.split(r"[\t;]", rest) if re.search(r"[\t;]", rest) else list(re.sub(r"[\s,.]", "", rest))
    cells = [cell.strip() for cell in cells]
    if wrong := next((cell for cell in cells if cell not in _EMPTY and cell not in {"1", "2", "3", "4"}), None):
        raise ValueError(f"“{wrong}” bukan jawaban. Hanya 1 sampai 4, atau tanda - bila tidak dijawab.")
    if len(cells) != len(ELEMENTS):
        raise ValueError(f"ada {len(cells)} jawaban, seharusnya {len(ELEMENTS)}.")
    answers = {element: int(cell) for element, cell in zip(ELEMENTS, cells, strict=True) if cell not in _EMPTY}
    if not answers:
        raise ValueError("tidak ada jawaban.")
    return {"sex": sex, **answers}


def _sex_of(line: str) -> tuple[str, str]:
    found = re.match(r"\s*([LlPp])[\s,;:]\s?|\s*([LlPp])(?=[-\d])", line)
    if not found:
        return "", line
    return _SEXES[(found[1] or found[2]).upper()], line[found.end() :]
