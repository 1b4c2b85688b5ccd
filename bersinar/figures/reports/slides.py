"""A year, or a year until the end of a quarter, in ten slides. Each number's trace stands in the speaker's notes.

The slides go wherever a beamer stands, so they hold what anybody may see, and less: of persons in treatment and of
results only what no reader can take apart. Two quarters, one taken from the other, would tell of the one between them:
until a quarter's end only clients are told, and only where no quarter had one to four.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.conf import settings

from bersinar.catalogue.declaring import Measured
from bersinar.catalogue.declaring import Section as Area
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.periods.calendar import long_date, month_bounds, month_name, year_bounds
from bersinar.foundation.ui.numbers import write_number

from ..indicators.disclosure import LEAST, is_restricted
from ..indicators.evaluate import Coverage, Figure, evaluate
from ..indicators.printing import exact_text, in_words, n_words, unit_words
from ..indicators.reporting import reporting_sentence
from .checks import Year
from .document import Big, BigNumbers, Block, Bullets, Cell, Chart, Column, Document, Paragraph, Section, Series, Table
from .yearend.cells import achievement_cell, target_cell
from .yearend.material import Material
from .yearend.seizures import substance_words

QUARTERS = ("I", "II", "III", "IV")
MOST_NUMBERS, MOST_BESIDE, MOST_TARGETS, MOST_PAIRS = 6, 3, 8, 5
OPENING = (
    "prevention.people_reached", "screening.tested", "rehab.clients", "enforcement.cases", "empowerment.volunteers",
    "community.villages_bersinar", "enforcement.suspects", "ibm.units", "rehab.ikm", "prevention.activities",
)  # fmt: skip
_CLIENTS = "rehab.clients"
_PATHWAYS = ("rehab.outpatient", "rehab.inpatient", "rehab.brief_intervention", "rehab.referred_ibm")


@dataclass(frozen=True)
class Topic:
    """One area of work on a slide: the numbers it may show, the first of these that have a value, and what its chart counts."""

    title: str
    numbers: tuple[str, ...]
    charted: str
    area: Area


TOPICS = (
    Topic("Pencegahan", ("prevention.people_reached", "prevention.activities", "prevention.meetings", "prevention.institutions",
          "community.villages_bersinar", "prevention.media_reach"), "prevention.people_reached", Area.PREVENTION),
    Topic("Pemberdayaan masyarakat", ("screening.tested", "screening.institutions", "empowerment.volunteers", "community.taskforce",
          "empowerment.volunteers_active", "empowerment.lifeskill_participants", "empowerment.people_reached"), "screening.tested", Area.EMPOWERMENT),
    Topic("Rehabilitasi", (_CLIENTS, "rehab.ikm", "rehab.outpatient", "rehab.inpatient", "ibm.units", "ibm.agents",
          "rehab.facilities_strengthened"), _CLIENTS, Area.REHABILITATION),
    Topic("Pemberantasan", ("enforcement.cases", "enforcement.suspects", "enforcement.files_completed", "enforcement.networks",
          "enforcement.cases_prominent"), "", Area.ENFORCEMENT),
    Topic("Kerja sama", ("cooperation.agreements", "cooperation.agreements_active", "cooperation.partners_active", "cooperation.awards",
          "cooperation.joint_works"), "", Area.COOPERATION),
)  # fmt: skip


@dataclass
class DeckMaterial(Material):
    """A year until a day, and the year before it until the same day."""

    quarter: int | None = None

    @cached_property
    def before(self) -> Year:
        until = _end_of(self.year - 1, self.quarter) if self.quarter else None
        return Year.read(Coverage(self.coverage.office, self.coverage.tree, until=until), self.year - 1)

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where the chains stood when the figures were counted."""
        return self.coverage.positions()

    def is_printed(self, figure: Figure) -> bool:
        """As in every report; and of restricted counts only what no other number here takes apart."""
        if not super().is_printed(figure):
            return False
        one = figure.indicator
        if not is_restricted(one):
            return True
        if self.quarter:
            return one.code == _CLIENTS and bool(self.clients_by_quarter)
        if one.code in _PATHWAYS and any(self._tells_of_few(code) for code in _PATHWAYS):
            return False
        return not 0 < (figure.exact or 0) < LEAST

    def _tells_of_few(self, code: str) -> bool:
        return 0 < (self.now.value(code) or 0) < LEAST

    @cached_property
    def clients_by_quarter(self) -> list[Fraction]:
        """Clients by the quarter in which they came; empty where a quarter would tell of fewer than five."""
        cells = self._by_quarter(_CLIENTS, self.coverage, self.year)
        return [] if not any(cells) or any(0 < cell < LEAST for cell in cells) else cells

    @property
    def _told(self) -> int:
        """How many quarters are told: those asked for, or those that have begun."""
        today = self.coverage.office.local_day()
        begun = 4 if today.year > self.year else (today.month + 2) // 3
        return self.quarter or begun

    def _by_quarter(self, code: str, coverage: Coverage, year: int) -> list[Fraction]:
        cells = [Fraction(0)] * self._told
        for figure in evaluate(coverage, year, [code], by=["month"], joint=False):
            if figure.by and figure.exact is not None:
                at = (int(figure.by["month"]) - 1) // 3
                if at < len(cells):  # last year is told no further than this one
                    cells[at] += figure.exact
        return cells

    def quarters_of(self, code: str) -> list[tuple[int, list[Fraction]]]:
        """A count by quarter, last year and this one; nothing where it may not be told so."""
        if code == _CLIENTS:
            return [(self.year, self.clients_by_quarter)] if self.clients_by_quarter else []
        if is_restricted(INDICATORS[code]):
            return []
        offices = Coverage(self.coverage.office, self.coverage.tree)
        both = [(year, self._by_quarter(code, offices, year)) for year in (self.year - 1, self.year)]
        return [(year, cells) for year, cells in both if any(cells)]


def deck(coverage: Coverage, year: int, *, quarter: int | None = None, on: date | None = None) -> Document:
    """The slides of a year, or of the year until the end of a quarter (1 to 4)."""
    today = on or coverage.office.local_day()
    until = _end_of(year, quarter) if quarter else None
    material = DeckMaterial(Coverage(coverage.office, coverage.tree, until=until), year, quarter)
    positions = material.positions  # before anything is counted: what comes later is not claimed
    cutoff = f"per {long_date(until or today)}" if quarter or today <= year_bounds(year)[1] else f"seluruh tahun {year}"
    title = f"Laporan Triwulan {QUARTERS[quarter - 1]} {year}" if quarter else f"Catatan Akhir Tahun {year}"
    period = f"Januari sampai {month_name(year, quarter * 3)}" if quarter else f"Tahun {year}"
    return Document(
        title=title, subtitle=coverage.office.official_name, office=coverage.name, period=period, cutoff=cutoff,
        tagline=next(iter(material.told("tagline")), ""), sections=list(_sections(material)),
        notes=list(_opening_notes(material, cutoff, positions)), draft=False, made_at=datetime.combine(today, datetime.min.time()),
    )  # fmt: skip


def ended_quarters(coverage: Coverage, year: int) -> list[int]:
    """The quarters of a year that are over where the office is: only these are told."""
    today = coverage.office.local_day()
    return [quarter for quarter in (1, 2, 3, 4) if _end_of(year, quarter) < today]


def _end_of(year: int, quarter: int) -> date:
    return month_bounds(year, quarter * 3)[1]


def _opening_notes(material: DeckMaterial, cutoff: str, positions: dict[str, int]) -> Iterator[str]:
    yield f"Cakupan: {material.coverage.name}. Data {cutoff}."
    if sentence := reporting_sentence(material.coverage, material.year):
        yield sentence
    yield "Angka dihitung dari rekam yang dibukukan; di bawah tiap slide tertulis jejak setiap angkanya."
    yield "Angka yang menyangkut kurang dari lima orang tidak ditampilkan."
    if material.quarter:
        yield "Hasil tes dan rincian klien hanya dilaporkan setahun penuh."
    yield "Posisi buku: " + ", ".join(f"{code} {seq}" for code, seq in positions.items()) + "."


def _sections(material: DeckMaterial) -> Iterator[Section]:
    yield _in_numbers(material)
    yield _targets(material)
    for topic in TOPICS:
        yield _topic(material, topic)
    yield _obstacles(material)
    yield _ahead(material)


def _figure(material: DeckMaterial, code: str) -> Figure | None:
    figure = material.now.totals.get(code)
    return figure if figure is not None and material.is_printed(figure) else None


def _trace(material: DeckMaterial, figure: Figure, what: str = "") -> str:
    """One number with everything by which it is found again."""
    positions = material.positions
    code = material.coverage.office.code
    seq = str(positions.get(code, 0)) if len(positions) == 1 else "lihat catatan slide pertama"
    until = f" sampai {long_date(material.coverage.until)}" if material.coverage.until else ""
    n = f" ({n_words(figure)})" if n_words(figure) else ""
    return (
        f"{what or figure.indicator.title}: {in_words(figure)}{n}. Kode {figure.indicator.code}; kantor {code}; tahun {material.year}{until}; "
        f"posisi buku {seq}; {settings.SITE}{material.trace(figure)}"
    )


def _bigs(material: DeckMaterial, codes: Sequence[str], most: int) -> tuple[list[Big], list[str]]:
    """The first numbers that may be told, and their traces."""
    known = [figure for code in codes if (figure := _figure(material, code)) is not None][:most]
    bigs = [
        Big(_titled(figure), in_words(figure), _detail(material, figure), material.trace(figure)) for figure in known
    ]
    traces = [_trace(material, figure) for figure in known]
    for figure in known:
        last = material.before.totals[figure.indicator.code]
        if _last_may_be_told(material, last):
            traces.append(_trace_of_last(material, last))
    return bigs, traces


def _titled(figure: Figure) -> str:
    return f"{figure.indicator.title}{' (keadaan)' if figure.indicator.measured is Measured.STOCK else ''}"


def _detail(material: DeckMaterial, figure: Figure) -> str:
    last = material.before.totals[figure.indicator.code]
    said = [n_words(figure)]
    if figure.achievement is not None:
        said.append(f"{write_number(figure.achievement, 2)}% dari target")
    elif _last_may_be_told(material, last):
        said.append(f"tahun lalu {in_words(last)}")
    return "; ".join(filter(None, said))


def _last_may_be_told(material: DeckMaterial, last: Figure) -> bool:
    """Last year beside this one: of restricted figures only whole years, and none that tells of few."""
    if not Material.is_printed(material, last):
        return False
    return not is_restricted(last.indicator) or (
        material.quarter is None and not 0 < (last.exact or 0) < LEAST and last.indicator.code not in _PATHWAYS
    )


def _trace_of_last(material: DeckMaterial, last: Figure) -> str:
    address = f"{settings.SITE}{material.trace(last, material.year - 1)}"
    return f"Tahun lalu, {last.indicator.title}: {in_words(last)}. Kode {last.indicator.code}; tahun {material.year - 1}; {address}"


def _in_numbers(material: DeckMaterial) -> Section:
    bigs, traces = _bigs(material, OPENING, 6)
    period = f"Triwulan {QUARTERS[material.quarter - 1]} {material.year}" if material.quarter else str(material.year)
    blocks: list[Block] = [BigNumbers(bigs)] if bigs else [Paragraph("Belum ada angka yang dapat ditampilkan.")]
    return Section(f"{period} dalam angka", blocks, remarks=traces)


def _promised(material: DeckMaterial) -> list[Figure]:
    return [figure for figure in material.now.totals.values() if figure.target is not None]


def _targets(material: DeckMaterial) -> Section:
    promised = _promised(material)
    told = [figure for figure in promised if material.is_printed(figure) and figure.achievement is not None]
    open_lines = [Paragraph(text) for text in material.told("open_target")]
    if not promised:
        return Section(
            "Target dan hasil", [Paragraph("Perjanjian kinerja tahun ini belum memuat target."), *open_lines]
        )
    rows = [
        [
            Cell(figure.indicator.title),
            target_cell(figure),
            Cell(in_words(figure), figure.value),
            achievement_cell(figure),
        ]
        for figure in told[:MOST_TARGETS]
    ]
    columns = [Column("Indikator"), Column("Target", "right"), Column("Hasil", "right"), Column("Capaian", "right")]
    left = len(promised) - len(rows)
    note = (
        f"{write_number(left)} target lain: belum ada hasil, tidak ditampilkan, atau ada dalam laporan tertulis."
        if left
        else ""
    )
    period = f"Target {material.year} dan hasil" + (
        f" sampai triwulan {QUARTERS[material.quarter - 1]}" if material.quarter else ""
    )
    table = Table(period, columns, rows, note, "Belum ada target dengan hasil yang dapat ditampilkan.")
    remarks = [
        _trace(material, figure) + f"; target {_amount(figure, figure.target)}" for figure in told[:MOST_TARGETS]
    ]
    return Section("Target dan hasil", [*open_lines, table], remarks=remarks)


def _amount(figure: Figure, amount: Fraction | None) -> str:
    return f"{write_number(Decimal(exact_text(amount or Fraction(0))))} {unit_words(figure.unit)}".strip()


def _topic(material: DeckMaterial, topic: Topic) -> Section:
    beside: list[Block] = []
    further: list[str] = []
    if topic.charted and (chart := _by_quarter(material, topic.charted)):
        beside = [chart]
        further = [_trace_of_chart(material, topic.charted, chart)]
    if topic.area is Area.ENFORCEMENT:
        beside, further = _seizures(material)
    bigs, traces = _bigs(material, topic.numbers, MOST_BESIDE if beside else MOST_NUMBERS)
    blocks: list[Block] = [*([BigNumbers(bigs)] if bigs else []), *beside]
    traces += further
    if not blocks:
        blocks = [Paragraph("Belum ada angka yang dapat ditampilkan untuk bidang ini.")]
    return Section(topic.title, blocks, remarks=traces)


def _trace_of_chart(material: DeckMaterial, code: str, chart: Chart) -> str:
    """The numbers of a chart, and by what they are found again: its year's trace, split by month."""
    address = f"{settings.SITE}{material.trace(material.now.totals[code])}"
    return f"Grafik, {chart.description} Kode {code} menurut bulan, dijumlahkan per triwulan; kantor {material.coverage.office.code}; {address}"


def _by_quarter(material: DeckMaterial, code: str) -> Chart | None:
    """Last year beside this one by quarter, once there are two quarters to compare."""
    found = material.quarters_of(code)
    one = INDICATORS[code]
    if not found or found[-1][0] != material.year or len(found[-1][1]) < 2:
        return None
    names = [f"Triwulan {QUARTERS[at]}" for at in range(len(found[-1][1]))]
    series = [Series(str(year), [Decimal(int(cell)) for cell in cells]) for year, cells in found]
    told = "; ".join(f"{name} {write_number(value or 0)}" for name, value in zip(names, series[-1].values, strict=True))
    caption = f"{one.title} menurut triwulan"
    return Chart(
        caption, "column", names, series, f"{caption}, {found[-1][0]}: {told}.", unit_words(one.unit), with_table=False
    )


def _seizures(material: DeckMaterial) -> tuple[list[Block], list[str]]:
    figures = sorted(material.now.parts.get("enforcement.seizure", []), key=lambda one: -(one.exact or 0))[:6]
    if not figures:
        return [], []
    rows = [[Cell(substance_words(figure)), Cell(in_words(figure), figure.value)] for figure in figures]
    table = Table("Barang bukti disita", [Column("Zat"), Column("Jumlah", "right")], rows)
    return [table], [_trace(material, figure, f"Disita, {substance_words(figure)}") for figure in figures]


def _obstacles(material: DeckMaterial) -> Section:
    efforts: dict[str, list[str]] = {}
    for line in material.lines:
        if line.topic == "effort":
            efforts.setdefault(line.pair, []).append(line.text)
    met = [line for line in material.lines if line.topic == "obstacle"]
    rows = [
        [Cell(line.text), Cell("; ".join(efforts.get(line.pair, [])) or "Belum ada upaya.")]
        for line in met[:MOST_PAIRS]
    ]
    note = (
        f"{write_number(len(met) - MOST_PAIRS)} kendala lain ada dalam laporan tertulis."
        if len(met) > MOST_PAIRS
        else ""
    )
    table = Table(
        f"Kendala dan upaya {material.year}",
        [Column("Kendala"), Column("Upaya")],
        rows,
        note,
        "Tidak ada kendala yang dicatat.",
    )
    whole = [f"{line.text} Upaya: {'; '.join(efforts.get(line.pair, [])) or 'belum ada'}." for line in met]
    return Section("Kendala dan upaya", [table], remarks=whole)


def _ahead(material: DeckMaterial) -> Section:
    """What is missing to the targets, and until when; words where nothing is."""
    missing = [figure for figure in _promised(material) if _is_missing(material, figure)]
    silent = [figure.indicator.title for figure in _promised(material) if figure.exact is None]
    blocks: list[Block] = []
    if missing:
        columns = [Column("Indikator"), Column("Kurang", "right"), Column("Sampai")]
        end = long_date(year_bounds(material.year)[1])
        rows = [
            [Cell(figure.indicator.title), Cell(_amount(figure, _lacking(figure))), Cell(end)]
            for figure in missing[:MOST_TARGETS]
        ]
        blocks.append(Table("Target yang belum tercapai", columns, rows))
    if silent:
        blocks.append(Bullets([f"Belum ada hasil: {title}." for title in silent[:MOST_PAIRS]]))
    if not blocks:
        promised = bool(_promised(material))
        blocks.append(
            Paragraph(
                "Semua target yang dapat ditampilkan sudah tercapai."
                if promised
                else "Belum ada target yang dapat dibandingkan."
            )
        )
    title = "Menuju akhir tahun" if material.quarter and material.quarter < 4 else "Yang belum tercapai"
    return Section(title, blocks, remarks=[_trace(material, figure) for figure in missing[:MOST_TARGETS]])


def _lacking(figure: Figure) -> Fraction:
    return (figure.target or Fraction(0)) - (figure.exact or Fraction(0))


def _is_missing(material: DeckMaterial, figure: Figure) -> bool:
    return (
        figure.exact is not None
        and material.is_printed(figure)
        and figure.indicator.higher_is_better
        and _lacking(figure) > 0
    )
