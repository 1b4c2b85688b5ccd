"""The report from its preface to its annexes, in the four chapters that the regulation asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from bersinar.catalogue.performance import (
    ADVICE,
    CONCLUSION,
    FINANCE,
    ISSUES,
    LEGAL,
    PLACES,
    PREFACE,
    STAFF,
    STRATEGY,
    SUMMARY,
    TASKS,
)
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.numbers import write_number

from ...indicators.evaluate import Coverage
from ...indicators.printing import sifted_notes
from ...indicators.reporting import reporting_sentence
from ..document import (
    Big,
    BigNumbers,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Paragraph,
    Section,
    Signatory,
    Table,
    outline,
    printed,
)
from ..yearend.cells import target_cell
from ..yearend.material import may_be_told
from .finance import money_of_years
from .material import PerformanceMaterial, gap
from .results import categories, goals, measured, restricted_note


def performance(coverage: Coverage, year: int, *, on: date | None = None) -> Document:
    """The performance report of an office and a year."""
    today = on or coverage.office.local_day()
    material = PerformanceMaterial(coverage, year)
    cutoff = f"seluruh tahun {year}" if today > date(year, 12, 31) else f"per {long_date(today)}"
    head = coverage.office.head_on(today)
    return Document(
        title=f"Laporan Kinerja {year}", subtitle=coverage.office.official_name, office=coverage.name, period=f"Tahun {year}",
        cutoff=cutoff, tagline=next(iter(material.told("tagline")), ""), sections=list(_sections(material)),
        notes=_notes(material, cutoff),
        signatory=Signatory(coverage.office.city, today, head.full_position, head.full_name, head.rank) if head else None,
        made_at=datetime.combine(today, datetime.min.time()),
    )  # fmt: skip


def gaps(document: Document) -> list[tuple[str, str]]:
    """What a report still lacks, in reading order: (section, sentence)."""
    return [
        (section.title, block.text)
        for _, section in outline(document.sections)
        for block in section.blocks
        if isinstance(block, Paragraph) and block.style == "gap"
    ]


def _sections(material: PerformanceMaterial) -> Iterable[Section]:
    yield Section("Kata pengantar", material.words(PREFACE), mark="")
    yield Section("Ikhtisar eksekutif", _summary(material), mark="")
    yield Section("Gambaran umum", _reported(material), list(_general(material)), mark="Bab I")
    yield Section("Perencanaan kinerja", [], list(_planning(material)), mark="Bab II")
    yield Section("Akuntabilitas kinerja", [], list(_accounting(material)), mark="Bab III")
    closing = [_part("A.", CONCLUSION, material), _part("B.", ADVICE, material)]
    yield Section("Penutup", [], closing, mark="Bab IV")
    yield Section("Perjanjian kinerja", [_agreement(material)], mark="Lampiran 1")
    yield Section("Pengukuran kinerja", [measured(material, f"Pengukuran kinerja {material.year}")], mark="Lampiran 2")


def _part(mark: str, place: str, material: PerformanceMaterial, *more: Block) -> Section:
    return Section(PLACES[place].title, [*material.words(place), *more], mark=mark)


def _summary(material: PerformanceMaterial) -> list[Block]:
    blocks = material.words(SUMMARY)
    if not material.promises:
        return [*blocks, gap("Perjanjian kinerja tahun ini belum dicatat: capaian tidak dapat dihitung.")]
    told = [material.figure(one) for one in material.counted if may_be_told(material.figure(one))]
    known = [one.achievement for one in told if one.achievement is not None]
    kept = sum(1 for reached in known if reached >= 100)
    numbers = [
        Big("Indikator dalam perjanjian kinerja", write_number(len(material.promises))),
        Big("Target tercapai", write_number(kept), f"dari {write_number(len(known))} yang dapat dihitung capaiannya"),
        Big("Tanpa capaian", write_number(len(material.promises) - len(known)), "belum bernama, belum bertarget, atau belum ada hasil"),
    ]  # fmt: skip
    return [*blocks, BigNumbers(numbers), *(Paragraph(text) for text in material.told("open_target"))]


def _reported(material: PerformanceMaterial) -> list[Block]:
    sentence = reporting_sentence(material.coverage, material.year)
    return [Paragraph(sentence)] if sentence else []


def _general(material: PerformanceMaterial) -> Iterator[Section]:
    yield _part("A.", LEGAL, material)
    yield _part("B.", TASKS, material, *_office(material))
    yield _part("C.", STAFF, material)
    yield _part("D.", ISSUES, material, *_obstacles(material))


def _office(material: PerformanceMaterial) -> list[Block]:
    """What the system knows of the office itself: its sections and the area that it serves."""
    office = material.coverage.office
    rows = [[Cell("Nama"), Cell(office.official_name)], [Cell("Kedudukan"), Cell(office.city or "–")]]
    if area := ", ".join(office.service_area.order_by("code").values_list("name", flat=True)):
        rows.append([Cell("Wilayah kerja"), Cell(area)])
    if sections := ", ".join(office.sections.values_list("name", flat=True)):
        rows.append([Cell("Seksi dan subbagian"), Cell(sections)])
    return [Table("Satuan kerja", [Column("Hal"), Column("Keterangan")], rows)]


def _obstacles(material: PerformanceMaterial) -> list[Block]:
    met = material.told("obstacle")
    return [Paragraph("Kendala yang dicatat sepanjang tahun:"), Bullets(met)] if met else []


def _planning(material: PerformanceMaterial) -> Iterator[Section]:
    yield _part("A.", STRATEGY, material, _strategy(material))
    signed = [Paragraph(text) for text in material.told("agreement")]
    yield Section("Perjanjian kinerja", [*signed, _agreement(material)], mark="B.")


def _strategy(material: PerformanceMaterial) -> Block:
    """The plan of five years with every year's target; or that none is recorded."""
    if not material.strategy:
        return gap("Renstra belum dicatat dalam sistem: capaian tidak dibandingkan dengan target akhir Renstra.")
    years = [year for year, _ in material.aims[0].targets] if material.aims else []
    columns = [Column("Sasaran"), Column("Indikator"), *(Column(str(year), "right") for year in years)]
    rows = [
        [Cell(aim.goal or "–"), Cell(aim.title), *(Cell(printed(target), target) for _, target in aim.targets)]
        for aim in material.aims
    ]
    return Table(material.strategy, columns, rows, empty="Renstra ini belum memuat indikator.")


def _agreement(material: PerformanceMaterial) -> Table:
    rows = [
        [Cell(one.goal or "–"), Cell(one.title), Cell(one.target or "–", _target(material, one.code)), Cell(one.unit or "–")]
        for one in material.promises
    ]  # fmt: skip
    columns = [Column("Sasaran"), Column("Indikator"), Column("Target", "right"), Column("Satuan")]
    return Table(
        f"Perjanjian kinerja {material.year}", columns, rows, empty="Perjanjian kinerja tahun ini belum dicatat."
    )


def _target(material: PerformanceMaterial, code: str) -> Decimal | None:
    figure = material.years[material.year].get(code)
    return target_cell(figure).number if figure is not None else None


def _accounting(material: PerformanceMaterial) -> Iterator[Section]:
    table = measured(material, f"Capaian kinerja {material.year}")
    yield Section("Capaian kinerja", [table, *categories(material)], list(goals(material)), mark="A.")
    yield _part("B.", FINANCE, material, money_of_years(material))


def _notes(material: PerformanceMaterial, cutoff: str) -> list[str]:
    notes = [f"Angka dihitung dari rekam yang dibukukan, {cutoff}. Cakupan: {material.coverage.name}."]
    told = [material.figure(one) for one in material.counted if may_be_told(material.figure(one))]
    if any(figure.bound == "min" for figure in told):
        notes.append("“Sedikitnya” berarti sebagian sumber tidak menyebut jumlahnya; angka itu batas bawah.")
    return [*notes, *restricted_note(material), *sifted_notes(material.coverage, material.year, told)]
