"""One area of work: what was written about it, its figures, what only this area tells, and the splits of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bersinar.catalogue.declaring import Section as Area
from bersinar.foundation.ui.numbers import write_number

from ...indicators.disclosure import NOBODY, shown_split, tells_of_few
from ...indicators.evaluate import Figure
from ...indicators.printing import dimension_words, exact_text, n_words, split_words, with_n
from ..checks import named_and_counted
from ..document import Block, Bullets, Cell, Column, Paragraph, Section, Table
from .cells import DIMENSIONS, achievement_cell, amount_cell, share_cell, target_cell, title_with_n
from .clients import clients_by_time
from .material import Material
from .seizures import joint_table, people_saved, seizures

AREAS = {
    Area.ENFORCEMENT: "Pemberantasan",
    Area.PREVENTION: "Pencegahan",
    Area.EMPOWERMENT: "Pemberdayaan masyarakat",
    Area.REHABILITATION: "Rehabilitasi",
    Area.COOPERATION: "Kerja sama",
}
ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def area_of(material: Material, *areas: Area, title: str = "") -> Section:
    """One section of the report; an office's own grouping may join several areas under its title."""
    blocks: list[Block] = []
    for area in areas:
        blocks += [Paragraph(text) for text in material.told("narrative", area.value)]
    figures = [f for f in material.now.totals.values() if f.indicator.section in areas and material.is_printed(f)]
    if figures:
        blocks.append(_figures_table(material, figures))
    for area in areas:
        blocks += _extras(material, area)
    for figure in figures:
        blocks += _splits(material, figure)
    for area in areas:
        if notes := material.told("case_note", area.value):
            blocks.append(Bullets(notes))
    name = title or AREAS[areas[0]]
    return Section(name, blocks or [Paragraph("Belum ada catatan pada tahun ini.")])


def _figures_table(material: Material, figures: Sequence[Figure]) -> Table:
    columns = [Column("Angka"), Column(str(material.year), "right"), Column(str(material.year - 1), "right")]
    with_targets = any(figure.target is not None for figure in figures)
    if with_targets:
        columns += [Column("Target", "right"), Column("Capaian", "right")]
    rows = []
    for figure in figures:
        last = material.before.totals[figure.indicator.code]
        row = [
            Cell(title_with_n(figure, last)),
            material.cell(figure),
            material.cell(last, material.year - 1) if last.exact is not None and not tells_of_few(last) else Cell("–"),
        ]
        if with_targets:
            row += [target_cell(figure), achievement_cell(figure)]
        rows.append(row)
    note = (
        "Semua kasus yang dicatat ditandai menonjol; jumlah seluruh kasus tidak dinyatakan."
        if _note_prominent(material, figures)
        else ""
    )
    return Table(f"Angka pokok {material.year} dan {material.year - 1}", columns, rows, note)


def _note_prominent(material: Material, figures: Sequence[Figure]) -> bool:
    return material.only_prominent() and any(
        figure.indicator.code == "enforcement.cases_prominent" for figure in figures
    )


def _extras(material: Material, area: Area) -> list[Block]:
    if area is Area.ENFORCEMENT:
        return [*seizures(material), *joint_table(material), *people_saved(material)]
    if area is Area.REHABILITATION:
        strengthened = material.told("strengthening")
        return [*clients_by_time(material), *([Bullets(strengthened)] if strengthened else [])]
    if area in (Area.PREVENTION, Area.EMPOWERMENT):
        return _named_institutions(material, area)
    return []


def _named_institutions(material: Material, area: Area) -> list[Block]:
    """ "Sembilan instansi, enam dengan nama": what a source counts without naming is told so."""
    kind, verb = {
        Area.PREVENTION: ("activities.prevention_institution_reached", "dijangkau"),
        Area.EMPOWERMENT: ("screening.institution_tested", "dites"),
    }[area]
    named, counted = named_and_counted(material.coverage, material.year, kind)
    if named == counted:
        return []
    return [Paragraph(f"Instansi yang {verb}: {spelled(counted)} instansi, {spelled(named)} dengan nama.")]


def spelled(number: int) -> str:
    """A small number in words, a larger one in digits."""
    if number < len(ONES):
        return ONES[number]
    return f"{ONES[number - 10]} belas" if number < 20 else write_number(number)


def _splits(material: Material, figure: Figure) -> list[Table]:
    """The shown splits as one table each, as anybody may see them."""
    one = figure.indicator
    blocks: list[Table] = []
    for dimension in one.shown:
        shown = shown_split(
            one, list(material.now.split(one.code, dimension).items()), NOBODY, list(material.coverage.offices)
        )
        if len(shown) < 2 or {value for value, _ in shown} == {"unknown"}:
            continue
        untold = {
            part.by.get(dimension) for part in material.now.parts[one.code] if part.exact == 0 and part.bound == "min"
        }
        apart = {part.by.get(dimension): part for part in material.now.parts[one.code] if set(part.by) == {dimension}}
        rows = [
            [
                Cell(with_n(dimension_words(dimension, value, one), apart.get(value))),
                *(
                    [Cell("jumlah tidak disebut"), Cell("–")]
                    if value in untold
                    else [
                        amount_cell(amount, one, material.part_trace(figure, dimension, value)),
                        share_cell(amount, figure),
                    ]
                ),
            ]
            for value, amount in shown
        ]
        if one.unit == "index":
            rows = [row[:2] for row in rows]
        columns = [
            Column(by := split_words(one, dimension) or DIMENSIONS.get(dimension, "Rincian")),
            Column(str(material.year), "right"),
            Column("Bagian", "right"),
        ]
        note = "" if figure.bound or one.unit == "index" else f"n = {exact_text(figure.exact or Fraction(0))}"
        note = n_words(figure) or note
        caption = f"{one.title} menurut {by.lower()}"
        blocks.append(Table(caption, columns[: len(rows[0])], rows, note))
    return blocks
