"""What a report promises in every format: it opens, it says what the document says, and no text in it acts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bersinar.figures.reports.document import Cell, Chart, Column, Document, Series, Table, outline
from bersinar.figures.reports.writers import FILES, WRITERS, Format, html, json_, pdf, text, xlsx

from .sample import HOSTILE, hostile, large, sample

FIGURES = ("12.480", "4,89 kg", "98,76%", "4.890,44 g", "Rp1.500.000", "128", "61,25", "78,25")


class Reader(HTMLParser):
    """Reads a page: its tags in order, its attributes, its text; and refuses tags that do not close."""

    VOID = frozenset({"br", "meta", "link", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for each, attributes in self.tags if each == tag]

    def classed(self, name: str) -> list[str]:
        return [tag for tag, attributes in self.tags if name in (attributes.get("class") or "").split()]


def squeezed(words: str) -> str:
    """The text without white space, which every format lays out in its own way."""
    return re.sub(r"\s+", "", words)


@cache
def written(form: Format, make: Callable[[], Document]) -> bytes:
    """A report as a file: each once, for all promises that read it."""
    return WRITERS[form](make())


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def docx_text(content: bytes) -> str:
    file = docx.Document(BytesIO(content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in file.paragraphs), *cells))


def xlsx_cells(content: bytes) -> Iterator[object]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    for name in workbook.sheet_names:
        for row in workbook.get_sheet_by_name(name).to_python():
            yield from row


# Every format


@pytest.mark.parametrize("form", sorted(WRITERS))
@pytest.mark.parametrize("make", [sample, hostile])
def test_every_format_is_written(form: Format, make) -> None:
    assert written(form, make)
    assert FILES[form].extension.startswith(".")


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_the_same_moment_gives_the_same_bytes(form: Format) -> None:
    assert WRITERS[form](sample()) == written(form, sample)


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_an_empty_report_is_still_a_report(form: Format) -> None:
    bare = Document("Laporan", "", "BNN Kabupaten Contoh", "Januari 2022", "per 31 Januari 2022", "", ())
    assert WRITERS[form](bare)


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="has not 2 cells"):
        Table("Klien", (Column("Bulan"), Column("Jumlah")), ((Cell("Januari"),),))


def test_a_series_that_does_not_fit_its_categories_is_refused() -> None:
    with pytest.raises(ValueError, match="has not 2 values"):
        Chart("Klien", "column", ("Jan", "Feb"), (Series("Klien", (Decimal(1),)),), "Klien per bulan")


def test_a_chart_as_table_keeps_every_decimal_and_shows_a_gap_as_a_dash() -> None:
    chart = Chart("Berat", "column", ("Jan", "Feb"), (Series("Sabu", (Decimal("4890.440"), None)),), "Berat", "g")
    assert [[cell.text for cell in row] for row in chart.data().rows] == [["Jan", "4.890,440"], ["Feb", "–"]]


# PDF


def test_the_pdf_says_its_title_and_language_and_is_tagged() -> None:
    reader = PdfReader(BytesIO(written("pdf", sample)))
    catalogue = reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == "Laporan Akhir Tahun 2022"
    assert str(catalogue["/Lang"]).startswith("id")
    assert "'/Marked': True" in str(catalogue["/MarkInfo"])
    assert "/StructTreeRoot" in catalogue


def test_the_pdf_prints_every_figure_the_cut_off_and_its_pages() -> None:
    printed = squeezed(pdf_text(written("pdf", sample)))
    for figure in (*FIGURES, "Data per 28 Desember 2022", "Halaman 1 dari", "Sri Wahyuni", "Tabel 1.", "Gambar 1."):
        assert squeezed(figure) in printed


def test_the_pdf_is_marked_as_a_draft_until_it_is_signed() -> None:
    assert "DRAF" in pdf_text(written("pdf", sample))
    assert "DRAF" not in pdf_text(pdf.write(replace(sample(), draft=False)))


def test_the_pdf_prints_hostile_texts_as_they_stand() -> None:
    printed = squeezed(pdf_text(written("pdf", hostile))).replace("\u200b", "")
    for nasty in HOSTILE:
        if nasty.isprintable() and nasty.isascii():
            assert squeezed(nasty) in printed


def test_what_no_font_can_print_becomes_a_square_and_leaves_the_rest_of_the_report() -> None:
    printed = pdf_text(pdf.write(replace(sample(), tagline="Hebat 😀 ＢＮＮ")))
    assert "Hebat □ BNN" in printed


def test_a_large_pdf_repeats_its_table_heads() -> None:
    reader = PdfReader(BytesIO(pdf.write(large())))
    assert len(reader.pages) > 10
    assert sum("Kecamatan" in page.extract_text() for page in reader.pages) > 10


# DOCX


def test_the_docx_has_headings_table_values_and_alternative_texts() -> None:
    content = written("docx", sample)
    file = docx.Document(BytesIO(content))
    headings = [each.text for each in file.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    numbered = [f"{number} {each.title}" for number, each in outline(sample().sections) if "." not in number]
    assert headings == [*numbered, "Catatan"]
    assert "Heading 2" in {each.style.name for each in file.paragraphs if each.style is not None}
    assert all(figure in docx_text(content) for figure in FIGURES)
    pictures = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert pictures[0] == "Klien baru tiap bulan berkisar antara 6 dan 10 orang."
    assert len(pictures) == 2


def test_the_docx_is_a4_in_indonesian_and_repeats_its_table_heads() -> None:
    file = docx.Document(BytesIO(written("docx", sample)))
    page = file.sections[0]
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert file.core_properties.language == "id-ID"
    assert file.core_properties.title == "Laporan Akhir Tahun 2022"
    assert {each.get(qn("w:val")) for each in file.styles.element.iter(qn("w:lang"))} == {"id-ID"}
    assert all(next(table.rows[0]._tr.iter(qn("w:tblHeader")), None) is not None for table in file.tables)
    assert {table.style.name for table in file.tables if table.style is not None} == {"Tabel Laporan"}


def test_the_docx_counts_its_pages_below() -> None:
    footer = docx.Document(BytesIO(written("docx", sample))).sections[0].footer.paragraphs[0]
    fields = [each.get(qn("w:instr"), "").strip() for each in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "Data per 28 Desember 2022" in footer.text


def test_every_part_of_a_docx_of_hostile_texts_is_well_formed_and_says_them() -> None:
    content = written("docx", hostile)
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                parse_xml(parts.read(name))
    said = docx_text(content)
    assert all(nasty in said for nasty in HOSTILE if nasty.isprintable())


# XLSX


def test_the_xlsx_holds_real_numbers_and_keeps_texts_as_texts() -> None:
    content = written("xlsx", sample)
    cells = list(xlsx_cells(content))
    assert {4890.44, 98.76, 1204.5, 1500000.0, 61.25} <= {each for each in cells if isinstance(each, float)}
    assert "=1+1" in cells
    assert "=HYPERLINK(1)" in cells


def test_the_xlsx_has_a_sheet_for_every_part() -> None:
    names = CalamineWorkbook.from_filelike(BytesIO(written("xlsx", sample))).sheet_names
    assert names == [
        "Ringkasan",
        "1 Ringkasan",
        "2 Pencegahan dan pemberdayaan",
        "3 Rehabilitasi",
        "4 Pemberantasan",
        "Pemeriksaan",
        "Catatan",
        "Fakta  rehabilitasi 2022",
    ]


def test_the_xlsx_draws_its_charts_itself_with_an_alternative_text() -> None:
    with ZipFile(BytesIO(written("xlsx", sample))) as parts:
        assert {"xl/charts/chart1.xml", "xl/charts/chart2.xml"} <= set(parts.namelist())
        assert "Klien baru tiap bulan berkisar" in parts.read("xl/drawings/drawing1.xml").decode()


def test_hostile_texts_in_an_xlsx_are_neither_formulas_nor_links_nor_sheet_names() -> None:
    content = written("xlsx", hostile)
    with ZipFile(BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    assert set(HOSTILE[:5]) <= set(xlsx_cells(content))


@pytest.mark.parametrize(
    ("number", "printed", "expected"),
    [
        ("4890.44", "4.890,44 g", '#,##0.00" g"'),
        ("2022", "2022", "0"),
        ("128", "128", "#,##0"),
        ("1500000", "Rp1.500.000", '"Rp"#,##0'),
        ("98.76", "98,76%", '#,##0.00"%"'),
        ("-3", "-3", "#,##0"),
        ("1204.5", "1,2 kg", "#,##0.0"),  # the text says kilograms, the number grams: no "kg" behind grams
        ("0.5", "setengah", "#,##0.0"),
    ],
)
def test_excel_shows_a_number_as_it_is_printed_or_as_it_is(number: str, printed: str, expected: str) -> None:
    assert xlsx.number_format(Decimal(number), printed) == expected


def test_a_number_longer_than_excel_can_hold_stays_text() -> None:
    long = Cell("12.345.678.901.234.567,89", Decimal("12345678901234567.89"))
    section = replace(sample().sections[3], blocks=(Table("Panjang", (Column("Nilai", "right"),), ((long,),)),))
    assert long.text in list(xlsx_cells(xlsx.write(replace(sample(), sections=(section,)))))


# HTML


def test_the_page_stands_alone_and_its_headings_are_in_order() -> None:
    page = Reader(written("html", sample).decode())
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.named("html") == [{"lang": "id"}]
    assert all((attributes.get("href") or "").startswith("#") for attributes in page.named("a"))
    assert not page.named("script")
    assert all(figure in "".join(page.words) for figure in FIGURES)


def test_the_fragment_has_nothing_the_security_policy_forbids() -> None:
    for document in (sample(), hostile()):
        page = Reader(html.fragment(document))
        assert not page.named("script")
        assert not page.named("style")
        assert not any(name == "style" or name.startswith("on") for _, given in page.tags for name in given)
        assert not any((given.get("href") or "").startswith("javascript") for _, given in page.tags)


def test_the_fragment_links_figures_to_their_trace_and_tables_say_what_their_cells_are() -> None:
    page = Reader(html.fragment(sample()))
    links = [given["href"] for given in page.named("a") if given.get("class") == "figure-link"]
    assert {"/angka/1/", "/telusur/3/"} <= set(links)
    assert len(page.named("caption")) == len(page.named("table"))
    assert all(given.get("scope") in ("col", "row") for given in page.named("th"))
    assert all(given.get("data-label") for given in page.named("td"))
    assert "Kecamatan" in {given.get("data-label") for given in page.named("th")}  # the name leads, not its number
    assert len(page.classed("report-section")) == 8


def test_a_chart_is_drawn_wide_and_narrow_with_its_numbers_beside_it() -> None:
    page = Reader(html.fragment(sample()))
    assert page.classed("chart-wide") == page.classed("chart-narrow") == ["svg", "svg"]
    assert all(given["role"] == "img" and given["aria-label"] for given in page.named("svg"))
    assert len(page.named("details")) == 2


def test_headings_begin_where_the_page_asks() -> None:
    page = Reader(html.fragment(sample(), level=3))
    assert not page.named("h2")
    assert page.named("h3")
    assert page.named("h4")


def test_the_page_shows_mark_up_as_text() -> None:
    fragment = html.fragment(hostile())
    assert "<b>" not in fragment
    assert "&lt;b&gt;tebal&lt;/b&gt;" in fragment
    said = "".join(Reader(fragment).words)
    assert all(nasty in said for nasty in HOSTILE)


def test_ids_are_given_once() -> None:
    page = Reader(html.fragment(sample()))
    ids = [given["id"] for _, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids))


# TXT and JSON


@pytest.mark.parametrize("make", [sample, hostile, large])
def test_the_text_keeps_to_80_columns(make) -> None:
    assert max(map(len, text.write(make()).decode().splitlines())) <= 80


def test_the_text_says_every_figure_and_how_the_checks_came_out() -> None:
    said = text.write(sample()).decode()
    assert all(figure in said for figure in FIGURES)
    assert all(f"[{outcome}]" in said for outcome in ("Sesuai", "Dijelaskan", "Tidak sesuai", "Tidak berlaku"))


def test_a_table_too_wide_for_a_message_is_told_row_by_row() -> None:
    columns = tuple(Column(f"Uraian kolom nomor {at}") for at in range(6))
    wide = Table("Lebar", columns, (tuple(Cell(f"nilai {at}") for at in range(6)),))
    section = replace(sample().sections[0], blocks=(wide,))
    assert "  Uraian kolom nomor 5: nilai 5\n" in text.write(replace(sample(), sections=(section,))).decode()


@pytest.mark.parametrize("make", [sample, hostile])
def test_the_json_can_be_read_back_as_the_same_document(make) -> None:
    assert json_.read(json_.write(make())) == make()


def test_numbers_in_the_json_are_strings() -> None:
    def numbers(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            for each in value.values():
                yield from numbers(each)
        elif isinstance(value, list):
            for each in value:
                yield from numbers(each)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield value

    assert list(numbers(json.loads(json_.write(sample())))) == []
