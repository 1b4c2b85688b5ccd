"""A report as slides: one section a slide, native charts that can be edited, what a speaker needs in the notes.

Letters stay large: what does not fit is carried on to another slide or cut with an ellipsis, never made small. The
notes under a slide are its section's remarks; the opening slide's are the report's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC
from io import BytesIO
from math import ceil
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from ..document import (
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
    outline,
)
from .slide_master import ACCENT, WHITE, Area, Master, master_of, rgb, running_of
from .widths import widths
from .words import CREATOR, DRAFT, OUTCOMES, UNTITLED, alternative, cutoff_line, made_at, printable

INK, SOFT, TINT = rgb("1B2733"), rgb("51606E"), rgb("F1F5F9")
GAP: Final = 137160  # between things on a slide, in EMU: 0.15 inches
PER_POINT: Final = 12700
LETTER: Final = 0.54  # mean width of a letter, in its own size; a little more than it is, so that text fits
LINE: Final = 1.22
SIZES: Final = (26, 24, 22, 20, 18)
LEAST_SIZE: Final = 14
MOST_ROWS: Final = 8
MOST_BIG: Final = 6
_KINDS: Final = {
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED, "bar": XL_CHART_TYPE.BAR_CLUSTERED, "stacked": XL_CHART_TYPE.COLUMN_STACKED,
}  # fmt: skip
_STAMPED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


@dataclass(frozen=True)
class _Deck:
    """The slides being made, on their master."""

    document: Document
    master: Master

    def slide(self, layout: Any, title: str, remarks: Sequence[str]) -> Any:
        """A slide with its title, running foot and notes."""
        made = self.master.file.slides.add_slide(layout)
        if made.shapes.title is not None:
            _say(made.shapes.title.text_frame, [cut(printable(title).strip() or UNTITLED, 90)])
        for shape in running_of(layout):
            made.shapes._spTree.append(deepcopy(shape._element))
        for shape in made.placeholders:
            if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
                _say(shape.text_frame, [cut(self._foot, 110)])
        if remarks:
            made.notes_slide.notes_text_frame.text = printable("\n".join(remarks))
        return made

    @property
    def _foot(self) -> str:
        draft = f"{DRAFT} · " if self.document.draft else ""
        return printable(f"{draft}{self.document.office} · {cutoff_line(self.document)}")


def write(document: Document, master: bytes | None = None) -> bytes:
    """The report as a PPTX file, on the office's own master where one is given."""
    deck = _Deck(document, master_of(master))
    _properties(deck)
    _opening(deck)
    for _, section in outline(document.sections):
        _section(deck, section)
    loose = BytesIO()
    deck.master.file.save(loose)
    return _stamped(loose.getvalue(), document)


def _properties(deck: _Deck) -> None:
    document, properties = deck.document, deck.master.file.core_properties
    made = made_at(document)
    properties.title = printable(document.title)[:255]
    properties.subject = printable(document.subtitle)[:255]
    properties.author = printable(document.office)[:255]
    properties.last_modified_by, properties.comments, properties.language = CREATOR, "", "id-ID"
    properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None) if made.tzinfo else made


def _opening(deck: _Deck) -> None:
    document = deck.document
    slide = deck.slide(deck.master.opening, document.title, document.notes)
    lines = [document.subtitle, document.tagline, f"{document.period} · {cutoff_line(document)}"]
    said = [cut(printable(line), 120) for line in lines if line.strip()]
    under = next((one for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE), None)
    if under is not None:
        _say(under.text_frame, said)
    else:
        _text(slide, deck.master.area, [(line, 24, False, INK) for line in said])


def _section(deck: _Deck, section: Section) -> None:
    """A section on as many slides as its blocks need; one without blocks only leads to those beneath it."""
    for at, blocks in enumerate(_slides_of(section.blocks)):
        title = f"{section.title} (lanjutan)" if at else section.title
        slide = deck.slide(deck.master.page, title, section.remarks if at == 0 else ())
        _fill(slide, blocks, deck.master.area)


def _slides_of(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Which blocks stand together: words above, big numbers beside one chart or table; a long table goes on."""
    held: list[Block] = []
    for block in (part for each in blocks for part in _parted(each)):
        if held and not _stand_together(held, block):
            yield held
            held = []
        held.append(block)
    if held:
        yield held


def _parted(block: Block) -> Iterator[Block]:
    """A block in parts that a slide can hold; nothing of an empty one."""
    if isinstance(block, Checks):
        rows = [
            [Cell(one.title), Cell(OUTCOMES[one.outcome]), Cell(one.explanation or one.finding)] for one in block.items
        ]
        block = Table("Pemeriksaan", [Column("Pemeriksaan"), Column("Hasil"), Column("Temuan")], rows)
    match block:
        case Table() if block.rows:
            for start in range(0, len(block.rows), MOST_ROWS):
                rest = start + MOST_ROWS < len(block.rows)
                yield replace(block, rows=block.rows[start : start + MOST_ROWS], note="" if rest else block.note)
        case BigNumbers():
            for start in range(0, len(block.items), MOST_BIG):
                yield BigNumbers(block.items[start : start + MOST_BIG])
        case Chart() if not (block.categories and block.series):
            return
        case Bullets() if not block.items:
            return
        case _:
            yield block


def _stand_together(held: Sequence[Block], block: Block) -> bool:
    words = (Paragraph, Bullets)
    if isinstance(block, words):
        return all(isinstance(one, words) for one in held) and _letters([*held, block]) < 900
    if all(isinstance(one, words) for one in held):
        return _letters(held) < 220
    return isinstance(held[-1], BigNumbers) and len(held[-1].items) <= 4 and isinstance(block, (Chart, Table))


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(text) for text, *_ in _lines(blocks))


def _lines(blocks: Sequence[Block]) -> list[tuple[str, bool, RGBColor]]:
    """Words as lines: text, whether it is strong, its colour."""
    lines: list[tuple[str, bool, RGBColor]] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(
                (printable(block.text), block.style == "lead", SOFT if block.style in ("quote", "gap") else INK)
            )
        elif isinstance(block, Bullets):
            lines += [(f"• {printable(item)}", False, INK) for item in block.items]
    return lines


def _fill(slide: Any, blocks: Sequence[Block], area: Area) -> None:
    words = [block for block in blocks if isinstance(block, (Paragraph, Bullets))]
    rest = [block for block in blocks if block not in words]
    if words:
        lines = _lines(words)
        height = (
            area.height
            if not rest
            else min(area.height // 3, _height([text for text, *_ in lines], 18, area.width) + GAP)
        )
        texts = [text for text, *_ in lines]
        size = _fitting(texts, area.width, height, SIZES if not rest else (18, 16))
        fits = _height(texts, size, area.width) <= height
        room = _room(area.width, height, size) // (1 if fits else len(lines))
        _text(
            slide, replace(area, height=height), [(cut(text, room), size, strong, ink) for text, strong, ink in lines]
        )
        area = Area(area.left, area.top + height + GAP, area.width, area.height - height - GAP)
    if len(rest) == 2:
        third = area.width // 3
        _PUT[type(rest[0])](slide, rest[0], replace(area, width=third))
        _PUT[type(rest[1])](slide, rest[1], replace(area, left=area.left + third + GAP, width=area.width - third - GAP))
    elif rest:
        _PUT[type(rest[0])](slide, rest[0], area)


def _big(slide: Any, block: BigNumbers, area: Area) -> None:
    """Big numbers in a grid: one column where it is narrow, else up to three side by side."""
    many = len(block.items)
    across = 1 if area.width < area.height else min(3, many)
    down = ceil(many / across)
    width, height = (area.width - GAP * (across - 1)) // across, (area.height - GAP * (down - 1)) // down
    height = min(height, area.height * 45 // 100)
    for at, item in enumerate(block.items):
        left, top = area.left + (at % across) * (width + GAP), area.top + (at // across) * (height + GAP)
        box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(width), Emu(height))
        box.fill.solid()
        box.fill.fore_color.rgb = TINT
        box.line.fill.background()
        box.shadow.inherit = False
        value, label, detail = printable(item.value), printable(item.label), printable(item.detail)
        inside = width - 2 * GAP
        lines = [(value, _fitting([value], inside, height * 40 // 100, (44, 40, 36, 32, 28, 24, 20, 18)), True, ACCENT)]
        lines.append((cut(label, _room(inside, height * (35 if detail else 50) // 100, 16)), 16, True, INK))
        if detail:
            lines.append((cut(detail, _room(inside, height * 25 // 100, LEAST_SIZE)), LEAST_SIZE, False, SOFT))
        _paragraphs(box.text_frame, lines)
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _chart(slide: Any, chart: Chart, area: Area) -> None:
    """A native chart with its caption above; the description stands as its alternative text."""
    caption = area.height // 10
    _text(slide, replace(area, height=caption), [(cut(printable(_captioned(chart)), 110), 16, True, SOFT)])
    data: Any = CategoryChartData(number_format=_number_format(chart))  # type: ignore[no-untyped-call]
    data.categories = [cut(printable(name).strip() or "–", 48) for name in chart.categories]
    for series in chart.series:
        data.add_series(printable(series.name) or "–", [None if one is None else float(one) for one in series.values])
    frame = slide.shapes.add_chart(
        _KINDS[chart.kind], Emu(area.left), Emu(area.top + caption), Emu(area.width), Emu(area.height - caption), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(alternative(chart)))
    _dress(frame.chart, chart)


def _captioned(chart: Chart) -> str:
    return f"{chart.caption} ({chart.unit})" if chart.unit and chart.unit not in chart.caption else chart.caption


def _number_format(chart: Chart) -> str:
    values = [one for series in chart.series for one in series.values if one is not None]
    return "#,##0" if all(one == one.to_integral_value() for one in values) else "#,##0.00"


def _dress(native: Any, chart: Chart) -> None:
    native.has_title, native.font.size, native.font.color.rgb = False, Pt(16), INK
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    native.value_axis.visible = False
    native.value_axis.has_major_gridlines = False
    native.value_axis.minimum_scale = 0 if _none_below_nought(chart) else None
    native.category_axis.reverse_order = chart.kind == "bar"
    native.category_axis.has_major_gridlines = False
    plot = native.plots[0]
    plot.gap_width = 60
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = _number_format(chart), False
    plot.data_labels.show_value = True
    if chart.kind != "stacked":
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _none_below_nought(chart: Chart) -> bool:
    return all(one is None or one >= 0 for series in chart.series for one in series.values)


def _table(slide: Any, table: Table, area: Area) -> None:
    """A native table with large letters; cells that are too long are cut."""
    caption = area.height // 10
    _text(slide, replace(area, height=caption), [(cut(printable(table.caption), 110), 16, True, SOFT)])
    top, height = area.top + caption, area.height - caption
    if not table.rows:
        return _text(slide, Area(area.left, top, area.width, height), [(printable(table.empty), 20, False, INK)])
    asked = widths(table.columns, table.rows)
    letters = [max(width, min(len(column.title), 16)) for width, column in zip(asked, table.columns, strict=True)]
    shares = [area.width * max(width, 8) // sum(max(one, 8) for one in letters) for width in letters]
    note = height // 9 if table.note else 0
    each = min((height - note) // (len(table.rows) + 1), area.height // 8)
    size = next((one for one in (18, 16) if each >= one * PER_POINT * LINE * 1.9), LEAST_SIZE)
    frame = slide.shapes.add_table(
        len(table.rows) + 1,
        len(table.columns),
        Emu(area.left),
        Emu(top),
        Emu(sum(shares)),
        Emu(each * (len(table.rows) + 1)),
    )
    native = frame.table
    for at, share in enumerate(shares):
        native.columns[at].width = Emu(share)
    written = [[Cell(column.title, emphasis=True) for column in table.columns], *table.rows]
    for row, cells in enumerate(written):
        native.rows[row].height = Emu(each)
        for at, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
            room = _room(shares[at] - GAP, each - GAP // 2, size)
            target = native.cell(row, at)
            target.margin_top = target.margin_bottom = Emu(GAP // 4)
            target.vertical_anchor = MSO_ANCHOR.MIDDLE
            ink = WHITE if row == 0 else INK
            _paragraphs(target.text_frame, [(cut(printable(cell.text), room), size, cell.emphasis, ink)])
            target.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if column.align == "right" else PP_ALIGN.LEFT
    if note:
        below = Area(area.left, area.top + area.height - note, area.width, note)
        _text(
            slide, below, [(cut(printable(table.note), _room(area.width, note, LEAST_SIZE)), LEAST_SIZE, False, SOFT)]
        )


def _text(slide: Any, area: Area, lines: Sequence[tuple[str, int, bool, RGBColor]]) -> None:
    box = slide.shapes.add_textbox(Emu(area.left), Emu(area.top), Emu(area.width), Emu(area.height))
    _paragraphs(box.text_frame, lines)


def _paragraphs(frame: Any, lines: Sequence[tuple[str, int, bool, RGBColor]]) -> None:
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for at, (text, size, strong, ink) in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), strong, ink


def _say(frame: Any, lines: Sequence[str]) -> None:
    """Words of a placeholder: its letters are the master's to choose."""
    frame.text = "\n".join(lines)


def cut(text: str, most: int) -> str:
    """A text that fits, ended by an ellipsis where it is too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: max(most - 1, 1)].rstrip()}…"


def _room(width: int, height: int, size: int) -> int:
    """How many letters of a size a box holds."""
    across = int(width / (size * PER_POINT * LETTER))
    return max(8, across * max(1, int(height / (size * PER_POINT * LINE))))


def _height(texts: Sequence[str], size: int, width: int) -> int:
    across = max(1, int(width / (size * PER_POINT * LETTER)))
    return int(sum(max(1, ceil(len(text) / across)) for text in texts) * size * PER_POINT * LINE)


def _fitting(texts: Sequence[str], width: int, height: int, sizes: Sequence[int]) -> int:
    """The largest size in which the texts fit; the smallest where none does, and the text is then cut."""
    return next((size for size in sizes if _height(texts, size, width) <= height), sizes[-1])


def _stamped(content: bytes, document: Document) -> bytes:
    """The file with every part stamped alike, the workbooks behind its charts too: the clock would make each one differ."""
    stamp = made_at(document)
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for part in parts.infolist():
            held = parts.read(part)
            if part.filename.endswith(".xlsx"):
                held = _stamped(held, document)
            elif part.filename == "docProps/core.xml":
                held = _STAMPED.sub(rf"\g<1>{stamp:%Y-%m-%dT%H:%M:%SZ}\g<2>".encode(), held)
            target.writestr(ZipInfo(part.filename, stamp.timetuple()[:6]), held, ZIP_DEFLATED)
    return packed.getvalue()


_PUT: Final[Mapping[type, Callable[[Any, Any, Area], None]]] = {BigNumbers: _big, Chart: _chart, Table: _table}
