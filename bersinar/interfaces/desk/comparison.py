"""The offices beneath a superior one, side by side: one section's figures, or one figure with targets and last year.

They stand in the order of the tree, never by their size: this is no ranking. What an office has not recorded says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.catalogue.declaring import Indicator, Publication, Section
from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import Viewer
from bersinar.figures.indicators.evaluate import Coverage, Figure, evaluate
from bersinar.figures.indicators.printing import unit_words
from bersinar.figures.indicators.reporting import reporting_sentence
from bersinar.figures.reports.document import Block, Cell, Chart, Column, Document, Paragraph, Series, Table
from bersinar.figures.reports.document import Section as Part
from bersinar.figures.reports.writers.html import fragment
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import long_date

from .choosing import Choice, choose
from .handing_out import FORMS, handed_out
from .saying import may_be_seen, said

_MOST = 6  # columns beside one another


@dataclass(frozen=True)
class Compared:
    """One office beneath, with its subtree, and what it comes to."""

    office: Office
    coverage: Coverage
    figures: dict[str, Figure]
    before: dict[str, Figure]

    @property
    def has_any(self) -> bool:
        return any(figure.exact is not None for figure in self.figures.values())


@needs(Permission.FIGURES_READ)
def comparison(request: HttpRequest) -> HttpResponseBase:
    """The comparison on the screen, or as a file where a form is named."""
    choice, viewer = choose(request), Viewer.of(user_of(request))
    section, one = _asked(request, choice, viewer)
    beneath = _beneath(choice)
    document = _document(choice, viewer, section, one, beneath) if beneath else None
    if (form := request.GET.get("bentuk", "")) and document is not None:
        return handed_out(document, form, f"perbandingan-{choice.office.code}-{choice.year}")
    query = {"kantor": choice.office.code, "tahun": choice.year, "bidang": section.value}
    if one is not None:
        query["indikator"] = one.code
    sections = [(each.value, label("section", each.value)) for each in Section]
    context = {
        "choice": choice, "shown": fragment(document, level=2) if document else "", "query": urlencode(query),
        "forms": FORMS.items(), "section": section.value, "sections": sections, "one": one,
        "indicators": [(each.code, each.title) for each in _of(section, choice.coverage, viewer)],
    }  # fmt: skip
    return render(request, "desk/comparison.html", context)


def _asked(request: HttpRequest, choice: Choice, viewer: Viewer) -> tuple[Section, Indicator | None]:
    """The section asked for, and the one figure where one is: one of another section is left out, not refused."""
    named = request.GET.get("bidang", "") or Section.PREVENTION.value
    if named not in {each.value for each in Section}:
        raise Http404
    section, code = Section(named), request.GET.get("indikator", "")
    if code and code not in INDICATORS:
        raise Http404
    offered = _of(section, choice.coverage, viewer)
    return section, next((each for each in offered if each.code == code), None)


def _of(section: Section, coverage: Coverage, viewer: Viewer) -> list[Indicator]:
    """The figures of a section that may stand beside one another: with a total, and not closed to this reader."""
    return [
        one
        for one in INDICATORS.values()
        if one.section is section and one.has_total and one.publication is not Publication.CLOSED
        and may_be_seen(one, coverage, viewer)
    ]  # fmt: skip


def _beneath(choice: Choice) -> list[Office]:
    """The offices right below, in the order of the tree."""
    here = choice.office
    return [one for one in choice.offices if one.parent_id == here.pk]


def _document(
    choice: Choice, viewer: Viewer, section: Section, one: Indicator | None, beneath: Sequence[Office]
) -> Document:
    named = label("section", section.value)
    if one is None:
        rows, columns = _several(choice, section, viewer, beneath)
        blocks: list[Block] = [_side_by_side(choice, viewer, rows, columns, named)]
    else:
        rows = [_row(choice, office, [one.code], with_before=True) for office in beneath]
        blocks = [_chart(choice, one, rows), _of_one(choice, viewer, one, rows)]
    sentence = reporting_sentence(choice.coverage, choice.year)
    lead: list[Block] = [Paragraph(sentence)] if sentence else []
    return Document(
        title=one.title if one else f"{named} menurut satuan kerja", subtitle=named if one else "Perbandingan satuan kerja",
        office=choice.office.official_name, period=str(choice.year),
        cutoff=f"per {long_date(choice.office.local_day())}", tagline="",
        sections=[Part("Menurut satuan kerja", [*lead, *blocks])],
        notes=["Disusun menurut nama satuan kerja, bukan menurut besarnya angka."], draft=False,
    )  # fmt: skip


def _several(
    choice: Choice, section: Section, viewer: Viewer, beneath: Sequence[Office]
) -> tuple[list[Compared], list[Indicator]]:
    """The offices, and the figures that stand beside one another: first those that any of the offices has."""
    offered = _of(section, choice.coverage, viewer)
    whole = evaluate(choice.coverage, choice.year, [one.code for one in offered], joint=False) if offered else []
    known = {figure.indicator.code for figure in whole if figure.scope == "total" and figure.exact is not None}
    columns = [one for one in offered if one.code in known][:_MOST] or offered[:_MOST]
    return [_row(choice, office, [one.code for one in columns]) for office in beneath], columns


def _row(choice: Choice, office: Office, codes: Sequence[str], *, with_before: bool = False) -> Compared:
    coverage = Coverage.among(office, choice.offices)
    before = _totals(coverage, choice.year - 1, codes) if with_before else {}
    return Compared(office, coverage, _totals(coverage, choice.year, codes), before)


def _totals(coverage: Coverage, year: int, codes: Sequence[str]) -> dict[str, Figure]:
    found = evaluate(coverage, year, codes, joint=False) if codes else []
    return {figure.indicator.code: figure for figure in found if figure.scope == "total"}


def _cell(choice: Choice, viewer: Viewer, row: Compared, figure: Figure | None, *, year: int | None = None) -> Cell:
    if figure is None or figure.exact is None:
        return Cell("–")
    told = said(figure, row.coverage, year or choice.year, viewer)
    text = " ".join(filter(None, (told.prefix, told.number))) or told.words
    return Cell(text, figure.value if told.number else None, told.url)


def _side_by_side(
    choice: Choice, viewer: Viewer, rows: Sequence[Compared], columns: Sequence[Indicator], named: str
) -> Table:
    titles = [Column("Satuan kerja"), *(Column(_with_unit(one), "right") for one in columns)]
    cells = [
        [Cell(row.office.short_name), *(_cell(choice, viewer, row, row.figures.get(one.code)) for one in columns)]
        for row in rows
    ]
    silent = [row.office.short_name for row in rows if not row.has_any]
    note = f"Belum ada catatan {named.lower()}: {', '.join(silent)}." if silent and len(silent) < len(rows) else ""
    return Table(f"{named}, {choice.year}", titles, cells, note)


def _with_unit(one: Indicator) -> str:
    unit = unit_words(one.unit)
    return f"{one.title} ({unit})" if unit else one.title


def _chart(choice: Choice, one: Indicator, rows: Sequence[Compared]) -> Chart:
    values = [row.figures[one.code].value if one.code in row.figures else None for row in rows]
    caption = f"{one.title}, {choice.year}"
    return Chart(
        caption, "bar", [row.office.short_name for row in rows], [Series(one.title, values)],
        f"{caption}, menurut satuan kerja. Angkanya ada pada tabel.", unit_words(one.unit), with_table=False,
    )  # fmt: skip


def _of_one(choice: Choice, viewer: Viewer, one: Indicator, rows: Sequence[Compared]) -> Table:
    columns = [
        Column("Satuan kerja"), Column(str(choice.year), "right"), Column("Target", "right"), Column("Capaian", "right"),
        Column(str(choice.year - 1), "right"),
    ]  # fmt: skip
    cells = []
    for row in rows:
        figure = row.figures.get(one.code)
        told = said(figure, row.coverage, choice.year, viewer) if figure is not None else None
        cells.append([
            Cell(row.office.short_name), _cell(choice, viewer, row, figure),
            Cell(told.target if told and told.target else "–"), Cell(told.achievement if told and told.achievement else "–"),
            _cell(choice, viewer, row, row.before.get(one.code), year=choice.year - 1),
        ])  # fmt: skip
    return Table(f"{one.title} menurut satuan kerja", columns, cells, one.definition)
