"""Reading the sheets that people upload: the first of a workbook, as rows of values."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MOST_BYTES = 2_000_000  # of one upload: thousands of rows


class UnreadableSheet(ValueError):
    """What was uploaded is no workbook, or holds no sheet. Whoever asked says so in words of their own."""


def first_sheet(content: bytes, *, most_rows: int | None = None) -> Sequence[Sequence[Any]]:
    """The rows of the first sheet, no more than `most_rows`. Raises UnreadableSheet."""
    try:
        rows: Sequence[Sequence[Any]] = (
            CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(nrows=most_rows)
        )
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise UnreadableSheet from error
    return rows
