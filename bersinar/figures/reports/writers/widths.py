"""How much room the columns of a printed table ask for, so that PDF and Word lay them out alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..document import Cell, Column

MOST: Final = {"left": 42, "right": 20}  # in letters; longer texts wrap
LEAST: Final = 4


def widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The width of every column, in letters."""
    return [_width(column, [row[at].text for row in rows]) for at, column in enumerate(columns)]


def _width(column: Column, texts: Sequence[str]) -> int:
    """The longest cell or word of the title, within reason."""
    wanted = max(map(len, (*column.title.split(), *texts)), default=LEAST)
    return max(LEAST, min(wanted, MOST[column.align]))
