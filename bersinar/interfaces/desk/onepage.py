"""The office's year on one page: numbers, targets with what they mean, a chart, what is missing. Each role sees its own.

It is a document like any report: shown on the screen, printed, sent as a picture, or copied as a few lines of text
into a message. It tells sums only and names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.figures.indicators.disclosure import Viewer
from bersinar.figures.indicators.evaluate import Figure
from bersinar.figures.indicators.reporting import reporting_offices
from bersinar.figures.reports.document import (
    Big,
    BigNumbers,
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Document,
    Section,
    Table,
)
from bersinar.figures.reports.writers.html import fragment
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.periods.actions import closed_months
from bersinar.foundation.periods.calendar import MONTHS, long_date

from .choosing import Choice, choose
from .handing_out import FORMS, handed_out
from .home import Cares, cares_of, chart_of, figures_of
from .outlook import Row, rows_until
from .reports import query_of
from .saying import Said, said

_MOST_TARGETS = 10


@dataclass(frozen=True)
class Page:
    """What the page tells, before it is a document."""

    choice: Choice
    cares: Cares
    kpis: Sequence[Said]
    targets: Sequence[Row]
    chart: Chart | None
    missing: Sequence[str]

    @property
    def until(self) -> str:
        """ "30 Desember 2023": of a year that is over its last day, else today."""
        return long_date(self.choice.last_day)


def page_of(user: User, choice: Choice) -> Page:
    """What this user's one page of an office and a year says. Counted here once, as the figures everywhere."""
    viewer, cares = Viewer.of(user), cares_of(user)
    figures, shown = figures_of(cares, choice)
    kpis = [said(figure, choice.coverage, choice.year, viewer) for figure in shown]
    targets = rows_until(choice, viewer, choice.last_day)[:_MOST_TARGETS]
    return Page(choice, cares, kpis, targets, chart_of(cares, figures, choice, viewer), list(_missing(choice, figures)))


def _missing(choice: Choice, figures: Sequence[Figure]) -> Iterator[str]:
    """What keeps the year from being whole: offices that are silent, months that stand open, targets without result."""
    reporting = reporting_offices(choice.coverage, choice.year)
    if reporting.missing:
        yield f"Belum ada catatan {choice.year}: {', '.join(reporting.missing)}."
    closed = closed_months(choice.office, choice.year)
    ended = choice.last_day.month if choice.year < choice.office.local_day().year else choice.last_day.month - 1
    standing = [MONTHS[month - 1] for month in range(1, ended + 1) if month not in closed]
    if standing and not choice.has_below:
        yield f"Bulan yang belum ditutup: {', '.join(standing)}."
    silent = [one.indicator.title for one in figures if one.scope == "total" and one.target and one.exact is None]
    if silent:
        yield f"Target tanpa hasil: {', '.join(silent)}."


def document_of(page: Page) -> Document:
    """The page as a neutral document."""
    choice = page.choice
    blocks: list[Block] = []
    known = [one for one in page.kpis if one.known]
    if known:
        blocks.append(BigNumbers([Big(one.title, _value(one), _beside(one), one.url) for one in known]))
    if page.chart is not None:
        blocks.append(page.chart)
    sections = [Section("Angka utama", blocks or [Bullets([f"Belum ada catatan untuk {choice.year}."])])]
    if page.targets:
        sections.append(Section("Target", [_targets(page)]))
    if page.missing:
        sections.append(Section("Yang perlu dilengkapi", [Bullets(page.missing)]))
    return Document(
        title=f"Ringkasan {choice.year}", subtitle=choice.coverage.name, office=choice.office.official_name,
        period=f"Tahun {choice.year}", cutoff=f"per {page.until}", tagline="", sections=sections,
        notes=["Capaian = hasil / target x 100. Perkiraan: delapan dari sepuluh tahun serupa berakhir di dalam kisarannya."],
        draft=False,
    )  # fmt: skip


def _targets(page: Page) -> Table:
    columns = [
        Column("Indikator"), Column("Hasil", "right"), Column("Target", "right"), Column("Capaian", "right"),
        Column("Keadaan"),
    ]  # fmt: skip
    rows = [
        [
            Cell(row.said.title), Cell(row.said.words or "–", href=row.said.url), Cell(row.said.target),
            Cell(row.said.achievement or "–"), Cell(". ".join(filter(None, (row.light, row.sentence)))),
        ]
        for row in page.targets
    ]  # fmt: skip
    return Table(f"Target dan hasil {page.choice.year}", columns, rows)


def _value(one: Said) -> str:
    return " ".join(filter(None, (one.prefix, one.number))) or one.words


def _beside(one: Said) -> str:
    target = f"target {one.target}, capaian {one.achievement}" if one.achievement else ""
    return ", ".join(filter(None, (one.unit, one.n, target)))


def message_of(page: Page) -> str:
    """A few lines for a messenger: sums alone, each with its target where it has one."""
    lines = [f"*{page.choice.coverage.name}*", f"Keadaan per {page.until}", ""]
    for one in page.kpis:
        if one.known:
            target = f" (target {one.target}, capaian {one.achievement})" if one.achievement else ""
            lines.append(f"- {one.title}: {one.words}{target}")
    if len(lines) == 3:
        lines.append(f"Belum ada catatan untuk {page.choice.year}.")
    return "\n".join(lines)


@needs(Permission.FIGURES_READ)
def one_page(request: HttpRequest) -> HttpResponseBase:
    """The page on the screen, or as a file where a form is named."""
    choice = choose(request)
    page = page_of(user_of(request), choice)
    document = document_of(page)
    if form := request.GET.get("bentuk", ""):
        return handed_out(document, form, f"ringkasan-{choice.office.code}-{choice.year}")
    context = {
        "choice": choice, "shown": fragment(document, level=2), "query": query_of(choice), "forms": FORMS.items(),
        "message": message_of(page),
    }  # fmt: skip
    return render(request, "desk/one_page.html", context)
