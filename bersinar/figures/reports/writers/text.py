"""A report as plain text of 80 columns, to paste into a message. No mark-up: what looks like it is the text's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import fill
from typing import Any, Final

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
    Signatory,
    Table,
    depth,
    heading,
    outline,
)
from .words import CONTENTS, DRAFT_LINE, NOTES, OUTCOMES, cutoff_line, long_date

WIDTH: Final = 80
GAP: Final = "  "
NARROWEST: Final = 18  # below this a first column is no longer read as a line


def write(document: Document) -> bytes:
    """The report as UTF-8 text."""
    return ("\n\n".join(part for part in _parts(document) if part) + "\n").encode()


def _parts(document: Document) -> Iterator[str]:
    yield _head(document)
    if len(document.sections) >= 4:
        titles = (heading(str(at), section) for at, section in enumerate(document.sections, 1))
        yield "\n".join((f"{CONTENTS}:", *(_wrapped(title, "  ") for title in titles)))
    for number, section in outline(document.sections):
        yield _heading(heading(number, section), "=" if depth(number) == 1 else "-")
        yield from (_WRITE[type(block)](block) for block in section.blocks)
    if document.notes:
        yield _heading(NOTES, "=")
        yield "\n".join(_wrapped(note, "   ", f"{at}. ") for at, note in enumerate(document.notes, 1))
    if document.signatory:
        yield _signature(document.signatory)


def _wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    return fill(text, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent)


def _heading(text: str, line: str) -> str:
    wrapped = _wrapped(text)
    return f"{wrapped}\n{line * max(map(len, wrapped.splitlines()), default=0)}"


def _head(document: Document) -> str:
    covered = f"{document.period} - {cutoff_line(document)}"
    draft = DRAFT_LINE if document.draft else ""
    lines = (document.subtitle, document.tagline, document.office, covered, draft)
    return "\n".join((_heading(document.title.upper(), "="), *(_wrapped(line) for line in lines if line)))


def _paragraph(paragraph: Paragraph) -> str:
    text = f"[{paragraph.text}]" if paragraph.style == "gap" else paragraph.text
    return _wrapped(text, "    " if paragraph.style == "quote" else "")


def _bullets(bullets: Bullets) -> str:
    return "\n".join(_wrapped(item, "  ", "- ") for item in bullets.items)


def _big_numbers(block: BigNumbers) -> str:
    return "\n".join(_wrapped(_with(f"{big.label}: {big.value}", big.detail), "  ", "- ") for big in block.items)


def _with(text: str, detail: str) -> str:
    return f"{text} ({detail})" if detail else text


def _chart(chart: Chart) -> str:
    """The numbers of the chart: there is no picture in a text."""
    return _table(chart.data()) if chart.with_table else ""


def _table(table: Table) -> str:
    """Aligned columns where they fit; where they do not, one row below the other."""
    caption, note = _wrapped(table.caption), _wrapped(table.note)
    if not table.rows:
        body = _wrapped(table.empty, "  ")
    else:
        widths = _widths(table)
        body = _columns(table, widths) if widths else _listed(table)
    return "\n".join(part for part in (caption, body, note) if part)


def _widths(table: Table) -> Sequence[int]:
    """The width of every column, the first giving way; nothing if they do not fit on a line."""
    lines = ([column.title for column in table.columns], *([cell.text for cell in row] for row in table.rows))
    widths = [max(map(len, texts)) for texts in zip(*lines, strict=True)]
    left = WIDTH - sum(widths[1:]) - len(GAP) * (len(widths) - 1)
    return [min(widths[0], left), *widths[1:]] if left >= min(NARROWEST, widths[0]) else ()


def _columns(table: Table, widths: Sequence[int]) -> str:
    head = _line([column.title for column in table.columns], table.columns, widths)
    rows = (_line([cell.text for cell in row], table.columns, widths) for row in table.rows)
    return "\n".join((head, "-" * (sum(widths) + len(GAP) * (len(widths) - 1)), *rows))


def _line(texts: Sequence[str], columns: Iterable[Column], widths: Sequence[int]) -> str:
    """One row; a long first cell goes over several lines, the figures stand on the last of them."""
    *above, last = fill(texts[0], max(1, widths[0])).splitlines() or [""]
    placed = (
        text.rjust(width) if column.align == "right" else text.ljust(width)
        for text, column, width in zip((last, *texts[1:]), columns, widths, strict=True)
    )
    return "\n".join((*above, GAP.join(placed).rstrip()))


def _listed(table: Table) -> str:
    return "\n".join(_item(row, table.columns) for row in table.rows)


def _item(row: Sequence[Cell], columns: Sequence[Column]) -> str:
    rest = zip(columns[1:], row[1:], strict=True)
    lines = (_wrapped(f"{column.title}: {cell.text}", "    ", "  ") for column, cell in rest)
    return "\n".join((_wrapped(row[0].text, "  ", "- "), *lines))


def _checks(checks: Checks) -> str:
    return "\n".join(
        "\n".join(
            _wrapped(line, "  ", "- " if at == 0 else "  ")
            for at, line in enumerate((f"[{OUTCOMES[check.outcome]}] {check.title}", check.finding, check.explanation))
            if line
        )
        for check in checks.items
    )


def _signature(signatory: Signatory) -> str:
    lines = (f"{signatory.place}, {long_date(signatory.on)}", signatory.title, "", signatory.name, signatory.rank)
    return "\n".join(_wrapped(line) for line in lines).rstrip()


_WRITE: Final[Mapping[type[Block], Callable[[Any], str]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    BigNumbers: _big_numbers,
    Table: _table,
    Chart: _chart,
    Checks: _checks,
}
