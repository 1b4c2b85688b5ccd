"""A monthly report as a neutral document, from what was handed in or, of a draft, from the books as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.declaring import Indicator, Measured
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS, long_date, month_name
from bersinar.foundation.ui.numbers import write_number

from ..indicators.disclosure import LEAST
from ..indicators.printing import dimension_words, exact_text, unit_words
from ..models import Report, Submission
from ..reports.document import Block, Bullets, Cell, Column, Document, Paragraph, Section, Signatory, Table
from ..reports.yearend.areas import AREAS
from .actions import lines_of
from .changes import Change, changes_before, told_so_far
from .rows import Row, number_of, read_rows

FEW = f"kurang dari {LEAST}"
_DASH = "\N{EN DASH}"


@dataclass(frozen=True)
class Content:
    """What a report says: its figures, what changed in earlier months, obstacles with efforts, and since when it stands."""

    rows: Sequence[Row]
    changes: Sequence[Change]
    lines: Sequence[Sequence[str]]
    note: str
    on: date
    submission: Submission | None = None


def content_of(report: Report) -> Content:
    """What lies with the superior office as it was handed in; of a report that the office has, what it would say now."""
    last = report.submissions.order_by("-number").first()
    if last is not None and report.is_handed_in:
        return content_of_submission(last, report.office)
    office, year, month = report.office, report.year, report.month
    rows = read_rows(office, year, month, told_before=told_so_far(office, year))
    return Content(rows, changes_before(office, year, month), lines_of(office, year), report.note, office.local_day())


def content_of_submission(one: Submission, office: Office) -> Content:
    """What was handed in then."""
    return Content(
        list(map(Row.of, one.rows)), list(map(Change.of, one.changes)), one.lines, one.note, office.local_day(one.at), one
    )  # fmt: skip


def monthly(report: Report, content: Content | None = None) -> Document:
    """The report as it is read and printed."""
    told = content or content_of(report)
    office, month = report.office, month_name(report.year, report.month)
    head = office.head_on(told.on)
    return Document(
        title=f"Laporan Bulanan {month}", subtitle=office.official_name, office=office.short_name, period=month,
        cutoff=f"per {long_date(told.on)}", tagline="", sections=list(_sections(report, told)), notes=list(_notes(report, told)),
        signatory=Signatory(office.city, told.on, head.full_position, head.full_name, head.rank) if head else None,
        draft=told.submission is None, made_at=datetime.combine(told.on, datetime.min.time()),
    )  # fmt: skip


def _sections(report: Report, told: Content) -> Iterable[Section]:
    if told.note.strip():
        yield Section("Pengantar", [Paragraph(text) for text in told.note.splitlines() if text.strip()])
    for area, title in AREAS.items():
        rows = [row for row in told.rows if row.indicator is not None and row.indicator.section is area]
        yield Section(
            title, [_table(report, title, rows)] if rows else [Paragraph("Tidak ada catatan sampai bulan ini.")]
        )
    if changes := changes_block(told.changes):
        yield Section("Perubahan pada bulan yang sudah dilaporkan", [changes])
    if pairs := _obstacles(told.lines):
        yield Section("Kendala dan upaya", [pairs])


def _table(report: Report, title: str, rows: Sequence[Row]) -> Table:
    month, with_targets = MONTHS[report.month - 1], any(row.target for row in rows)
    columns = [Column("Angka"), Column(month, "right"), Column(f"Sampai {month}", "right")]
    if with_targets:
        columns += [Column("Target setahun", "right"), Column("Capaian", "right")]
    return Table(f"{title}, {month} {report.year}", columns, [cells_of(row)[: len(columns)] for row in rows])


def cells_of(row: Row) -> list[Cell]:
    """A figure as a line of the table, with its target and what it reached of it."""
    one = row.indicator
    assert one is not None
    total, target = number_of(row.told if row.held else row.total), number_of(row.target)
    reached = rounded(total / target * 100, 2) if total is not None and target else None
    held = row.held and row.total and not row.told
    return [
        Cell(title_of(row)),
        _amount(number_of(row.month), one, row),
        Cell(FEW) if held else _amount(total, one, row),
        _amount(target, one, row, bound=""),
        Cell(_DASH) if reached is None else Cell(f"{write_number(reached, 2)}%", reached),
    ]


def title_of(row: Row) -> str:
    """What a row is called: its indicator, its substance, and that it is a state or a mean."""
    one = row.indicator
    if one is None:
        return row.code
    named = ", ".join(dimension_words(name, value, one) for name, value in row.by.items())
    title = f"{one.title}, {named}" if named else one.title
    if one.measured is Measured.STOCK:
        return f"{title} (keadaan akhir bulan)"
    return f"{title} (n = {write_number(row.n)})" if row.n else title


def _amount(value: Fraction | None, one: Indicator, row: Row, *, bound: str | None = None) -> Cell:
    at_least = (row.bound if bound is None else bound) == "min"
    if value is None:
        return Cell(_DASH)
    if at_least and not value:
        return Cell("ada, jumlah tidak disebut")
    number = rounded(value, one.decimals)
    if not one.has_total:  # grams with six decimals: only those that say something
        number = Decimal(exact_text(Fraction(number)))
    words = f"{write_number(number)} {unit_words(row.unit)}".strip()
    return Cell(f"sedikitnya {words}" if at_least else words, number)


def changes_block(changes: Sequence[Change]) -> Table | None:
    """What changed in earlier months, each as it was told and as it is now."""
    if not changes:
        return None
    rows = []
    for one in changes:
        row = Row(one.code, one.by, one.unit, one.now)
        if row.indicator is None:
            continue
        was, now = (_amount(number_of(text), row.indicator, row) for text in (one.was, one.now))
        rows.append([Cell(MONTHS[one.month - 1]), Cell(title_of(row)), was, now])
    columns = [Column("Bulan"), Column("Angka"), Column("Dilaporkan", "right"), Column("Sekarang", "right")]
    return Table("Angka bulan-bulan sebelumnya yang berubah sejak dilaporkan", columns, rows)


def _obstacles(lines: Sequence[Sequence[str]]) -> Block | None:
    efforts: dict[str, list[str]] = {}
    for topic, text, pair in lines:
        if topic == "effort":
            efforts.setdefault(pair, []).append(text)
    told = [
        f"{text} Upaya: {'; '.join(efforts.get(pair, [])) or 'belum ada.'}" for topic, text, pair in lines if topic == "obstacle"
    ]  # fmt: skip
    return Bullets(told) if told else None


def _notes(report: Report, told: Content) -> Iterable[str]:
    yield f"Hanya catatan {report.office.short_name} sendiri. “Sampai {MONTHS[report.month - 1]}” dihitung sejak Januari."
    if told.submission is not None:
        yield (
            f"Kiriman ke-{told.submission.number}, dihitung sampai pembukuan nomor {told.submission.ledger_seq}; "
            f"sidik pembukuan {bytes(told.submission.ledger_hash).hex()[:16]}."
        )
    if any(row.held for row in told.rows):
        yield (
            f"Jumlah orang yang dilindungi hanya bertambah bila sejak laporan sebelumnya ada {LEAST} orang atau lebih; "
            "rata-rata dan bagiannya ada pada laporan tahunan."
        )
    if any(row.bound == "min" for row in told.rows):
        yield "“Sedikitnya” berarti sebagian sumber tidak menyebut jumlahnya."
