"""The money of four years: what might be spent, what was spent, the share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bersinar.foundation.ui.money import rupiah

from ...indicators.evaluate import evaluate
from ..document import Block, Cell, Column, Table
from .material import YEARS_BEFORE, PerformanceMaterial, gap

_BUDGET, _SPENT, _SHARE = "planning.budget", "planning.spent", "planning.absorption"


def money_of_years(material: PerformanceMaterial) -> Block:
    """This year and the three before it; or that this year's budget is not recorded."""
    rows = [_row(material, year) for year in range(material.year - YEARS_BEFORE, material.year + 1)]
    if rows[-1][1].number is None:
        return gap("Pagu dan realisasi anggaran tahun ini belum dicatat dalam sistem.")
    columns = [Column("Tahun"), Column("Pagu", "right"), Column("Realisasi", "right"), Column("Serapan", "right")]
    note = "Pagu sesudah revisi terakhir, semua sumber dana; realisasi dikurangi pengembalian belanja."
    return Table(f"Pagu dan realisasi anggaran {material.year} dan tiga tahun sebelumnya", columns, rows, note)


def _row(material: PerformanceMaterial, year: int) -> list[Cell]:
    figures = evaluate(material.coverage, year, [_BUDGET, _SPENT, _SHARE], joint=False)
    totals = {one.indicator.code: one for one in figures if one.scope == "total"}
    amounts = [_amount(totals[code].exact) for code in (_BUDGET, _SPENT)]
    return [Cell(str(year), emphasis=year == material.year), *amounts, material.cell(totals[_SHARE], year)]


def _amount(exact: Fraction | None) -> Cell:
    return Cell("–") if exact is None else Cell(rupiah(int(exact)), Decimal(int(exact)))
