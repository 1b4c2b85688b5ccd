"""A report as a tagged PDF (PDF/UA-1 and PDF/A-2a), typeset by Typst from `report.typ`, or on one page from `sheet.typ`.

The document goes over as one JSON: what an officer typed stays text and is never read as mark-up.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import typst

from bersinar.foundation.typesetting.glyphs import SETTING, typeset_all

from .. import charts
from ..document import Block, Cell, Chart, Column, Document, Section, Table, depth, heading, outline
from . import words
from .json_ import plain
from .widths import widths

PLAIN_LETTERS: Final = re.compile(r"[\t\n -\u024f\u2010-\u2044]*")
LETTERS: Final = 100  # so many fit side by side
TEMPLATE: Final = Path(__file__).with_name("report.typ")
SHEET: Final = Path(__file__).with_name("sheet.typ")  # one page to hang up: numbers, a chart, tables side by side


def write(document: Document, template: Path = TEMPLATE) -> bytes:
    """The report as PDF. With `made_at` set, the same document gives the same bytes."""
    pdf: bytes = typst.compile(
        template,
        sys_inputs={"report": json.dumps(typeset_all(as_read(document)))},
        timestamp=int(words.made_at(document).timestamp()),
        **SETTING,
    )
    return pdf


def as_read(document: Document) -> dict[str, Any]:
    """The document as the template reads it: without the annex, with the charts drawn and the words we print."""
    head: dict[str, Any] = plain(replace(document, annex=(), sections=()))
    head["sections"] = [_section(number, section) for number, section in outline(document.sections)]
    head["contents"] = len(document.sections) >= 4
    head["words"] = {
        "cutoff": words.cutoff_line(document),
        "draft": words.DRAFT,
        "draft_line": words.DRAFT_LINE,
        "contents": words.CONTENTS,
        "notes": words.NOTES,
        "outcomes": words.OUTCOMES,
        "signed_on": words.long_date(document.signatory.on) if document.signatory else "",
    }
    return head


def _section(number: str, section: Section) -> dict[str, Any]:
    blocks = [_block(block) for block in section.blocks]
    title = section.title if section.mark is None else heading(number, section)
    return {
        "title": title.strip() or words.UNTITLED, "level": depth(number), "blocks": blocks, "numbered": section.mark is None,
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    written: dict[str, Any] = plain(block)
    if isinstance(block, Table):
        written["widths"] = widths(block.columns, block.rows)
    if isinstance(block, Chart):
        data = _compact(block.data())
        written |= _drawing(block) | {"data": plain(data) | {"widths": widths(data.columns, data.rows)}}
    return written


def _drawing(chart: Chart) -> dict[str, Any]:
    """The picture for Typst; as pixels where its SVG cannot name every letter (Arabic joins them), else as SVG."""
    texts = (*chart.categories, *(series.name for series in chart.series), chart.unit)
    alternative = {"description": words.alternative(chart)}
    if all(PLAIN_LETTERS.fullmatch(text) for text in texts):
        return alternative | {"format": "svg", "image": charts.svg(chart, width=charts.WIDE)}
    return alternative | {"format": "png", "image": list(charts.png(chart, width=charts.WIDE))}


def _compact(data: Table) -> Table:
    """The numbers of a chart with its months side by side, where they fit; a year then takes one line a series."""
    lines = [[column.title for column in data.columns], *([cell.text for cell in row] for row in data.rows)]
    turned = list(zip(*lines, strict=True))
    if len(lines) <= len(turned) or sum(max(map(len, line)) + 1 for line in lines) > LETTERS:
        return data
    columns = tuple(Column(title, "right" if at else "left") for at, title in enumerate(turned[0]))
    return Table(data.caption, columns, tuple(tuple(map(Cell, line)) for line in turned[1:]))
