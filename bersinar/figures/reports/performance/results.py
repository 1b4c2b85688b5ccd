"""Chapter III: every goal with its indicators, this year beside three others, and why it came so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.performance import ALTERNATIVES, BANDS, CAUSES, EFFICIENCY, NATIONAL, PLACES, SUPPORT
from bersinar.foundation.ui.money import rupiah
from bersinar.foundation.ui.numbers import write_number

from ...indicators.disclosure import is_restricted
from ...indicators.efficiency import beside_money, share_words
from ...indicators.evaluate import Figure
from ...indicators.printing import in_words, unit_words, with_n
from ..document import Block, Cell, Chart, Column, Paragraph, Section, Series, Table
from ..yearend.cells import target_cell
from ..yearend.material import may_be_told
from .material import PerformanceMaterial, Promise, gap

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NO_GOAL = "Sasaran tidak disebut"


def measured(material: PerformanceMaterial, caption: str) -> Table:
    """The agreement with its results in one table: every line, the open ones too."""
    columns = [
        Column("Sasaran"), Column("Indikator"), Column("Target", "right"), Column("Realisasi", "right"), Column("Capaian", "right"),
    ]  # fmt: skip
    if material.bands:
        columns.append(Column("Kategori"))
    rows = [_measured_row(material, promise)[: len(columns)] for promise in material.promises]
    return Table(caption, columns, rows, _note_of(material), "Perjanjian kinerja tahun ini belum dicatat.")


def _measured_row(material: PerformanceMaterial, promise: Promise) -> list[Cell]:
    """One line with its category last, which a table without categories leaves out."""
    if not promise.is_counted:
        dashes = [Cell("–"), Cell("–")]
        return [
            Cell(promise.goal or "–"), Cell(promise.title), Cell(promise.target_words), Cell("tidak dihitung"), *dashes,
        ]  # fmt: skip
    figure = material.figure(promise)
    return [
        Cell(promise.goal or "–"),
        Cell(with_n(promise.title, figure) if may_be_told(figure) else promise.title),
        Cell(promise.target_words, target_cell(figure).number),
        material.result_cell(figure, material.year),
        material.reached_cell(figure),
        material.band_cell(figure),
    ]


def _note_of(material: PerformanceMaterial) -> str:
    said = ["Capaian = realisasi / target x 100, dibulatkan pada dua angka di belakang koma."]
    if len(material.counted) < len(material.promises):
        said.append(
            "Baris yang belum bernama, atau yang indikatornya tidak dihitung sistem, tetap terbuka tanpa angka."
        )
    if any(
        material.figure(one).exact is not None and not may_be_told(material.figure(one)) for one in material.counted
    ):
        said.append("“Tidak dicetak”: hasilnya menyangkut kurang dari lima orang, atau tertutup.")
    return " ".join(said)


def categories(material: PerformanceMaterial) -> list[Block]:
    """How achievements are called, and by what; or that they are not."""
    if not material.bands:
        return [Paragraph("Kategori capaian tidak dicetak: satuan kerja ini belum menetapkan sebutannya.")]
    rows = [[Cell(f"{write_number(band.least)}% ke atas", band.least), Cell(band.words)] for band in material.bands]
    basis = material.source_of(BANDS)
    note = f"Dasar: {basis}." if basis else "Sebutan ini dipilih satuan kerja sendiri; dasar resminya tidak disebut."
    return [Table("Kategori capaian", [Column("Capaian", "right"), Column("Sebutan")], rows, note)]


def goals(material: PerformanceMaterial) -> Iterable[Section]:
    """One section a goal, in the agreement's order; what names no goal comes under one title."""
    named = list(dict.fromkeys(one.goal or _NO_GOAL for one in material.promises))
    for at, goal in enumerate(named, start=1):
        inside = [one for one in material.promises if (one.goal or _NO_GOAL) == goal]
        sections = [_of_promise(material, one, letter) for one, letter in zip(inside, _marks(len(inside)), strict=True)]
        yield Section(goal, sections=sections, mark=f"{at}.")


def _marks(many: int) -> list[str]:
    """a), b) ... and on with aa)."""
    letters = _LETTERS.lower()
    return [f"{(letters[at // 26 - 1] if at >= 26 else '')}{letters[at % 26]})" for at in range(many)]


def _of_promise(material: PerformanceMaterial, promise: Promise, mark: str) -> Section:
    if not promise.is_counted:
        why = (
            "belum bernama" if promise.title.startswith("Indikator ke-") else "belum ada dalam daftar angka sistem ini"
        )
        return Section(promise.title, [gap(f"Indikator ini {why}: tidak ada angka yang dihitung.")], mark=mark)
    blocks: list[Block] = [_four_years(material, promise)]
    blocks += _chart(material, promise)
    blocks += _compared(material, promise)
    for place in (CAUSES, ALTERNATIVES, EFFICIENCY, SUPPORT):
        if place == EFFICIENCY:
            blocks += _beside_money(material, promise)
        blocks += _headed(material, place, promise.code)
    return Section(promise.title, blocks, mark=mark)


def _beside_money(material: PerformanceMaterial, promise: Promise) -> list[Block]:
    """The result beside its money, where budget lines name this promise and the result may be told."""
    money, figure = material.money(promise.code), material.figure(promise)
    if money is None:
        return [gap("Belum ada baris anggaran yang menyebut target ini.")]
    spent = share_words(Fraction(money.spent), Fraction(money.ceiling))
    amounts = f"Pagu {rupiah(money.ceiling)}, realisasi {rupiah(money.spent)} ({spent})."
    words = beside_money(figure, money.ceiling, money.spent) if may_be_told(figure) else ""
    return [Paragraph(f"{amounts} {words}".strip())]


def _headed(material: PerformanceMaterial, place: str, code: str) -> list[Block]:
    """Words with what they are about in front of them; a gap says that itself."""
    said = material.words(place, code)
    first = said[0] if said else None
    if isinstance(first, Paragraph) and first.style == "normal":
        return [Paragraph(f"{PLACES[place].title}. {first.text}"), *said[1:]]
    return said


def _four_years(material: PerformanceMaterial, promise: Promise) -> Table:
    columns = [Column("Tahun"), Column("Target", "right"), Column("Realisasi", "right"), Column("Capaian", "right")]
    rows = []
    for year, figures in material.years.items():
        figure = figures[promise.code]
        rows.append(
            [
                Cell(with_n(str(year), figure) if may_be_told(figure) else str(year), emphasis=year == material.year),
                target_cell(figure),
                material.result_cell(figure, year),
                material.reached_cell(figure),
            ]
        )
    one = INDICATORS[promise.code]
    return Table(f"{one.title}: {material.year} dan tiga tahun sebelumnya", columns, rows, one.definition)


def _told(material: PerformanceMaterial, promise: Promise) -> list[tuple[int, Figure]]:
    """The years whose result may be told."""
    return [
        (year, figures[promise.code]) for year, figures in material.years.items() if may_be_told(figures[promise.code])
    ]


def _chart(material: PerformanceMaterial, promise: Promise) -> list[Block]:
    """The years beside one another, once there are two to compare."""
    told = _told(material, promise)
    if len(told) < 2:
        return []
    names = [str(year) for year, _ in told]
    values: Sequence[Decimal | None] = [figure.value for _, figure in told]
    described = "; ".join(f"{year} {in_words(figure)}" for year, figure in told)
    title = INDICATORS[promise.code].title
    caption = f"{title} menurut tahun"
    unit = unit_words(told[0][1].unit)
    return [
        Chart(
            caption, "column", names, [Series("Realisasi", values)], f"{caption}: {described}.", unit, with_table=False
        )
    ]


def _compared(material: PerformanceMaterial, promise: Promise) -> list[Block]:
    """What the result means against last year, the plan's end and the national figure."""
    figure = material.figure(promise)
    if not may_be_told(figure) or figure.value is None:
        return [] if figure.exact is not None else [gap("Belum ada hasil yang tercatat untuk indikator ini.")]
    blocks: list[Block] = []
    last = material.years[material.year - 1][promise.code]
    if may_be_told(last) and last.value is not None:
        blocks.append(Paragraph(_against(figure, last.value, f"tahun {material.year - 1}", in_words(last))))
    aim = material.aim(promise.code)
    if aim is not None and not aim.is_own and figure.indicator.adds_over_offices:
        # A superior's count is of all its offices: one of them is not held against it.
        blocks.append(
            Paragraph("Target Renstra atasan mencakup semua satuan kerjanya; hasil ini tidak dibandingkan dengannya.")
        )
    elif aim is not None and aim.last:
        year, target = aim.last
        words = f"{write_number(target)} {unit_words(figure.unit)}".strip()
        share = share_words(Fraction(figure.exact or 0), Fraction(target)) if target else "–"
        blocks.append(
            Paragraph(f"{_against(figure, target, f'target akhir Renstra {year}', words)} Capaian terhadapnya {share}.")
        )
    elif material.strategy:
        blocks.append(gap("Renstra tidak memuat target untuk indikator ini."))
    if national := material.national(promise.code):
        words = f"{write_number(national.value)} {unit_words(figure.unit)}".strip()
        blocks.append(
            Paragraph(_against(figure, national.value, "angka nasional", words) + f" Sumber: {national.source}.")
        )
        blocks += material.words(NATIONAL, promise.code)
    return blocks


def _against(figure: Figure, other: Decimal, what: str, words: str) -> str:
    """One result beside another, in a sentence."""
    difference = (figure.value or Decimal(0)) - other
    if not difference:
        return f"Sama dengan {what} ({words})."
    amount = f"{write_number(abs(difference))} {unit_words(figure.unit)}".strip()
    return f"Lebih {'tinggi' if difference > 0 else 'rendah'} {amount} dari {what} ({words})."


def restricted_note(material: PerformanceMaterial) -> list[str]:
    """Why some results are not printed, where a promise is of persons."""
    if any(is_restricted(material.figure(one).indicator) for one in material.counted):
        return ["Rincian yang memuat kurang dari lima orang digabung atau tidak ditampilkan."]
    return []
