"""The year-end report (Catatan Akhir Tahun): from figures, narrated records and checks to a neutral document.

The same report goes to the press, so nothing in it depends on who asks for it: splits and annex are those that
anybody may see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.declaring import How, Indicator, Measured, Publication, Strategy
from bersinar.catalogue.declaring import Section as Area
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.calendar import MONTHS_SHORT, long_date
from bersinar.foundation.ui.numbers import write_number
from bersinar.ledger.sources import Narrated, narrated

from ..indicators.disclosure import LEAST, MERGED, NOBODY, Viewer, is_restricted, shown_split, tells_of_few
from ..indicators.evaluate import Coverage, Figure, evaluate
from ..indicators.explain import explain
from ..indicators.printing import dimension_words, exact_text, in_words, n_words, sifted_notes, split_words, with_n
from ..indicators.reporting import reporting_sentence
from ..indicators.satisfaction import ROUNDING, spread_words
from ..models import FactorChoice
from .checks import Year, named_and_counted, over_offices, run_checks
from .document import (
    AnnexSheet,
    Big,
    BigNumbers,
    Block,
    Bullets,
    Cell,
    Chart,
    Check,
    Checks,
    Column,
    Document,
    Paragraph,
    Section,
    Series,
    Signatory,
    Table,
)

AREAS = {
    Area.ENFORCEMENT: "Pemberantasan",
    Area.PREVENTION: "Pencegahan",
    Area.EMPOWERMENT: "Pemberdayaan masyarakat",
    Area.REHABILITATION: "Rehabilitasi",
    Area.COOPERATION: "Kerja sama",
}
STRATEGIES = {
    Strategy.SOFT: "Soft power approach",
    Strategy.HARD: "Hard power approach",
    Strategy.SMART: "Smart power approach",
    Strategy.COOPERATION: "Cooperation",
}
# Left to the signatory of an edition (an estimate, not a count).
LEFT_OUT = {"enforcement.people_saved"}
# What the opening page may show, in this order, as far as it has a value.
OPENING = (
    "rehab.clients", "screening.tested", "enforcement.cases", "enforcement.suspects", "prevention.people_reached", "empowerment.volunteers",
    "community.villages_bersinar", "ibm.units", "rehab.ikm", "prevention.activities",
)  # fmt: skip
ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def year_end(
    coverage: Coverage, year: int, *, viewer: Viewer = NOBODY, on: date | None = None, with_annex: bool = True
) -> Document:
    """The year-end report of an office. `viewer` only decides whether numbers carry links to their traces.

    A page that shows the report leaves the annex of facts out: only files carry it, and it is most of the work.
    """
    return _Report(coverage, year, on or coverage.office.local_day(), with_annex).document()


def spelled(number: int) -> str:
    """A small number in words, a larger one in digits."""
    if number < len(ONES):
        return ONES[number]
    return f"{ONES[number - 10]} belas" if number < 20 else write_number(number)


@dataclass
class _Report:
    """What the parts of one report share: this year, last year, and what records narrate."""

    coverage: Coverage
    year: int
    on: date
    with_annex: bool = True

    @cached_property
    def now(self) -> Year:
        return Year.read(self.coverage, self.year)

    @cached_property
    def before(self) -> Year:
        return Year.read(self.coverage, self.year - 1)

    @cached_property
    def joint(self) -> list[Figure]:
        return [figure for figure in evaluate(self.coverage, self.year) if figure.scope == "joint"]

    @cached_property
    def lines(self) -> list[Narrated]:
        return narrated(self.coverage.office, self.year)

    def told(self, topic: str, section: str | None = None) -> list[str]:
        return [line.text for line in self.lines if line.topic == topic and section in (None, line.section)]

    def document(self) -> Document:
        office = self.coverage.office
        closed = self.on > date(self.year, 12, 31)
        cutoff = f"seluruh tahun {self.year}" if closed else f"per {long_date(self.on)}"
        head = office.head_on(self.on)
        return Document(
            title=f"Catatan Akhir Tahun {self.year}", subtitle=office.official_name, office=self.coverage.name, period=f"Tahun {self.year}",
            cutoff=cutoff, tagline=next(iter(self.told("tagline")), ""), sections=list(self._sections()), notes=self._notes(cutoff),
            signatory=Signatory(office.city, self.on, head.full_position, head.full_name, head.rank) if head else None,
            annex=[self._annex()] if self.with_annex else [], made_at=datetime.combine(self.on, datetime.min.time()),
        )  # fmt: skip

    # --- the whole ---------------------------------------------------------------------------------------------------

    def _sections(self) -> Iterable[Section]:
        yield Section("Ringkasan", self._summary())
        yield from self._grouped()
        if pairs := self._obstacles():
            yield Section("Kendala dan upaya", [pairs])
        if awards := self.told("award"):
            yield Section("Penghargaan", [Bullets(awards)])
        if partners := self.told("partner"):
            thanks = f"{self.coverage.office.short_name} berterima kasih kepada para mitra yang bekerja bersama sepanjang {self.year}:"
            yield Section("Ucapan terima kasih", [Paragraph(thanks), Bullets(partners)])
        yield Section("Pemeriksaan sebelum ditandatangani", [self._checks()])

    def _grouped(self) -> Iterable[Section]:
        """The areas by section, by the four strategies, or by the office's own list."""
        grouping = next(iter(self.told("grouping")), "section")
        if grouping == "strategy":
            for strategy, title in STRATEGIES.items():
                inside = [self._area(area) for area in AREAS if self._strategy_of(area) is strategy]
                empty = Paragraph("Belum ada catatan untuk strategi ini pada tahun ini.")
                yield Section(title, [] if inside else [empty], inside)
            return
        if grouping != "section":
            for entry in json.loads(grouping):
                yield self._area(*(Area(code) for code in entry["sections"]), title=entry["title"])
            return
        for area in AREAS:
            yield self._area(area)

    def _strategy_of(self, area: Area) -> Strategy:
        return next(one.strategy for one in INDICATORS.values() if one.section is area)

    def _summary(self) -> list[Block]:
        blocks: list[Block] = []
        if sentence := reporting_sentence(self.coverage, self.year):
            blocks.append(Paragraph(sentence))
        blocks.append(BigNumbers(list(self._big_numbers())))
        promised = [figure for figure in self.now.totals.values() if figure.target is not None]
        if promised:
            blocks.append(self._targets(promised))
            reached = [figure for figure in promised if figure.achievement is not None]
            if reached:
                blocks.append(_achievement_chart(reached))
        blocks += [Paragraph(text) for text in self.told("open_target")]
        return blocks

    def _big_numbers(self) -> Iterable[Big]:
        known = [
            figure
            for code in OPENING
            if (figure := self.now.totals[self._stands_for(code)]).exact is not None and not tells_of_few(figure)
        ]
        rows = max(1, min(len(known), 9) // 3)  # whole rows of three: a half-empty one looks forgotten
        for figure in known[: rows * 3]:
            last = self.before.totals[figure.indicator.code]
            told_before = last.exact is not None and not tells_of_few(last)
            detail = f"tahun lalu {with_n(in_words(last), last)}" if told_before else ""
            if figure.achievement is not None:
                detail = f"{write_number(figure.achievement, 2)}% dari target"
            detail = "; ".join(filter(None, (n_words(figure), detail)))
            yield Big(figure.indicator.title, in_words(figure), detail, self._trace(figure))

    def _only_prominent(self) -> bool:
        """Whether all recorded cases are prominent ones: then their number is not told as the number of cases."""
        cases, prominent = self.now.value("enforcement.cases"), self.now.value("enforcement.cases_prominent")
        return bool(cases) and cases == prominent

    def _stands_for(self, code: str) -> str:
        return "enforcement.cases_prominent" if code == "enforcement.cases" and self._only_prominent() else code

    # --- one area ----------------------------------------------------------------------------------------------------

    def _area(self, *areas: Area, title: str = "") -> Section:
        blocks: list[Block] = []
        for area in areas:
            blocks += [Paragraph(text) for text in self.told("narrative", area.value)]
        figures = [f for f in self.now.totals.values() if f.indicator.section in areas and self._is_printed(f)]
        if figures:
            blocks.append(self._figures_table(figures))
        for area in areas:
            blocks += self._extras(area)
        for figure in figures:
            blocks += self._splits(figure)
        for area in areas:
            if notes := self.told("case_note", area.value):
                blocks.append(Bullets(notes))
        name = title or AREAS[areas[0]]
        return Section(name, blocks or [Paragraph("Belum ada catatan pada tahun ini.")])

    def _is_printed(self, figure: Figure) -> bool:
        one = figure.indicator
        if figure.exact is None or one.code in LEFT_OUT or one.publication is Publication.CLOSED:
            return False
        if tells_of_few(figure):
            return False
        return not (figure.indicator.code == "enforcement.cases" and self._only_prominent())

    def _figures_table(self, figures: Sequence[Figure]) -> Table:
        columns = [Column("Angka"), Column(str(self.year), "right"), Column(str(self.year - 1), "right")]
        with_targets = any(figure.target is not None for figure in figures)
        if with_targets:
            columns += [Column("Target", "right"), Column("Capaian", "right")]
        rows = []
        for figure in figures:
            last = self.before.totals[figure.indicator.code]
            row = [
                Cell(_title_with_n(figure, last)),
                self._cell(figure),
                self._cell(last, self.year - 1) if last.exact is not None and not tells_of_few(last) else Cell("–"),
            ]
            if with_targets:
                row += [_target_cell(figure), _achievement_cell(figure)]
            rows.append(row)
        note = (
            "Semua kasus yang dicatat ditandai menonjol; jumlah seluruh kasus tidak dinyatakan."
            if self._note_prominent(figures)
            else ""
        )
        return Table(f"Angka pokok {self.year} dan {self.year - 1}", columns, rows, note)

    def _note_prominent(self, figures: Sequence[Figure]) -> bool:
        return self._only_prominent() and any(
            figure.indicator.code == "enforcement.cases_prominent" for figure in figures
        )

    def _extras(self, area: Area) -> list[Block]:
        if area is Area.ENFORCEMENT:
            return [*self._seizures(), *self._joint_table(), *self._people_saved()]
        if area is Area.REHABILITATION:
            strengthened = self.told("strengthening")
            return [*self._clients_by_time(), *([Bullets(strengthened)] if strengthened else [])]
        if area in (Area.PREVENTION, Area.EMPOWERMENT):
            return self._named_institutions(area)
        return []

    def _named_institutions(self, area: Area) -> list[Block]:
        """ "Sembilan instansi, enam dengan nama": what a source counts without naming is told so."""
        kind, verb = {
            Area.PREVENTION: ("activities.prevention_institution_reached", "dijangkau"),
            Area.EMPOWERMENT: ("screening.institution_tested", "dites"),
        }[area]
        named, counted = named_and_counted(self.coverage, self.year, kind)
        if named == counted:
            return []
        return [Paragraph(f"Instansi yang {verb}: {spelled(counted)} instansi, {spelled(named)} dengan nama.")]

    def _splits(self, figure: Figure) -> list[Table]:
        """The shown splits as one table each, as anybody may see them."""
        one = figure.indicator
        blocks: list[Table] = []
        for dimension in one.shown:
            shown = shown_split(
                one, list(self.now.split(one.code, dimension).items()), NOBODY, list(self.coverage.offices)
            )
            if len(shown) < 2 or {value for value, _ in shown} == {"unknown"}:
                continue
            untold = {
                part.by.get(dimension) for part in self.now.parts[one.code] if part.exact == 0 and part.bound == "min"
            }
            apart = {part.by.get(dimension): part for part in self.now.parts[one.code] if set(part.by) == {dimension}}
            rows = [
                [
                    Cell(with_n(dimension_words(dimension, value, one), apart.get(value))),
                    *(
                        [Cell("jumlah tidak disebut"), Cell("–")]
                        if value in untold
                        else [_amount(amount, one, self._part_trace(figure, dimension, value)), _share(amount, figure)]
                    ),
                ]
                for value, amount in shown
            ]
            if one.unit == "index":
                rows = [row[:2] for row in rows]
            columns = [
                Column(by := split_words(one, dimension) or _DIMENSIONS.get(dimension, "Rincian")),
                Column(str(self.year), "right"),
                Column("Bagian", "right"),
            ]
            note = "" if figure.bound or one.unit == "index" else f"n = {exact_text(figure.exact or Fraction(0))}"
            note = f"n = {figure.n} lembar" if figure.n else note
            caption = f"{one.title} menurut {by.lower()}"
            blocks.append(Table(caption, columns[: len(rows[0])], rows, note))
        return blocks

    def _clients_by_time(self) -> list[Block]:
        """Clients by month, or by quarter where a month would tell of fewer than five."""
        one = INDICATORS["rehab.clients"]
        months = [Fraction(0)] * 12
        for figure in evaluate(self.coverage, self.year, [one.code], by=["month"], joint=False):
            if figure.by and figure.exact is not None:
                months[int(figure.by["month"]) - 1] = figure.exact
        if not any(months):
            return []
        names, values = list(MONTHS_SHORT), months
        if any(0 < value < LEAST for value in values):
            names = [f"Triwulan {quarter}" for quarter in ("I", "II", "III", "IV")]
            values = [sum(months[start : start + 3], Fraction(0)) for start in (0, 3, 6, 9)]
        if any(0 < value < LEAST for value in values):
            return []
        word = "bulan" if len(values) == 12 else "triwulan"
        numbers = [Decimal(int(value)) for value in values]
        described = "; ".join(f"{name} {write_number(number)}" for name, number in zip(names, numbers, strict=True))
        caption = f"Klien rehabilitasi menurut {word} diterima, {self.year}"
        return [Chart(caption, "column", names, [Series("Klien", numbers)], f"{caption}: {described}.", "orang")]

    def _seizures(self) -> list[Block]:
        figures = self.now.parts.get("enforcement.seizure", [])
        if not figures:
            return []
        rows = [[Cell(_substance(figure)), self._cell(figure)] for figure in figures]
        table = Table(
            f"Barang bukti disita {self.year}", [Column("Zat"), Column("Jumlah", "right")], rows,
            "Satuan yang berbeda tidak dijumlahkan. Berat bersih, kecuali ditulis kotor.",
        )  # fmt: skip
        charts = []
        for unit in dict.fromkeys(figure.unit for figure in figures):
            alike = [figure for figure in figures if figure.unit == unit and figure.value is not None]
            if len(alike) > 1:
                charts.append(_seizure_chart(alike, unit, self.year))
        return [table, *charts]

    def _joint_table(self) -> list[Block]:
        figures = [
            figure
            for figure in self.joint
            if figure.indicator.code not in LEFT_OUT and figure.indicator.section is Area.ENFORCEMENT
        ]
        if not figures:
            return []
        rows = [[Cell(_substance(f) if f.by else f.indicator.title), self._cell(f)] for f in figures]
        note = "Dipimpin satuan kerja lain dan dihitung di sana; tidak ditambahkan pada angka di atas."
        return [
            Table(f"Bersama satuan kerja lain {self.year}", [Column("Angka"), Column("Jumlah", "right")], rows, note)
        ]

    def _people_saved(self) -> list[Block]:
        """The estimate, only where the signatory lets it be printed: its set, source and basis in the same sentence.

        What other offices lead is told apart, as a joint one: it belongs to the operation and counts once.
        """
        choice = (
            FactorChoice.objects.filter(office=self.coverage.office, year=self.year, printed=True)
            .select_related("factor_set")
            .first()
        )
        if choice is None:
            return []
        own = [self.now.totals["enforcement.people_saved"]]
        joint = [
            figure for figure in self.joint if figure.indicator.code == "enforcement.people_saved" and not figure.by
        ]
        basis = (
            f"dihitung dari barang bukti yang disita dengan set faktor “{choice.factor_set.name}” "
            f"(sumber: {choice.factor_set.source}); bukan hitungan orang"
        )
        return [
            Paragraph(f"Perkiraan orang terselamatkan{word}: {in_words(figure)}, {basis}.")
            for figures, word in ((own, ""), (joint, " bersama satuan kerja lain"))
            for figure in figures
            if figure.exact is not None
        ]

    def _obstacles(self) -> Table | None:
        efforts: dict[str, list[str]] = {}
        for line in self.lines:
            if line.topic == "effort":
                efforts.setdefault(line.pair, []).append(line.text)
        met = [line for line in self.lines if line.topic == "obstacle"]
        if not met:
            return None
        rows = [
            [Cell(str(number)), Cell(line.text), Cell("; ".join(efforts.get(line.pair, [])) or "Belum ada upaya.")]
            for number, line in enumerate(met, start=1)
        ]
        return Table(f"Kendala dan upaya {self.year}", [Column("No."), Column("Kendala"), Column("Upaya")], rows)

    def _targets(self, promised: Sequence[Figure]) -> Table:
        rows = [
            [
                Cell(with_n(figure.indicator.title, figure)),
                _target_cell(figure),
                self._cell(figure),
                _achievement_cell(figure),
                Cell(_verdict(figure)),
            ]
            for figure in promised
        ]
        columns = [
            Column("Target perjanjian kinerja"),
            Column("Target", "right"),
            Column("Hasil", "right"),
            Column("Capaian", "right"),
            Column("Keterangan"),
        ]
        return Table(f"Target dan hasil {self.year}", columns, rows, "Capaian = hasil / target x 100.")

    def _checks(self) -> Checks:
        results = run_checks(self.coverage, self.year, self.now)
        return Checks([Check(result.title, result.outcome, result.finding, result.explanation) for result in results])

    def _notes(self, cutoff: str) -> list[str]:
        notes = [f"Angka dihitung dari rekam yang dibukukan, {cutoff}. Cakupan: {self.coverage.name}."]
        notes += self.told("footnote")
        printed = [f for f in self.now.totals.values() if self._is_printed(f)]
        if any(figure.bound == "min" for figure in printed):
            notes.append("“Sedikitnya” berarti sebagian sumber tidak menyebut jumlahnya; angka itu batas bawah.")
        if any(is_restricted(figure.indicator) for figure in printed):
            notes.append("Rincian yang memuat kurang dari lima orang digabung atau tidak ditampilkan.")
        notes += self._persons_of_several_offices(printed)
        notes += sifted_notes(self.coverage, self.year, printed)
        if "rehab.ikm" in {figure.indicator.code for figure in printed}:
            notes.append(ROUNDING)
        for figure in printed:
            if spread := spread_words(self.coverage, self.year, figure):
                notes.append(f"{figure.indicator.title}: {write_number(figure.n or 0)} lembar; {spread}.")
        notes += [f"{figure.indicator.title}: {figure.indicator.definition}" for figure in printed]
        return notes

    def _persons_of_several_offices(self, printed: Sequence[Figure]) -> list[str]:
        """Why the offices' own figures add up to more than the whole: who moved stands in each, and here once.

        By how much is told from five persons on: fewer would tell of each of them.
        """
        persons = {f.indicator.code: f for f in printed if f.indicator.how is How.DISTINCT and f.unit == "person"}
        sums = over_offices(self.coverage, self.year, list(persons))
        excess = {code: sums[code] - (persons[code].exact or 0) for code in persons if code in sums}
        told = []
        for code, more in excess.items():
            if more <= 0:
                continue
            one = persons[code]
            hidden = is_restricted(one.indicator) and more < LEAST
            numbers = "" if hidden else f" ({exact_text(sums[code])}, di sini {exact_text(one.exact or Fraction(0))})"
            told.append(f"{one.indicator.title}{numbers}")
        if not told:
            return []
        return [
            "Angka tiap satuan kerja, bila dijumlahkan, melebihi angka di sini: orang yang tercatat di lebih dari satu satuan "
            f"kerja, misalnya karena pindah, dihitung sekali di masing-masing dan sekali di sini. Ini berlaku untuk: {'; '.join(told)}."
        ]

    def _annex(self) -> AnnexSheet:
        """The facts behind each figure, as anybody may see them: closed ones as sums by month."""
        rows = []
        codes = [code for code, figure in self.now.totals.items() if self._is_printed(figure)] + ["enforcement.seizure"]
        for explained in explain(self.coverage, self.year, codes, viewer=NOBODY):
            for line in explained.lines:
                dims = "; ".join(
                    dimension_words(d, v, explained.indicator) for d, v in line.dims.items() if d != "subject"
                )
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

    # --- cells -------------------------------------------------------------------------------------------------------

    def _cell(self, figure: Figure, year: int | None = None) -> Cell:
        number = Decimal(figure.text) if figure.text is not None else None
        return Cell(in_words(figure), number, self._trace(figure, year))

    def _part_trace(self, figure: Figure, dimension: str, value: str) -> str:
        """The trace of one value of a split; several that were merged have none."""
        return "" if value == MERGED else self._trace(replace(figure, by={dimension: value}))

    def _trace(self, figure: Figure, year: int | None = None) -> str:
        query = {
            "kantor": self.coverage.office.code,
            "tahun": year or self.year,
            "cakupan": "tree" if self.coverage.tree else "own",
            **figure.by,
        }
        return f"{reverse('desk:trace', args=[figure.indicator.code])}?{urlencode(query)}"


_DIMENSIONS = {
    "sex": "Jenis kelamin", "age_band": "Kelompok umur", "environment": "Lingkungan", "substance": "Zat", "detail": "Rincian",
    "aspect": "Layanan", "place": "Wilayah",
}  # fmt: skip


def _title(figure: Figure) -> str:
    at_end = figure.indicator.measured is Measured.STOCK
    return f"{figure.indicator.title} (keadaan akhir tahun)" if at_end else figure.indicator.title


def _title_with_n(figure: Figure, last: Figure) -> str:
    """The title with this year's n, and last year's where that is told beside it."""
    before = f"; {n_words(last)} tahun lalu" if n_words(last) and not tells_of_few(last) else ""
    return f"{_title(figure)} ({n}{before})" if (n := n_words(figure)) else _title(figure)


def _substance(figure: Figure) -> str:
    named = label("substance", figure.by.get("substance", ""))
    return f"{named}, kotor" if figure.by.get("aspect") == "gross" else named


def _amount(amount: Fraction, one: Indicator, href: str) -> Cell:
    number = rounded(amount, one.decimals)
    return Cell(write_number(number, one.decimals if one.unit == "index" else None), number, href)


def _share(amount: Fraction, figure: Figure) -> Cell:
    if not figure.exact:
        return Cell("–")
    percent = rounded(amount / figure.exact * 100, 2)
    return Cell(f"{write_number(percent, 2)}%", percent)


def _target_cell(figure: Figure) -> Cell:
    if figure.target is None:
        return Cell("–")
    number = Decimal(exact_text(figure.target))
    return Cell(write_number(number), number)


def _achievement_cell(figure: Figure) -> Cell:
    return (
        Cell("–") if figure.achievement is None else Cell(f"{write_number(figure.achievement, 2)}%", figure.achievement)
    )


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


def _seizure_chart(figures: Sequence[Figure], unit: str, year: int) -> Chart:
    names = [_substance(figure) for figure in figures]
    values = [figure.value for figure in figures]
    described = "; ".join(f"{name} {in_words(figure)}" for name, figure in zip(names, figures, strict=True))
    caption = f"Barang bukti disita dalam {label('unit', unit)}, {year}"
    return Chart(caption, "bar", names, [Series("Disita", values)], f"{caption}: {described}.", label("unit", unit))
