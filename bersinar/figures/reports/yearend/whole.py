"""The report from its opening to its annex: the order of its sections, and how an office groups its areas."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from bersinar.catalogue.declaring import Section as Area
from bersinar.catalogue.declaring import Strategy
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.periods.calendar import long_date

from ...indicators.evaluate import Coverage
from ..checks import run_checks
from ..document import Bullets, Cell, Check, Checks, Column, Document, Paragraph, Section, Signatory, Table
from .annex import annex_of
from .areas import AREAS, area_of
from .material import Material
from .notes import notes_of
from .opening import summary

STRATEGIES = {
    Strategy.SOFT: "Soft power approach",
    Strategy.HARD: "Hard power approach",
    Strategy.SMART: "Smart power approach",
    Strategy.COOPERATION: "Cooperation",
}


def year_end(coverage: Coverage, year: int, *, on: date | None = None, with_annex: bool = True) -> Document:
    """The year-end report of an office.

    A page that shows the report leaves the annex of facts out: only files carry it, and it is most of the work.
    """
    today = on or coverage.office.local_day()
    material = Material(coverage, year)
    closed = today > date(year, 12, 31)
    cutoff = f"seluruh tahun {year}" if closed else f"per {long_date(today)}"
    head = coverage.office.head_on(today)
    return Document(
        title=f"Catatan Akhir Tahun {year}", subtitle=coverage.office.official_name, office=coverage.name, period=f"Tahun {year}",
        cutoff=cutoff, tagline=next(iter(material.told("tagline")), ""), sections=list(_sections(material)), notes=notes_of(material, cutoff),
        signatory=Signatory(coverage.office.city, today, head.full_position, head.full_name, head.rank) if head else None,
        annex=[annex_of(material)] if with_annex else [], made_at=datetime.combine(today, datetime.min.time()),
    )  # fmt: skip


def _sections(material: Material) -> Iterable[Section]:
    yield Section("Ringkasan", summary(material))
    yield from _grouped(material)
    if pairs := _obstacles(material):
        yield Section("Kendala dan upaya", [pairs])
    if awards := material.told("award"):
        yield Section("Penghargaan", [Bullets(awards)])
    if partners := material.told("partner"):
        thanks = f"{material.coverage.office.short_name} berterima kasih kepada para mitra yang bekerja bersama sepanjang {material.year}:"
        yield Section("Ucapan terima kasih", [Paragraph(thanks), Bullets(partners)])
    yield Section("Pemeriksaan sebelum ditandatangani", [_checks(material)])


def _grouped(material: Material) -> Iterable[Section]:
    """The areas by section, by the four strategies, or by the office's own list."""
    grouping = next(iter(material.told("grouping")), "section")
    if grouping == "strategy":
        for strategy, title in STRATEGIES.items():
            inside = [area_of(material, one) for one in AREAS if _strategy_of(one) is strategy]
            empty = Paragraph("Belum ada catatan untuk strategi ini pada tahun ini.")
            yield Section(title, [] if inside else [empty], inside)
        return
    if grouping != "section":
        for entry in json.loads(grouping):
            yield area_of(material, *(Area(code) for code in entry["sections"]), title=entry["title"])
        return
    for one in AREAS:
        yield area_of(material, one)


def _strategy_of(area: Area) -> Strategy:
    return next(one.strategy for one in INDICATORS.values() if one.section is area)


def _obstacles(material: Material) -> Table | None:
    efforts: dict[str, list[str]] = {}
    for line in material.lines:
        if line.topic == "effort":
            efforts.setdefault(line.pair, []).append(line.text)
    met = [line for line in material.lines if line.topic == "obstacle"]
    if not met:
        return None
    rows = [
        [Cell(str(number)), Cell(line.text), Cell("; ".join(efforts.get(line.pair, [])) or "Belum ada upaya.")]
        for number, line in enumerate(met, start=1)
    ]
    return Table(f"Kendala dan upaya {material.year}", [Column("No."), Column("Kendala"), Column("Upaya")], rows)


def _checks(material: Material) -> Checks:
    results = run_checks(material.coverage, material.year, material.now)
    return Checks([Check(result.title, result.outcome, result.finding, result.explanation) for result in results])
