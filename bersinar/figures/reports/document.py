"""The neutral document: what a report says, before anybody decides how it looks.

Builders make a Document; writers (HTML, PDF, DOCX, XLSX, TXT, JSON) only read it. Values arrive as
text in Indonesian form beside the exact number, so that no writer ever rounds or formats a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Cell:
    """One cell of a table: what is printed, and the number behind it where there is one."""

    text: str
    number: Decimal | None = None
    href: str = ""  # path of the trace page; only the screen shows it
    emphasis: bool = False


@dataclass(frozen=True)
class Column:
    title: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Table:
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    empty: str = "Belum ada catatan."

    def __post_init__(self) -> None:
        """Refuse a ragged table: a missing cell would shift every figure after it."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of the table {self.caption!r} has not {len(self.columns)} cells")


@dataclass(frozen=True)
class Paragraph:
    text: str
    style: Literal["normal", "lead", "quote", "gap"] = "normal"  # a gap: what the report still lacks, said aloud


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str]


@dataclass(frozen=True)
class Big:
    """One big number of the opening page: value, what it is, and what it is compared with."""

    label: str
    value: str
    detail: str = ""
    href: str = ""


@dataclass(frozen=True)
class BigNumbers:
    items: Sequence[Big]


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[Decimal | None]  # one per category


@dataclass(frozen=True)
class Chart:
    """A chart, always with its table: `categories` x `series`. `description` is the text alternative."""

    caption: str
    kind: Literal["column", "bar", "stacked"]
    categories: Sequence[str]
    series: Sequence[Series]
    description: str
    unit: str = ""
    with_table: bool = True  # False where a Table beside it already says the same, so that print does not repeat it

    def __post_init__(self) -> None:
        """Refuse a series that does not fit the categories."""
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError(f"a series of the chart {self.caption!r} has not {len(self.categories)} values")

    def data(self) -> Table:
        """The chart as a table: what is read where the picture is not seen."""
        titles = [f"{series.name} ({self.unit})" if self.unit else series.name for series in self.series]
        columns = (Column("Uraian"), *(Column(title, "right") for title in titles))
        rows = tuple(
            (Cell(category), *(Cell(printed(series.values[at]), series.values[at]) for series in self.series))
            for at, category in enumerate(self.categories)
        )
        return Table(f"Data: {self.caption}", columns, rows)


@dataclass(frozen=True)
class Check:
    """One check before signing, with its outcome."""

    title: str
    outcome: Literal["holds", "explained", "fails", "not_applicable"]
    finding: str
    explanation: str = ""


@dataclass(frozen=True)
class Checks:
    items: Sequence[Check]


Block = Paragraph | Bullets | Table | Chart | BigNumbers | Checks


@dataclass(frozen=True)
class Section:
    """A part of the report. `mark` stands instead of its running number: "Bab I", "A.", or "" for none.

    `remarks` are what a speaker has beside it: only slides carry them.
    """

    title: str
    blocks: Sequence[Block] = ()
    sections: Sequence[Section] = ()
    mark: str | None = None
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Signatory:
    place: str
    on: date
    title: str
    name: str
    rank: str = ""


@dataclass(frozen=True)
class AnnexSheet:
    """Facts behind the figures, for the XLSX annex: one sheet, typed values."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


@dataclass(frozen=True)
class Document:
    title: str
    subtitle: str
    office: str
    period: str
    cutoff: str  # "per 28 Desember 2022" or "seluruh tahun 2022"
    tagline: str
    sections: Sequence[Section]
    notes: Sequence[str] = ()
    signatory: Signatory | None = None
    annex: Sequence[AnnexSheet] = ()
    draft: bool = True
    made_at: datetime | None = None  # stamped into the file; the same moment gives the same bytes
    language: str = field(default="id", init=False)


def outline(sections: Sequence[Section], prefix: str = "") -> Iterator[tuple[str, Section]]:
    """Every section with its number ("2.1"), in reading order; all writers number alike."""
    for position, section in enumerate(sections, 1):
        number = f"{prefix}{position}"
        yield number, section
        yield from outline(section.sections, f"{number}.")


def heading(number: str, section: Section) -> str:
    """A section's title as it is printed: "2.1 Klien", or under a mark of its own, "Bab II Perencanaan kinerja"."""
    return f"{number if section.mark is None else section.mark} {section.title}".strip()


def depth(number: str) -> int:
    """How deep a section stands: 1 for "2", 2 for "2.1"."""
    return number.count(".") + 1


def printed(number: Decimal | None) -> str:
    """An exact number in Indonesian form, with all its decimals; a dash where there is none."""
    if number is None:
        return "\N{EN DASH}"
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))
