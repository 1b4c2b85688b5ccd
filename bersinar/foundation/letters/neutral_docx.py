"""The neutral letter as a DOCX template: what an office gets without one of its own, and may download to begin with.

It is a template like any other, filled through the same door; only its making is code.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, Final

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt

from .blocks import Block, Facts, FilledFacts, Points, Rows, Text
from .kinds import Layout, LetterKind, Signed
from .models import Paper

FONT: Final = "Arial"
SIZES: Final = {Paper.A4: (Cm(21), Cm(29.7)), Paper.F4: (Cm(21.5), Cm(33))}
MARGINS: Final = (Cm(1.8), Cm(2.3), Cm(2), Cm(2.5))  # above, right, below, left
_NO_BORDERS: Final = "".join(
    f'<w:{edge} w:val="nil"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LINES: Final = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@cache
def neutral_template(kind: LetterKind, paper: str) -> bytes:
    """The neutral template of a kind on one paper. Declared once and for all, so it is laid out once in a process."""
    page = _Page(Paper(paper))
    if kind.with_letterhead:
        page.letterhead()
    (page.title if kind.layout is Layout.TITLED else page.address)(kind)
    for block in kind.body:
        page.block(block)
    page.signature(kind)
    return page.packed(kind)


class _Page:
    """One document while it is being written."""

    def __init__(self, paper: Paper) -> None:
        self.file = docx.Document()
        section = self.file.sections[0]
        section.page_width, section.page_height = SIZES[paper]
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = MARGINS
        self.width = Length(section.page_width - section.left_margin - section.right_margin)
        normal = self.file.styles["Normal"]
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        normal.font.name, normal.font.size = FONT, Pt(11)
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = 1.15
        for language in self.file.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "id-ID")

    def line(self, text: str, *, into: Any = None, align: Any = None, size: float = 0, bold: bool = False) -> Any:
        """A paragraph without space after it."""
        paragraph = (into or self.file).add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold = bold
        if size:
            run.font.size = Pt(size)
        return paragraph

    def table(self, widths: list[Length], rows: int = 1, *, lined: bool = False) -> Any:
        """A table with fixed columns, with or without lines."""
        table = self.file.add_table(rows=rows, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        edges = _LINES if lined else _NO_BORDERS
        table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>"))
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        return table

    def letterhead(self) -> None:
        """Logo beside the office's lines, a double line below."""
        logo, words = Cm(2.6), Length(self.width - 2 * Cm(2.6))
        left, middle, _ = self.table([logo, words, logo]).rows[0].cells
        left.paragraphs[0].add_run("{{ logo }}")
        left.paragraphs[0].paragraph_format.space_after = Pt(0)
        loop = middle.paragraphs[0]
        loop.add_run("{%p for baris in kop %}")
        self.line("{{ baris }}", into=middle, align=WD_ALIGN_PARAGRAPH.CENTER, size=13, bold=True)
        self.line("{%p endfor %}", into=middle)
        self.line("{{ kontak_kop }}", into=middle, align=WD_ALIGN_PARAGRAPH.CENTER, size=9)
        below = self.line("")
        below.paragraph_format.space_after = Pt(8)
        edge = '<w:top w:val="thinThickSmallGap" w:sz="18" w:space="3" w:color="auto"/>'
        below._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>"))

    def title(self, kind: LetterKind) -> None:
        """The title in the middle, the number under it."""
        head = self.line("{{ judul }}", align=WD_ALIGN_PARAGRAPH.CENTER, size=13, bold=True)
        head.runs[0].underline = True
        if kind.needs_number:
            self.line("Nomor: {{ nomor }}", align=WD_ALIGN_PARAGRAPH.CENTER)
        self.line("")

    def address(self, kind: LetterKind) -> None:
        """Number, enclosure and subject on the left, place and day on the right, then whom it is for."""
        rows = [("Nomor", "{{ nomor }}")] if kind.needs_number else []
        rows += [("Lampiran", "{% if lampiran %}{{ lampiran }}{% else %}-{% endif %}"), ("Perihal", "{{ perihal }}")]
        first = self.line(f"{rows[0][0]}\t: {rows[0][1]}\t{{{{ tempat }}}}, {{{{ tanggal }}}}")
        first.paragraph_format.tab_stops.add_tab_stop(Cm(2.2))
        first.paragraph_format.tab_stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT)
        for label, text in rows[1:]:
            self._fact(label, text, Cm(2.2))
        self.line("")
        for text in ("Kepada", "Yth. {{ kepada }}", "di tempat", ""):
            self.line(text)

    def _fact(self, label: str, text: str, at: Length) -> None:
        paragraph = self.line(f"{label}\t: {text}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(at)
        paragraph.paragraph_format.left_indent = Length(at + Cm(0.3))
        paragraph.paragraph_format.first_line_indent = Length(-(at + Cm(0.3)))

    def block(self, block: Block) -> None:
        if isinstance(block, Text):
            paragraph = self.file.add_paragraph()
            run = paragraph.add_run(block.text)
            run.bold = block.style == "heading"
            centred = block.style == "centred"
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.keep_with_next = block.style == "heading"
        elif isinstance(block, Facts):
            for label, text in block.rows:
                self._fact(label, text, Cm(4))
            self.line("")
        elif isinstance(block, FilledFacts):
            for label, name in block.rows:
                self.line(f"{{%p if {name} %}}")
                self._fact(label, f"{{{{ {name} }}}}", Cm(4))
                self.line("{%p endif %}")
            self.line("")
        elif isinstance(block, Points):
            self.line(f"{{%p for baris in {block.of} %}}")
            point = self.line("{{ loop.index }}.\t{{ baris }}")
            point.paragraph_format.left_indent, point.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
            point.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
            point.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            self.line("{%p endfor %}")
            self.line("")
        else:
            self._rows(block)

    def _rows(self, block: Rows) -> None:
        """A head, and one row that Word repeats for every row of the field."""
        number = Cm(1.1)
        share = Length((self.width - number) // len(block.columns))
        table = self.table([number, *([share] * len(block.columns))], rows=4, lined=True)
        for cell, text in zip(table.rows[0].cells, ("No.", *(title for title, _ in block.columns)), strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        table.rows[1].cells[0].paragraphs[0].add_run(f"{{%tr for baris in {block.of} %}}")
        values = ("{{ loop.index }}", *(f"{{{{ baris.{column} }}}}" for _, column in block.columns))
        for cell, text in zip(table.rows[2].cells, values, strict=True):
            cell.paragraphs[0].add_run(text)
        table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
        for row in table.rows:
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        self.line("")

    def signature(self, kind: LetterKind) -> None:
        """QR and its words on the left, whoever signs beside them; they stay on one page."""
        if kind.signed is Signed.NOBODY:
            return
        self.line("")
        head = ("{{ jabatan }}", "penanda_tangan", "{{ pangkat }}")
        who = [head] if kind.signed is Signed.HEAD else [(what, name, "") for what, name in kind.signers]
        names = {f"{{{{ {name} }}}}" for _, name, _ in who}
        signers = [[f"{what},", "", "", "", f"{{{{ {name} }}}}", *([rank] if rank else [])] for what, name, rank in who]
        if kind.layout is Layout.TITLED:
            above = [""] * (len(signers) - 1) + ["{{ tempat }}, {{ tanggal }}"]
            signers = [[first, *lines] for first, lines in zip(above, signers, strict=True)]
        share = Length(self.width // (len(signers) + 1))
        left, *places = self.table([share] * (len(signers) + 1)).rows[0].cells
        picture = left.paragraphs[0]
        picture.add_run("{{ qr }}")
        picture.paragraph_format.space_after = Pt(0)
        self.line("{{ teks_qr }}", into=left, size=7.5)
        for place, lines in zip(places, signers, strict=True):
            place.paragraphs[0].add_run(lines[0])
            place.paragraphs[0].paragraph_format.space_after = Pt(0)
            for text in lines[1:]:
                self.line(text, into=place, bold=text in names)
        for paragraph in (*left.paragraphs, *(one for place in places for one in place.paragraphs[:-1])):
            paragraph.paragraph_format.keep_with_next = True

    def packed(self, kind: LetterKind) -> bytes:
        properties = self.file.core_properties
        properties.title, properties.author, properties.comments = kind.title, "", ""
        out = BytesIO()
        self.file.save(out)
        return out.getvalue()
