"""The sheet on which an index of satisfaction is published: one page for one service, one year.

Every number of it is a figure; who answered (education, days surveyed) is handed in by the page that knows the room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bersinar.catalogue.arithmetic import rounded
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.numbers import write_number

from ..indicators.disclosure import LEAST, MERGED, merged
from ..indicators.evaluate import LEAST_ANSWERS, Coverage, Figure, evaluate
from ..indicators.printing import dimension_words
from ..indicators.satisfaction import ROUNDING, index_of, needs_spread, on_hundred, quality, spread_of
from .document import Big, BigNumbers, Block, Cell, Chart, Column, Document, Paragraph, Section, Series, Table

_SHEETS = "surveys.sheets"


@dataclass(frozen=True)
class Answered:
    """What the figures do not hold: how many respondents of each education ("" where it is not told), and when."""

    educations: Sequence[tuple[str, int]]
    period_from: date
    period_to: date


@dataclass(frozen=True)
class Index:
    """The index of one service, its elements in their order, and its respondents by sex."""

    figure: Figure
    elements: Mapping[str, Figure]
    sexes: Sequence[tuple[str, int]]
    sheets: int

    @property
    def may_be_published(self) -> bool:
        """Of fewer respondents than five nothing is printed."""
        return self.figure.exact is not None and self.sheets >= LEAST


def read_index(coverage: Coverage, year: int, service: str) -> Index:
    """The figures of one service. Raises KeyError for a service that no index counts."""
    one = index_of(service)
    wanted = {"aspect": service}
    figures = [f for f in evaluate(coverage, year, [one.code], by=["aspect"], joint=False) if dict(f.by) == wanted]
    crossed = evaluate(coverage, year, [one.code], by=["aspect", one.over], joint=False)
    elements = {f.by[one.over]: f for f in crossed if f.by.get("aspect") == service}
    sheets = evaluate(coverage, year, [_SHEETS], by=["aspect", "sex"], joint=False)
    sexes = [(f.by["sex"], int(f.exact or 0)) for f in sheets if f.by.get("aspect") == service and f.exact]
    figure = figures[0] if figures else Figure(one, None, one.unit, by=wanted)
    return Index(figure, dict(sorted(elements.items())), sexes, sum(many for _, many in sexes))


def satisfaction_sheet(coverage: Coverage, year: int, index: Index, answered: Answered, *, on: date) -> Document:
    """The sheet as a document, for screen and print. Only for an index that may be published."""
    office, figure = coverage.office, index.figure
    service = label("survey_service", figure.by["aspect"])
    closed = on > date(year, 12, 31)
    return Document(
        title="Indeks Kepuasan Masyarakat", subtitle=f"Layanan: {service}",
        office=office.official_name if coverage.name == office.short_name else coverage.name,
        period=f"Masa survei {long_date(answered.period_from)} sampai {long_date(answered.period_to)}",
        cutoff=f"seluruh tahun {year}" if closed else f"per {long_date(on)}",
        tagline="Terima kasih atas penilaian yang telah Anda berikan.",
        sections=[
            Section("Nilai", _values(coverage, year, index)),
            Section("Sembilan unsur pelayanan", _elements(index)),
            Section("Responden", _respondents(index, answered)),
        ],
        notes=_notes(index), draft=False,
    )  # fmt: skip


def _values(coverage: Coverage, year: int, index: Index) -> list[Block]:
    figure = index.figure
    spread = spread_of(coverage, year, figure).words if needs_spread(figure) else ""
    return [
        BigNumbers(
            [
                Big("IKM", write_number(on_hundred(figure) or Decimal(0), 2), f"mutu {quality(figure)}"),
                Big("Indeks", write_number(figure.value or Decimal(0), 2), "skala 1 sampai 4"),
                Big("Responden", write_number(index.sheets), spread or f"{write_number(figure.n or 0)} menjawab"),
            ]
        )
    ]


def _elements(index: Index) -> list[Block]:
    if not index.elements:
        return [Paragraph(f"Nilai tiap unsur ditampilkan bila dijawab paling sedikit {LEAST_ANSWERS} orang.")]
    one = index.figure.indicator
    named = [dimension_words(one.over, code, one) for code in index.elements]
    values = [figure.value for figure in index.elements.values()]
    told = "; ".join(
        f"{name} {write_number(value, 2)}" for name, value in zip(named, values, strict=True) if value is not None
    )
    chart = Chart("Nilai tiap unsur, skala 1 sampai 4", "bar", named, [Series("Nilai", values)], told, with_table=False)
    rows = [
        [
            Cell(f"{code.upper()} {name}"),
            Cell(write_number(figure.value, 2), figure.value),
            Cell(write_number(figure.n or 0)),
        ]
        for (code, figure), name in zip(index.elements.items(), named, strict=True)
        if figure.value is not None
    ]
    columns = [Column("Unsur"), Column("Nilai", "right"), Column("Penjawab", "right")]
    return [chart, Table("Nilai dan jumlah penjawab tiap unsur", columns, rows)]


def _respondents(index: Index, answered: Answered) -> list[Block]:
    educations = [(code or "unknown", many) for code, many in answered.educations]
    return [
        _counted("Jenis kelamin", "sex", index.sexes),
        _counted("Pendidikan", "respondent_education", educations),
    ]


def _counted(title: str, list_name: str, counted: Sequence[tuple[str, int]]) -> Table:
    order = [code for code, _ in choices(list_name)]
    told = sorted(_safe(counted), key=lambda cell: order.index(cell[0]) if cell[0] in order else len(order))
    rows = [[Cell(_value_words(list_name, code)), Cell(write_number(int(many)))] for code, many in told]
    return Table(f"Responden menurut {title.lower()}", [Column(title), Column("Orang", "right")], rows)


def _safe(counted: Sequence[tuple[str, int]]) -> list[tuple[str, Fraction]]:
    return merged([(code, Fraction(many)) for code, many in counted])


def _value_words(list_name: str, code: str) -> str:
    if code in ("unknown", MERGED):
        return "tidak disebut" if code == "unknown" else MERGED
    return label(list_name, code)


def _notes(index: Index) -> list[str]:
    figure = index.figure
    exact = write_number(rounded(figure.exact or Fraction(0), 4))
    notes = [
        f"{ROUNDING} Rata-rata sembilan unsur yang dipakai di sini {exact}.",
        f"Nilai tiap unsur ditampilkan bila dijawab paling sedikit {LEAST_ANSWERS} orang. Kelompok responden yang kurang "
        "dari lima orang digabung atau tidak ditampilkan.",
    ]
    if needs_spread(figure):
        notes.append("Indeks di atas 3,9 atau dari kurang dari 30 responden dibaca bersama simpangan bakunya.")
    return notes
