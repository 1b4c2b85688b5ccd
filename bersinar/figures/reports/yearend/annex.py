"""The annex of facts."""

from __future__ import annotations

from decimal import Decimal

from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.numbers import write_number

from ...indicators.disclosure import NOBODY
from ...indicators.explain import explain
from ...indicators.printing import dimension_words, exact_text
from ..document import AnnexSheet, Cell, Column
from .material import Material


def annex_of(material: Material) -> AnnexSheet:
    """The facts behind each figure, as anybody may see them: closed ones as sums by month."""
    rows = []
    codes = [code for code, figure in material.now.totals.items() if material.is_printed(figure)] + [
        "enforcement.seizure"
    ]
    for explained in explain(material.coverage, material.year, codes, viewer=NOBODY):
        for line in explained.lines:
            dims = "; ".join(dimension_words(d, v, explained.indicator) for d, v in line.dims.items() if d != "subject")
            unit = KINDS[line.kind].unit or line.dims.get("detail", "")
            rows.append(
                [
                    Cell(explained.indicator.code), Cell(explained.indicator.title), Cell(line.office),
                    Cell(f"{line.day:%m-%Y}" if explained.grouped else f"{line.day:%d-%m-%Y}"),
                    Cell(write_number(Decimal(exact_text(line.quantity))), Decimal(exact_text(line.quantity))), Cell(label("unit", unit)),
                    Cell("koreksi" if line.corrects else "jumlah per bulan" if explained.grouped else ""), Cell(dims),
                ]
            )  # fmt: skip
    titles = ("Kode", "Angka", "Satuan kerja", "Hari", "Jumlah", "Satuan", "Sifat", "Rincian")
    columns = [Column(title, "right" if title == "Jumlah" else "left") for title in titles]
    return AnnexSheet(
        "Lampiran fakta",
        columns,
        rows,
        "Fakta tentang klien, hasil tes, dan perkara hanya sebagai jumlah per bulan.",
    )
