"""A report as HTML: a fragment for the desk page, and a document that stands alone as a download.

The fragment carries no style and no script, for the page's security policy forbids both. It has no heading for
the report itself: the page that includes it gives its `<h1>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .. import charts
from ..document import (
    Big,
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
    Section,
    Signatory,
    Table,
    depth,
    heading,
    outline,
)
from .words import CONTENTS, DRAFT_LINE, NOTES, OUTCOMES, alternative, cutoff_line, long_date

SVG_CLASS: Final = re.compile(r'\sclass="[^"]*"')


@dataclass(frozen=True)
class _Setting:
    """What the blocks of one report share: the running numbers, the level of headings, whether figures link."""

    level: int
    links: bool
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    charts: Iterator[int] = field(default_factory=lambda: count(1))


def write(document: Document) -> bytes:
    """A stand-alone page: one file, readable offline, printable, without links into the system."""
    page = format_html(
        '<!DOCTYPE html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{} - {}</title>\n'
        "<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n{}\n</main>\n</body>\n</html>\n",
        document.language,
        document.title,
        document.office,
        mark_safe(STYLE),
        document.title,
        fragment(document, links=False),
    )
    return page.encode()


def fragment(document: Document, *, level: int = 2, links: bool = True) -> SafeString:
    """The report as part of a page; its sections' headings begin at `level`."""
    setting = _Setting(level, links)
    parts = (
        _head(document),
        _contents(document),
        *(_section(number, section, setting) for number, section in outline(document.sections)),
        _notes(document, setting),
        _signature(document.signatory) if document.signatory else "",
    )
    return format_html('<article class="report" lang="{}">\n{}</article>', document.language, _lines(parts))


def _lines(parts: Iterable[object]) -> SafeString:
    return format_html_join("", "{}\n", ((part,) for part in parts if part))


def _optional(template: str, text: str) -> SafeString:
    return format_html(template, text) if text else SafeString("")


def _head(document: Document) -> SafeString:
    return format_html(
        '<header class="report-head">\n{}</header>',
        _lines(
            (
                _optional('<p class="report-draft"><strong>{}</strong></p>', DRAFT_LINE if document.draft else ""),
                _optional('<p class="report-office">{}</p>', document.office),
                _optional('<p class="report-subtitle">{}</p>', document.subtitle),
                _optional('<p class="report-tagline">{}</p>', document.tagline),
                format_html('<p class="report-period">{} · {}</p>', document.period, cutoff_line(document)),
            )
        ),
    )


def _anchor(number: str) -> str:
    return "bagian-" + number.replace(".", "-")


def _contents(document: Document) -> SafeString:
    """Links to the sections, once there are enough of them to get lost in."""
    if len(document.sections) < 4:
        return SafeString("")
    links = ((_anchor(str(at)), heading(str(at), section)) for at, section in enumerate(document.sections, 1))
    items = format_html_join("", '<li><a href="#{}">{}</a></li>\n', links)
    return format_html('<nav class="report-contents" aria-label="{}">\n<ul>\n{}</ul>\n</nav>', CONTENTS, items)


def _section(number: str, section: Section, setting: _Setting) -> SafeString:
    level = min(setting.level + depth(number) - 1, 6)
    return format_html(
        '<section class="report-section" aria-labelledby="{0}">\n<h{1} id="{0}">{2}</h{1}>\n{3}</section>',
        _anchor(number),
        level,
        heading(number, section),
        _lines(_block(block, setting) for block in section.blocks),
    )


def _block(block: Block, setting: _Setting) -> SafeString:
    return _WRITE[type(block)](block, setting)


def _paragraph(paragraph: Paragraph, _: _Setting) -> SafeString:
    if paragraph.style == "quote":
        return format_html("<blockquote><p>{}</p></blockquote>", paragraph.text)
    if paragraph.style == "lead":
        return format_html('<p class="lead">{}</p>', paragraph.text)
    if paragraph.style == "gap":
        return format_html('<p class="report-gap">{}</p>', paragraph.text)
    return format_html("<p>{}</p>", paragraph.text)


def _bullets(bullets: Bullets, _: _Setting) -> SafeString:
    items = format_html_join("", "<li>{}</li>\n", ((item,) for item in bullets.items))
    return format_html("<ul>\n{}</ul>", items) if bullets.items else SafeString("")


def _linked(text: str, href: str, setting: _Setting) -> SafeString:
    """The figure as a link to its trace; only paths of our own are followed."""
    if setting.links and href.startswith("/") and not href.startswith("//"):
        return format_html('<a class="figure-link" href="{}">{}</a>', href, text)
    return format_html("{}", text)


def _big(big: Big, setting: _Setting) -> SafeString:
    return format_html(
        '<div class="big-number"><dt>{}</dt><dd class="big-value">{}</dd>{}</div>',
        big.label,
        _linked(big.value, big.href, setting),
        _optional('<dd class="big-detail">{}</dd>', big.detail),
    )


def _big_numbers(block: BigNumbers, setting: _Setting) -> SafeString:
    return format_html('<dl class="big-numbers">\n{}</dl>', _lines(_big(big, setting) for big in block.items))


def _table(table: Table, setting: _Setting) -> SafeString:
    return _grid(table, f"Tabel {next(setting.tables)}. {table.caption}", setting)


def _grid(table: Table, caption: str, setting: _Setting) -> SafeString:
    """A table under its caption; without rows, the sentence that says so."""
    if not table.rows:
        return format_html('<p class="table-empty"><strong>{}</strong><br>{}</p>', caption, table.empty)
    head = format_html_join(
        "", '<th scope="col"{}>{}</th>', ((_numeric(column), column.title) for column in table.columns)
    )
    return format_html(
        '<table class="data-table">\n<caption>{}</caption>\n<thead><tr>{}</tr></thead>\n'
        "<tbody>\n{}</tbody>\n</table>{}",
        caption,
        head,
        _lines(_row(row, table.columns, setting) for row in table.rows),
        _optional('\n<p class="table-note">{}</p>', table.note),
    )


def _numeric(column: Column) -> SafeString:
    return SafeString(' class="num"' if column.align == "right" else "")


def _row(cells: Iterable[Cell], columns: Sequence[Column], setting: _Setting) -> SafeString:
    """A row, led by its first text: the name of the district, not its running number."""
    leading = next((at for at, column in enumerate(columns) if column.align == "left"), None)
    pairs = enumerate(zip(cells, columns, strict=True))
    written = ((_cell(cell, column, setting, at == leading),) for at, (cell, column) in pairs)
    return format_html("<tr>{}</tr>", format_html_join("", "{}", written))


def _cell(cell: Cell, column: Column, setting: _Setting, leading: bool) -> SafeString:
    text = _linked(cell.text, cell.href, setting)
    text = format_html("<strong>{}</strong>", text) if cell.emphasis else text
    if leading:
        return format_html('<th scope="row" data-label="{}">{}</th>', column.title, text)
    return format_html('<td{} data-label="{}">{}</td>', _numeric(column), column.title, text)


def _chart(chart: Chart, setting: _Setting) -> SafeString:
    return format_html(
        '<figure class="chart">\n<figcaption>Gambar {}. {}</figcaption>\n{}\n{}\n'
        "<details>\n<summary>Lihat angka grafik ini</summary>\n{}\n</details>\n</figure>",
        next(setting.charts),
        chart.caption,
        _picture(chart, charts.WIDE, "chart-wide"),
        _picture(chart, charts.NARROW, "chart-narrow"),
        _grid(chart.data(), chart.data().caption, setting),
    )


def _picture(chart: Chart, width: int, name: str) -> SafeString:
    """The drawing, with our class on its root; it brings its own name and description."""
    named = replace(chart, caption=chart.caption.strip() or alternative(chart))
    root, end, rest = charts.svg(named, width=width).partition(">")
    return SafeString(f'{SVG_CLASS.sub("", root)} class="{name}"{end}{rest}')


def _checks(checks: Checks, _: _Setting) -> SafeString:
    return format_html('<ul class="checks">\n{}</ul>', _lines(_check(check) for check in checks.items))


def _check(check: Check) -> SafeString:
    return format_html(
        '<li class="check check-{}"><strong class="check-mark">{}</strong> {}{}{}</li>',
        check.outcome.replace("_", "-"),
        OUTCOMES[check.outcome],
        check.title,
        _optional('<br><span class="check-finding">{}</span>', check.finding),
        _optional('<br><span class="check-explanation">Penjelasan: {}</span>', check.explanation),
    )


def _notes(document: Document, setting: _Setting) -> SafeString:
    if not document.notes:
        return SafeString("")
    return format_html(
        '<section class="report-section report-notes" aria-labelledby="bagian-catatan">\n'
        '<h{0} id="bagian-catatan">{1}</h{0}>\n<ol>\n{2}</ol>\n</section>',
        min(setting.level, 6),
        NOTES,
        format_html_join("", "<li>{}</li>\n", ((note,) for note in document.notes)),
    )


def _signature(signatory: Signatory) -> SafeString:
    return format_html(
        '<footer class="report-signature">\n<p>{}, {}<br>{}</p>\n<p><strong>{}</strong>{}</p>\n</footer>',
        signatory.place,
        long_date(signatory.on),
        signatory.title,
        signatory.name,
        _optional("<br>{}", signatory.rank),
    )


_WRITE: Final[Mapping[type, Callable[[Any, _Setting], SafeString]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    BigNumbers: _big_numbers,
    Table: _table,
    Chart: _chart,
    Checks: _checks,
}

STYLE: Final = """
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1b2733; font: 1rem/1.55 Inter, "Segoe UI", Roboto, sans-serif; }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
h1, h2, h3, h4 { color: #0b4f8a; line-height: 1.25; }
h1 { font-size: 1.9rem; margin: 0 0 .5rem; }
h2 { margin-top: 2.25rem; border-bottom: 1px solid #c9d5e0; padding-bottom: .25rem; }
a { color: #0b4f8a; }
.report-office { font-weight: 600; margin: 0; }
.report-subtitle, .report-period, .report-tagline { margin: .15rem 0; }
.report-period, .table-note, .big-detail, .check-finding, .check-explanation { color: #4a5966; font-size: .92rem; }
.report-draft { display: inline-block; border: 2px solid #9a3b00; color: #9a3b00; padding: .15rem .6rem; }
.report-contents ul { list-style: none; padding: 0; columns: 2 16rem; }
.lead { font-size: 1.12rem; }
.report-gap { padding: .35rem .75rem; border-left: 3px solid #8a5a00; background: #fff8ec; color: #6b4600; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid #0b4f8a; }
.big-numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; }
.big-number { border-top: 3px solid #0b4f8a; background: #f2f6fa; padding: .6rem .8rem; }
.big-number { display: flex; flex-direction: column; }
.big-number dd { margin: 0; }
.big-value { font-size: 1.75rem; font-weight: 700; order: -1; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; margin: 1.25rem 0 .5rem; font-size: .95rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; }
th, td { text-align: left; padding: .35rem .5rem; border-bottom: 1px solid #d5dee6; vertical-align: top; }
thead th { border-bottom: 2px solid #0b4f8a; vertical-align: bottom; }
tbody th { font-weight: 400; }
.num { text-align: right; font-variant-numeric: tabular-nums; }
.chart { margin: 1.5rem 0; }
.chart figcaption { font-weight: 600; margin-bottom: .5rem; }
.chart svg { max-width: 100%; height: auto; }
.chart-narrow { display: none; }
.checks { list-style: none; padding: 0; }
.check { padding: .5rem 0 .5rem .75rem; border-left: 3px solid #8795a1; margin-bottom: .5rem; }
.check-holds { border-color: #1a6b3c; }
.check-explained { border-color: #8a5a00; }
.check-fails { border-color: #a61b1b; }
.report-signature { margin: 3rem 0 0 auto; width: fit-content; min-width: 16rem; }
.report-signature p + p { margin-top: 4rem; }
@media (max-width: 36rem) {
  .chart-wide { display: none; }
  .chart-narrow { display: block; }
  .data-table thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .data-table tr { display: block; padding: .5rem 0; border-bottom: 1px solid #d5dee6; }
  .data-table th[scope="row"] { display: block; border: 0; font-weight: 600; }
  .data-table td { display: flex; justify-content: space-between; gap: 1rem; border: 0; text-align: right; }
  .data-table td::before { content: attr(data-label); color: #4a5966; text-align: left; }
}
@media print { .report-contents, details { display: none; } }
"""
