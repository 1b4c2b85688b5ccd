"""A report as a workbook: real numbers to calculate with, native charts, and the annex behind the figures.

A text is always written as text, so that one beginning with "=" never becomes a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..document import (
    AnnexSheet,
    BigNumbers,
    Block,
    Bullets,
    Cell,
    Chart,
    Checks,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    heading,
    outline,
    printed,
)
from .words import CHECKS, CREATOR, DRAFT_LINE, NOTES, OUTCOMES, cutoff_line, made_at

ACCENT: Final = "#0B4F8A"
COLOURS: Final = ("#0B4F8A", "#C8641B", "#3B7D5A", "#7A5195", "#8A8D91", "#B8383B")
SUMMARY: Final = "Ringkasan"
LONGEST_TEXT: Final = 32_767  # a longer one Excel does not open
EXACT_DIGITS: Final = 15  # Excel keeps no more of a number
WIDEST: Final = 60
TEXT_COLUMNS: Final = 8  # a paragraph runs over so many columns
UNSAFE_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
FIGURE: Final = re.compile(
    r"(?P<before>[^\d,.+-]*)(?P<whole>-?(?:\d{1,3}(?:\.\d{3})+|\d+))(?:,(?P<decimals>\d+))?(?P<after>\D*)"
)


@dataclass
class _Book:
    """The workbook being written, its formats by what they look like, and the sheet names already given."""

    workbook: Workbook
    names: set[str] = field(default_factory=set)
    formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def style(self, **looks: object) -> Format:
        """A format, made once."""
        key = tuple(sorted(looks.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format({"valign": "top", **looks})
        return self.formats[key]

    def sheet(self, title: str) -> _Sheet:
        """A new sheet under a name Excel accepts: 31 characters, none of []:*?/\\, no other sheet's."""
        base = UNSAFE_NAME.sub(" ", title).strip().strip("'").strip() or "Lembar"
        name, again = base[:31].strip(" '"), 1
        while name.casefold() in self.names | {"history"}:
            again += 1
            name = f"{base[: 31 - len(f' ({again})')].strip()} ({again})"
        self.names.add(name.casefold())
        return _Sheet(self, self.workbook.add_worksheet(name), name)


@dataclass
class _Sheet:
    """One sheet, written from the top down; it remembers how wide its tables are."""

    book: _Book
    sheet: Worksheet
    name: str
    row: int = 0
    widths: dict[int, int] = field(default_factory=dict)

    def text(self, column: int, text: str, **looks: object) -> None:
        """A text, as text."""
        cut = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
        self.sheet.write_string(self.row, column, cut, self.book.style(**looks))

    def line(self, text: str, **looks: object) -> None:
        """A line of its own above or below a table."""
        self.text(0, text, **looks)
        self.row += 1

    def paragraph(self, text: str, **looks: object) -> None:
        """A longer text, wrapped over several columns."""
        cut = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
        style = self.book.style(text_wrap=True, **looks)
        self.sheet.merge_range(self.row, 0, self.row, TEXT_COLUMNS - 1, "", style)
        self.sheet.write_string(self.row, 0, cut, style)
        self.sheet.set_row(self.row, min(400, 15 * (1 + len(cut) // 100)))
        self.row += 1

    def cell(self, column: int, cell: Cell, align: str) -> None:
        """A cell: its number where it has one that Excel can hold exactly, else its text."""
        looks: dict[str, object] = {"bold": True} if cell.emphasis else {}
        self.widen(column, cell.text)
        if cell.number is None or not _exact(cell.number):
            self.text(column, cell.text, align=align, text_wrap=len(cell.text) > WIDEST, **looks)
        else:
            style = self.book.style(num_format=number_format(cell.number, cell.text), **looks)
            self.sheet.write_number(self.row, column, float(cell.number), style)

    def head(self, columns: Sequence[Column]) -> None:
        """The head of a table."""
        looks = {"bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True}
        for at, column in enumerate(columns):
            self.widen(at, column.title)
            self.text(at, column.title, align=column.align, **looks)
        self.row += 1

    def rows(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        """The rows of a table."""
        for row in rows:
            for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
                self.cell(at, cell, column.align)
            self.row += 1

    def widen(self, column: int, text: str) -> None:
        """Note that this text stands in the column."""
        self.widths[column] = max(self.widths.get(column, 10), min(len(text) + 2, WIDEST))

    def finish(self, frozen: int) -> None:
        """Set the widths, and keep the first rows in sight."""
        for column, width in self.widths.items():
            self.sheet.set_column(column, column, width)
        self.sheet.freeze_panes(frozen, 0)
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)


def write(document: Document) -> bytes:
    """The report as an XLSX file."""
    target = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(target, options) as workbook:
        _fill(_Book(workbook), document)
    return target.getvalue()


def _fill(book: _Book, document: Document) -> None:
    _properties(book, document)
    _summary(book, document)
    for at, section in enumerate(document.sections, 1):
        _section(book, str(at), section)
    _checks(book, document)
    _notes(book, document)
    for annex in document.annex:
        _annex(book, annex)


def _properties(book: _Book, document: Document) -> None:
    book.workbook.set_properties(
        {
            "title": document.title,
            "subject": document.subtitle,
            "author": document.office,
            "company": document.office,
            "comments": CREATOR,
            "created": made_at(document).replace(tzinfo=None),
        }
    )


def _blocks(sections: Sequence[Section]) -> Iterator[Block]:
    for _, section in outline(sections):
        yield from section.blocks


def _summary(book: _Book, document: Document) -> None:
    sheet = book.sheet(SUMMARY)
    sheet.line(document.title, bold=True, font_size=16, font_color=ACCENT)
    for line in (document.subtitle, document.office, document.period, cutoff_line(document), document.tagline):
        if line:
            sheet.line(line)
    if document.draft:
        sheet.line(DRAFT_LINE, bold=True, font_color="#9A3B00")
    sheet.row += 1
    for block in _blocks(document.sections):
        if isinstance(block, BigNumbers):
            _big_numbers(sheet, block)
    sheet.finish(frozen=1)


def _big_numbers(sheet: _Sheet, block: BigNumbers) -> None:
    columns = (Column("Uraian"), Column("Nilai", "right"), Column("Keterangan"))
    sheet.head(columns)
    sheet.rows(columns, ((Cell(big.label), Cell(big.value, emphasis=True), Cell(big.detail)) for big in block.items))
    sheet.row += 1


def _section(book: _Book, number: str, section: Section) -> None:
    """One sheet for a section and all below it, if there is anything to calculate with or to read."""
    written = (Table, Chart, Paragraph, Bullets)
    parts = [("", section), *((f"{number}.{sub}", each) for sub, each in outline(section.sections))]
    if not any(isinstance(block, written) for block in _blocks((section,))):
        return
    sheet = book.sheet(heading(number, section))
    sheet.line(heading(number, section), bold=True, font_size=14, font_color=ACCENT)
    for name, part in parts:
        if name:
            sheet.line(heading(name, part), bold=True, font_size=12, font_color=ACCENT)
        for block in part.blocks:
            _block(sheet, block)
    sheet.finish(frozen=1)


def _block(sheet: _Sheet, block: Block) -> None:
    match block:
        case Table():
            _table(sheet, block)
        case Chart():
            _chart(sheet, block)
        case Paragraph():
            sheet.paragraph(block.text, italic=block.style in ("quote", "gap"))
        case Bullets():
            for item in block.items:
                sheet.paragraph(f"• {item}")
        case _:  # big numbers and checks have sheets of their own
            return
    sheet.row += 1


def _table(sheet: _Sheet, table: Table) -> None:
    sheet.line(table.caption, bold=True)
    if table.rows:
        sheet.head(table.columns)
        sheet.rows(table.columns, table.rows)
    else:
        sheet.line(table.empty, italic=True)
    if table.note:
        sheet.line(table.note, italic=True)


def _chart(sheet: _Sheet, chart: Chart) -> None:
    """The numbers of the chart and, to their right, a native chart that reads them."""
    data = chart.data()
    top = sheet.row + 2
    _table(sheet, data)
    if not chart.categories or not chart.series:
        return
    kind = {"type": "bar"} if chart.kind == "bar" else {"type": "column"}
    subtype = {"subtype": "stacked"} if chart.kind == "stacked" else {}
    drawn = sheet.book.workbook.add_chart(kind | subtype)
    last = top + len(chart.categories) - 1
    for at, _ in enumerate(chart.series, 1):
        drawn.add_series(
            {
                "name": [sheet.name, top - 1, at],
                "categories": [sheet.name, top, 0, last, 0],
                "values": [sheet.name, top, at, last, at],
                "fill": {"color": COLOURS[(at - 1) % len(COLOURS)]},
            }
        )
    drawn.set_title({"name": chart.caption, "overlay": False, "name_font": {"size": 12}})
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    drawn.set_y_axis({"reverse": True} if chart.kind == "bar" else {"name": chart.unit})
    place = {"description": chart.description, "object_position": 2}
    sheet.sheet.insert_chart(top - 1, len(data.columns) + 1, drawn, place)
    sheet.row = max(sheet.row, top + 15)  # a chart is 15 rows high


def _checks(book: _Book, document: Document) -> None:
    checks = [check for block in _blocks(document.sections) if isinstance(block, Checks) for check in block.items]
    if not checks:
        return
    sheet = book.sheet(CHECKS)
    columns = tuple(Column(title) for title in ("Pemeriksaan", "Hasil", "Temuan", "Penjelasan"))
    sheet.head(columns)
    rows = ((check.title, OUTCOMES[check.outcome], check.finding, check.explanation) for check in checks)
    sheet.rows(columns, (tuple(Cell(text) for text in row) for row in rows))
    sheet.finish(frozen=1)


def _notes(book: _Book, document: Document) -> None:
    if not document.notes:
        return
    sheet = book.sheet(NOTES)
    columns = (Column("No.", "right"), Column(NOTES))
    sheet.head(columns)
    rows = ((Cell(str(at), Decimal(at)), Cell(note)) for at, note in enumerate(document.notes, 1))
    sheet.rows(columns, rows)
    sheet.finish(frozen=1)


def _annex(book: _Book, annex: AnnexSheet) -> None:
    """The facts behind the figures; the note stands below, so that the head is the first row and filters work."""
    sheet = book.sheet(annex.title)
    sheet.head(annex.columns)
    sheet.rows(annex.columns, annex.rows)
    if annex.rows and annex.columns:
        sheet.sheet.autofilter(0, 0, sheet.row - 1, len(annex.columns) - 1)
    if annex.note:
        sheet.row += 1
        sheet.line(annex.note, italic=True)
    sheet.finish(frozen=1)


def _exact(number: Decimal) -> bool:
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= EXACT_DIGITS


def number_format(number: Decimal, text: str) -> str:
    """How Excel shows the number just as the text does: its decimals, its thousands, its unit.

    Where the text says another number (a weight in kilograms, kept in grams), the number is shown as it is.
    """
    found = FIGURE.fullmatch(text.strip())
    if found is None or not _says(found, number):
        decimals = len(printed(number).partition(",")[2])
        return "#,##0" + ("." + "0" * decimals if decimals else "")
    whole = "#,##0" if "." in found["whole"] or len(found["whole"].lstrip("-")) <= 3 else "0"
    decimals = len(found["decimals"] or "")
    return _literal(found["before"]) + whole + ("." + "0" * decimals if decimals else "") + _literal(found["after"])


def _says(found: re.Match[str], number: Decimal) -> bool:
    """Whether the text is this number, rounded to the decimals it shows."""
    shown = Decimal(f"{found['whole'].replace('.', '')}.{found['decimals'] or 0}")
    return abs(shown - number) <= Decimal(5).scaleb(-1 - len(found["decimals"] or ""))


def _literal(text: str) -> str:
    return f'"{text}"' if text and '"' not in text else ""
