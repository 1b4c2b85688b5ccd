"""The opening page: who reported, the big numbers, and what was promised beside what was reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bersinar.catalogue.declaring import Publication
from bersinar.foundation.ui.numbers import write_number

from ...indicators.disclosure import tells_of_few
from ...indicators.evaluate import Figure
from ...indicators.printing import in_words, n_words, with_n
from ...indicators.reporting import reporting_sentence
from ..document import Big, BigNumbers, Block, Cell, Chart, Column, Paragraph, Series, Table
from .cells import achievement_cell, target_cell
from .material import Material

# What the opening page may show, in this order, as far as it has a value.
OPENING = (
    "rehab.clients", "screening.tested", "enforcement.cases", "enforcement.suspects", "prevention.people_reached", "empowerment.volunteers",
    "community.villages_bersinar", "ibm.units", "rehab.ikm", "prevention.activities",
)  # fmt: skip


def summary(material: Material) -> list[Block]:
    """What the first section says."""
    blocks: list[Block] = []
    if sentence := reporting_sentence(material.coverage, material.year):
        blocks.append(Paragraph(sentence))
    blocks.append(BigNumbers(list(_big_numbers(material))))
    # What is never published is not printed for having a target either.
    open_ones = [one for one in material.now.totals.values() if one.indicator.publication is not Publication.CLOSED]
    promised = [figure for figure in open_ones if figure.target is not None]
    if promised:
        blocks.append(_targets(material, promised))
        reached = [figure for figure in promised if figure.achievement is not None and not tells_of_few(figure)]
        if reached:
            blocks.append(_achievement_chart(reached))
    blocks += [Paragraph(text) for text in material.told("open_target")]
    return blocks


def _big_numbers(material: Material) -> Iterable[Big]:
    known = [
        figure
        for code in OPENING
        if (figure := material.now.totals[_stands_for(material, code)]).exact is not None and not tells_of_few(figure)
    ]
    rows = max(1, min(len(known), 9) // 3)  # whole rows of three: a half-empty one looks forgotten
    for figure in known[: rows * 3]:
        last = material.before.totals[figure.indicator.code]
        told_before = last.exact is not None and not tells_of_few(last)
        detail = f"tahun lalu {with_n(in_words(last), last)}" if told_before else ""
        if figure.achievement is not None:
            detail = f"{write_number(figure.achievement, 2)}% dari target"
        detail = "; ".join(filter(None, (n_words(figure), detail)))
        yield Big(figure.indicator.title, in_words(figure), detail, material.trace(figure))


def _stands_for(material: Material, code: str) -> str:
    return "enforcement.cases_prominent" if code == "enforcement.cases" and material.only_prominent() else code


def _targets(material: Material, promised: Sequence[Figure]) -> Table:
    rows = [_target_row(material, figure) for figure in promised]
    columns = [
        Column("Target perjanjian kinerja"),
        Column("Target", "right"),
        Column("Hasil", "right"),
        Column("Capaian", "right"),
        Column("Keterangan"),
    ]
    return Table(f"Target dan hasil {material.year}", columns, rows, "Capaian = hasil / target x 100.")


def _target_row(material: Material, figure: Figure) -> list[Cell]:
    """A promise and what came of it; of a mean of few persons only that it is not shown."""
    if tells_of_few(figure):
        hidden = Cell("tidak ditampilkan, n di bawah lima")
        return [Cell(figure.indicator.title), target_cell(figure), Cell("–"), Cell("–"), hidden]
    return [
        Cell(with_n(figure.indicator.title, figure)), target_cell(figure), material.cell(figure),
        achievement_cell(figure), Cell(_verdict(figure)),
    ]  # fmt: skip


def _verdict(figure: Figure) -> str:
    if figure.achievement is None:
        return "belum ada hasil"
    if figure.achievement > 100:
        return "melampaui target"
    return "tercapai" if figure.achievement == 100 else "belum tercapai"


def _achievement_chart(figures: Sequence[Figure]) -> Chart:
    names = [figure.indicator.title for figure in figures]
    values = [figure.achievement for figure in figures]
    described = "; ".join(
        f"{name} {write_number(value or Decimal(0), 2)}%" for name, value in zip(names, values, strict=True)
    )
    return Chart(
        "Capaian terhadap target (persen)",
        "bar",
        names,
        [Series("Capaian", values)],
        f"Capaian: {described}.",
        "persen",
    )
