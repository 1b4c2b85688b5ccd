"""What only enforcement tells: what was seized, what was done jointly, and the estimate that an office may print."""

from __future__ import annotations

from collections.abc import Sequence

from bersinar.catalogue.declaring import Section as Area
from bersinar.foundation.codelists.lists import label

from ...indicators.evaluate import Figure
from ...indicators.printing import in_words
from ...models import FactorChoice
from ..document import Block, Cell, Chart, Column, Paragraph, Series, Table
from .material import LEFT_OUT, Material


def seizures(material: Material) -> list[Block]:
    """What was seized, by substance and unit, and a chart for each unit that several substances share."""
    figures = material.now.parts.get("enforcement.seizure", [])
    if not figures:
        return []
    rows = [[Cell(substance_words(figure)), material.cell(figure)] for figure in figures]
    table = Table(
        f"Barang bukti disita {material.year}", [Column("Zat"), Column("Jumlah", "right")], rows,
        "Satuan yang berbeda tidak dijumlahkan. Berat bersih, kecuali ditulis kotor.",
    )  # fmt: skip
    charts = []
    for unit in dict.fromkeys(figure.unit for figure in figures):
        alike = [figure for figure in figures if figure.unit == unit and figure.value is not None]
        if len(alike) > 1:
            charts.append(_seizure_chart(alike, unit, material.year))
    return [table, *charts]


def joint_table(material: Material) -> list[Block]:
    """What other offices led and count."""
    figures = [
        figure
        for figure in material.joint
        if figure.indicator.code not in LEFT_OUT and figure.indicator.section is Area.ENFORCEMENT
    ]
    if not figures:
        return []
    rows = [[Cell(substance_words(f) if f.by else f.indicator.title), material.cell(f)] for f in figures]
    note = "Dipimpin satuan kerja lain dan dihitung di sana; tidak ditambahkan pada angka di atas."
    return [
        Table(f"Bersama satuan kerja lain {material.year}", [Column("Angka"), Column("Jumlah", "right")], rows, note)
    ]


def people_saved(material: Material) -> list[Block]:
    """The estimate, only where the signatory lets it be printed: its set, source and basis in the same sentence.

    What other offices lead is told apart, as a joint one: it belongs to the operation and counts once.
    """
    choice = (
        FactorChoice.objects.filter(office=material.coverage.office, year=material.year, printed=True)
        .select_related("factor_set")
        .first()
    )
    if choice is None:
        return []
    own = [material.now.totals["enforcement.people_saved"]]
    joint = [
        figure for figure in material.joint if figure.indicator.code == "enforcement.people_saved" and not figure.by
    ]
    basis = (
        f"dihitung dari {choice.factor_set.get_basis_display()} dengan set faktor “{choice.factor_set.name}” "
        f"(sumber: {choice.factor_set.source}); bukan hitungan orang"
    )
    return [
        Paragraph(f"Perkiraan orang terselamatkan{word}: {in_words(figure)}, {basis}.")
        for figures, word in ((own, ""), (joint, " bersama satuan kerja lain"))
        for figure in figures
        if figure.exact is not None
    ]


def substance_words(figure: Figure) -> str:
    """What was seized, and whether it was weighed with its wrapping."""
    named = label("substance", figure.by.get("substance", ""))
    return f"{named}, kotor" if figure.by.get("aspect") == "gross" else named


def _seizure_chart(figures: Sequence[Figure], unit: str, year: int) -> Chart:
    names = [substance_words(figure) for figure in figures]
    values = [figure.value for figure in figures]
    described = "; ".join(f"{name} {in_words(figure)}" for name, figure in zip(names, figures, strict=True))
    caption = f"Barang bukti disita dalam {label('unit', unit)}, {year}"
    return Chart(caption, "bar", names, [Series("Disita", values)], f"{caption}: {described}.", label("unit", unit))
