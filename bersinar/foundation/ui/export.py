"""Lists as XLSX: text stays text, whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    title: str, titles: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[bool] = ()
) -> HttpResponse:
    """One sheet with a header row, as a download with a neutral name."""
    from .numbers import NotANumber, parse_number

    out = io.BytesIO()
    safe = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    book = xlsxwriter.Workbook(out, {**safe, "in_memory": True})
    sheet = book.add_worksheet(title[:31].replace("/", "-"))
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(titles):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, max(12, min(40, len(name) + 4)))
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            if text and column < len(numbers) and numbers[column]:
                try:
                    sheet.write_number(line, column, float(parse_number(text)))
                    continue
                except NotANumber:
                    pass
            sheet.write_string(line, column, text)
    book.close()
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="daftar.xlsx"'
    return response
