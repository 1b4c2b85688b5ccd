"""A report as a Word document an office can go on editing: real styles, alt texts, repeated table heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from html import escape
from io import BytesIO
from itertools import count
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from .. import charts
from ..document import (
    BigNumbers,
    Block,
    Bullets,
    Cell,
    Chart,
    Check,
    Checks,
    Column,
    Document,
    Paragraph,
    Signatory,
    Table,
    depth,
    heading,
    outline,
)
from .widths import widths
from .words import CREATOR, DRAFT, DRAFT_LINE, NOTES, OUTCOMES, alternative, cutoff_line, long_date, made_at, printable

ACCENT: Final = RGBColor(0x0B, 0x4F, 0x8A)
TABLE_TWIPS: Final = 9070  # 16 cm
TABLE_STYLE: Final = "Tabel Laporan"
CELL_STYLES: Final[Mapping[str, str]] = {"left": "Isi Tabel", "right": "Angka Tabel"}
FONT: Final = "Calibri"
TEXT_WIDTH: Final = Cm(16)
STYLES: Final[Mapping[str, str]] = {"normal": "Normal", "lead": "Body Text", "quote": "Quote", "gap": "Intense Quote"}
BORDERS: Final = f"""
<w:tblPr {nsdecls("w")}>
  <w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="0B4F8A"/>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="0B4F8A"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9D5E0"/>
  </w:tblBorders>
  <w:tblCellMar>
    <w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
    <w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
  </w:tblCellMar>
</w:tblPr>"""
FIRST_ROW: Final = f"""
<w:tblStylePr {nsdecls("w")} w:type="firstRow">
  <w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
  <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="0B4F8A"/></w:tcPr>
</w:tblStylePr>"""


@dataclass(frozen=True)
class _Word:
    """The Word document being written, with the running numbers of its tables and pictures."""

    file: WordDocument
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    charts: Iterator[int] = field(default_factory=lambda: count(1))

    def paragraph(self, text: str, style: str = "Normal") -> WordParagraph:
        """A paragraph in one of Word's own styles."""
        return self.file.add_paragraph(printable(text), style)


def write(document: Document) -> bytes:
    """The report as a DOCX file."""
    word = _Word(docx.Document())
    _styles(word.file)
    _properties(word.file, document)
    _page(word.file, document)
    _head(word, document)
    for number, section in outline(document.sections):
        head = word.file.add_heading(printable(heading(number, section)), min(depth(number), 3))
        head.paragraph_format.page_break_before = section.mark is not None and depth(number) == 1
        for block in section.blocks:
            _WRITE[type(block)](block, word)
    _notes(word, document)
    if document.signatory:
        _signature(word, document.signatory)
    return _packed(word.file, document)


def _styles(file: WordDocument) -> None:
    """Word's own styles in our colours, the language of the text, and one style for all tables."""
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        style = file.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.name = FONT
        if name != "Normal":
            style.font.color.rgb = ACCENT
    file.styles["Normal"].font.size = Pt(11)
    file.styles["Caption"].paragraph_format.keep_with_next = True
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")
    for align, name in CELL_STYLES.items():
        cell = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        cell.base_style = file.styles["Normal"]
        cell.font.size = Pt(9.5)
        cell.paragraph_format.space_after = Pt(0)
        cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT if align == "right" else WD_ALIGN_PARAGRAPH.LEFT
    table = file.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    table.base_style = file.styles["Normal Table"]
    table.element.append(parse_xml(BORDERS))
    table.element.append(parse_xml(FIRST_ROW))


def _properties(file: WordDocument, document: Document) -> None:
    made = made_at(document)
    stamp = made.astimezone(UTC).replace(tzinfo=None) if made.tzinfo else made
    properties = file.core_properties
    properties.title = printable(document.title)[:255]
    properties.subject = printable(document.subtitle)[:255]
    properties.author = printable(document.office)[:255]
    properties.last_modified_by = CREATOR
    properties.comments = ""
    properties.language = "id-ID"
    properties.created = properties.modified = stamp


def _page(file: WordDocument, document: Document) -> None:
    """A4, the draft mark above, the cut-off and the page number below."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    if document.draft:
        above = section.header.paragraphs[0]
        above.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        above.add_run(DRAFT).bold = True
    below = section.footer.paragraphs[0]
    below.paragraph_format.tab_stops.clear_all()
    below.add_run(printable(f"{document.office} · {cutoff_line(document)} · Halaman "))
    _number_field(below, "PAGE")
    below.add_run(" dari ")
    _number_field(below, "NUMPAGES")


def _number_field(paragraph: WordParagraph, instruction: str, shown: str = "1") -> None:
    """A number Word counts by itself; `shown` stands there until it does."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), f" {instruction} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def _head(word: _Word, document: Document) -> None:
    word.paragraph(document.office).runs[0].bold = True
    word.paragraph(document.title, "Title")
    if document.subtitle:
        word.paragraph(document.subtitle, "Subtitle")
    for line in (document.tagline, f"{document.period} · {cutoff_line(document)}"):
        if line:
            word.paragraph(line)
    if document.draft:
        word.paragraph(DRAFT_LINE).runs[0].bold = True


def _paragraph(paragraph: Paragraph, word: _Word) -> None:
    word.paragraph(paragraph.text, STYLES[paragraph.style])


def _bullets(bullets: Bullets, word: _Word) -> None:
    for item in bullets.items:
        word.paragraph(item, "List Bullet")


def _caption(word: _Word, kind: str, number: int, text: str) -> None:
    """A caption with Word's own running number, so that a list of tables can be made from it."""
    caption = word.paragraph(f"{kind} ", "Caption")
    _number_field(caption, f"SEQ {kind} \\* ARABIC", str(number))
    caption.add_run(printable(f". {text}"))


def _big_numbers(block: BigNumbers, word: _Word) -> None:
    columns = (Column("Uraian"), Column("Nilai", "right"), Column("Keterangan"))
    _grid(word, columns, [(Cell(big.label), Cell(big.value, emphasis=True), Cell(big.detail)) for big in block.items])


def _table(table: Table, word: _Word) -> None:
    _caption(word, "Tabel", next(word.tables), table.caption)
    if table.rows:
        _grid(word, table.columns, table.rows)
    else:
        word.paragraph(table.empty)
    if table.note:
        word.paragraph(table.note).runs[0].italic = True


def _grid(word: _Word, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Head and rows, with columns as wide as their texts ask for.

    Written as XML in one go: python-docx takes seconds over a year's tables, cell by cell.
    """
    letters = widths(columns, rows)
    shares = [TABLE_TWIPS * width // sum(letters) for width in letters]
    style = word.file.styles[TABLE_STYLE].style_id
    lines = (
        _row([Cell(column.title) for column in columns], columns, shares, "<w:cantSplit/><w:tblHeader/>"),
        *(_row(row, columns, shares, "<w:cantSplit/>") for row in rows),
    )
    grid = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{TABLE_TWIPS}" w:type="dxa"/>'
        '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(lines)}</w:tbl>"
    )
    word.file.element.body._insert_tbl(table)
    word.paragraph("").paragraph_format.space_after = Pt(0)


def _row(cells: Sequence[Cell], columns: Sequence[Column], shares: Sequence[int], how: str) -> str:
    """One row of a table: repeated as a head or not, never cut by a page."""
    written = (_cell(cell, column, share) for cell, column, share in zip(cells, columns, shares, strict=True))
    return f"<w:tr><w:trPr>{how}</w:trPr>{''.join(written)}</w:tr>"


def _cell(cell: Cell, column: Column, share: int) -> str:
    text = escape(printable(cell.text)).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    style = CELL_STYLES[column.align].replace(" ", "")
    bold = "<w:rPr><w:b/></w:rPr>" if cell.emphasis else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )


def _chart(chart: Chart, word: _Word) -> None:
    _caption(word, "Gambar", next(word.charts), chart.caption)
    drawing = BytesIO(charts.png(chart, width=charts.WIDE))
    shape = word.file.add_picture(drawing, width=TEXT_WIDTH)
    shape._inline.docPr.set("descr", printable(alternative(chart)))
    if chart.with_table and chart.categories:
        _grid(word, chart.data().columns, chart.data().rows)


def _checks(checks: Checks, word: _Word) -> None:
    columns = (Column("Pemeriksaan"), Column("Hasil"), Column("Temuan"))
    _grid(word, columns, [_check(check) for check in checks.items])


def _check(check: Check) -> tuple[Cell, Cell, Cell]:
    finding = f"{check.finding} Penjelasan: {check.explanation}" if check.explanation else check.finding
    return Cell(check.title), Cell(OUTCOMES[check.outcome], emphasis=True), Cell(finding)


def _notes(word: _Word, document: Document) -> None:
    if not document.notes:
        return
    word.file.add_heading(NOTES, 1)
    for note in document.notes:
        word.paragraph(note, "List Number")


def _signature(word: _Word, signatory: Signatory) -> None:
    opening = (f"{signatory.place}, {long_date(signatory.on)}", signatory.title)
    lines = (*opening, "", "", "", signatory.name, signatory.rank)
    for at, line in enumerate(lines):
        paragraph = word.paragraph(line)
        paragraph.paragraph_format.left_indent = Cm(8.5)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = at < len(lines) - 1
        for run in paragraph.runs:
            run.bold = at == lines.index(signatory.name)


def _packed(file: WordDocument, document: Document) -> bytes:
    """The file with every part stamped alike: python-docx stamps the clock, and no two files would be the same."""
    loose, packed = BytesIO(), BytesIO()
    file.save(loose)
    stamp = made_at(document).timetuple()[:6]
    with ZipFile(loose) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for part in parts.infolist():
            target.writestr(ZipInfo(part.filename, stamp), parts.read(part), ZIP_DEFLATED)
    return packed.getvalue()


_WRITE: Final[Mapping[type[Block], Callable[[Any, _Word], None]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    BigNumbers: _big_numbers,
    Table: _table,
    Chart: _chart,
    Checks: _checks,
}
