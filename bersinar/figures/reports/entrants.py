"""Who entered treatment in a year, in the categories of TDI 3.0: counts by item, never persons.

One person counts once a year, by the year's first admission. From our codes to the protocol's categories lead code
lists; which items and categories it has is general knowledge [GK] until an officer confirms it. The table leaves the
house, so it is the same for everybody: cells below five are merged with their partners, as in every public split.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.codelists.lists import codes, label
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.numbers import write_number

from ..indicators.disclosure import LEAST, MERGED, Cells, merged
from ..indicators.evaluate import Coverage, Figure, evaluate
from ..indicators.printing import dimension_words, in_words, n_words
from .document import Big, BigNumbers, Block, Cell, Column, Document, Section, Table

CLIENTS, COMPLETE, FURTHER, ANSWERS = (
    "rehab.clients", "rehab.tdi_complete", "rehab.further_substances", "rehab.profile_answers",
)  # fmt: skip
UNKNOWN = "Tidak diketahui (not known)"
SUPPRESSED = "Tidak ditampilkan: rinciannya dapat menunjuk kurang dari lima orang."
INJECTING, NEVER = "injecting", "never_injected"
OF_INJECTING = frozenset({"injected_age", "sharing"})  # asked of whoever has ever injected
# Dimensions of an admission: their title, and the list that leads to the protocol's categories where there is one.
_ADMITTED = (
    ("detail", "Jenis layanan", "tdi_centre"), ("aspect", "Sumber rujukan", "tdi_referral"), ("sex", "Jenis kelamin", ""),
    ("age_band", "Kelompok umur", ""), ("substance", "Zat utama", "tdi_drug"),
)  # fmt: skip
_NOTES = (
    "Satu orang dihitung sekali setahun, menurut penerimaan pertamanya dalam tahun itu.",
    "Golongan mengikuti TDI 3.0 (EUDA) menurut pemahaman umum; petugas memastikannya pada Daftar kode.",
    "Kelompok umur adalah kelompok umur laporan kantor, bukan golongan TDI.",
    "Golongan yang memuat kurang dari lima orang digabung; bila itu tidak cukup, tabelnya tidak ditampilkan.",
)


@dataclass(frozen=True)
class Entrants:
    """The figures of one year: clients with their splits, answers by item, and how complete the profiles are."""

    clients: Figure
    complete: Figure
    admitted: Mapping[str, Mapping[str, Fraction]]  # dimension -> value -> persons
    further: Mapping[str, Fraction]
    answers: Mapping[str, Mapping[str, Fraction]]  # item -> answer -> persons

    @property
    def may_be_told(self) -> bool:
        """Of fewer clients than five nothing is told."""
        return self.clients.exact is not None and self.clients.exact >= LEAST

    @property
    def ever_injected(self) -> Fraction:
        return sum((many for code, many in self.answers.get(INJECTING, {}).items() if code != NEVER), Fraction(0))


def read_entrants(coverage: Coverage, year: int) -> Entrants:
    """The figures behind the table."""
    found = evaluate(coverage, year, [CLIENTS, COMPLETE, FURTHER], joint=False)
    totals = {figure.indicator.code: figure for figure in found if figure.scope == "total"}
    admitted: dict[str, dict[str, Fraction]] = {}
    further: dict[str, Fraction] = {}
    for figure in found:
        for dimension, value in figure.by.items():
            into = admitted.setdefault(dimension, {}) if figure.indicator.code == CLIENTS else further
            into[value] = figure.exact or Fraction(0)
    answers: dict[str, dict[str, Fraction]] = {}
    for figure in evaluate(coverage, year, [ANSWERS], by=["aspect", "detail"], joint=False):
        if figure.by:
            answers.setdefault(figure.by["aspect"], {})[figure.by["detail"]] = figure.exact or Fraction(0)
    return Entrants(totals[CLIENTS], totals[COMPLETE], admitted, further, answers)


def entrants_table(coverage: Coverage, year: int, entrants: Entrants, *, on: date) -> Document:
    """The table as a document, for screen and workbook. Only where it may be told."""
    closed = on > date(year, 12, 31)
    return Document(
        title=f"Profil klien masuk {year}", subtitle="Menurut golongan TDI 3.0", office=coverage.name, period=f"Tahun {year}",
        cutoff=f"seluruh tahun {year}" if closed else f"per {long_date(on)}", tagline="",
        sections=[
            Section("Ringkasan", [_summary(entrants)]), Section("Klien yang diterima", _admission(entrants)),
            Section("Profil saat masuk", _profile(entrants)),
        ],
        notes=_NOTES, draft=False,
    )  # fmt: skip


def _summary(entrants: Entrants) -> BigNumbers:
    figures = [entrants.clients, entrants.complete]
    return BigNumbers([Big(one.indicator.title, in_words(one), n_words(one)) for one in figures])


def _admission(entrants: Entrants) -> list[Block]:
    base = entrants.clients.exact or Fraction(0)
    one = INDICATORS[CLIENTS]
    blocks: list[Block] = []
    for dimension, title, crosswalk in _ADMITTED:
        counted = entrants.admitted.get(dimension, {})
        if crosswalk:
            cells = _by_category(crosswalk, counted)
        else:
            cells = [(dimension_words(dimension, value, one), many) for value, many in counted.items()]
        blocks.append(_table(title, cells, base))
    persons = _table("Zat lain (seorang dapat lebih dari satu)", _by_category("tdi_drug", entrants.further), base)
    return [*blocks, persons]


def _profile(entrants: Entrants) -> list[Block]:
    base = entrants.clients.exact or Fraction(0)
    whole = _known_or_not(entrants.answers.get(INJECTING, {}), base)
    injecting_is_told = merged(whole) == whole
    blocks: list[Block] = []
    for item in codes("profile_item"):
        title = label("profile_item", item)
        counted = entrants.answers.get(item, {})
        if item not in OF_INJECTING:
            blocks.append(_table(title, _known_or_not(counted, base), base))
            continue
        # Of whom this is asked must itself be told whole, else the difference tells of few.
        asked = entrants.ever_injected if injecting_is_told else Fraction(0)
        blocks.append(_table(f"{title}, dari yang pernah menyuntik", _known_or_not(counted, asked), asked))
    return blocks


def _known_or_not(counted: Mapping[str, Fraction], base: Fraction) -> Cells:
    """Answers by category, and how many are not known."""
    unknown = max(base - sum(counted.values(), Fraction(0)), Fraction(0))
    return [*_by_category("tdi_profile", counted), *([(UNKNOWN, unknown)] if unknown else [])]


def _by_category(crosswalk: str, counted: Mapping[str, Fraction]) -> Cells:
    """Our codes put together by the category that the list gives them, in its order; a code it lacks keeps its own name."""
    cells: dict[str, Fraction] = {}
    known = codes(crosswalk)
    for code in (*(code for code in known if code in counted), *(code for code in counted if code not in known)):
        name = label(crosswalk, code)
        cells[name] = cells.get(name, Fraction(0)) + counted[code]
    return list(cells.items())


def _table(title: str, cells: Cells, base: Fraction) -> Table:
    shown = merged([cell for cell in cells if cell[1]]) if base >= LEAST else []
    columns = [Column("Golongan"), Column("Orang", "right"), Column("Bagian", "right")]
    note = f"n = {write_number(int(base))}" if shown else ""
    return Table(title, columns, _rows(shown, base), note, empty=SUPPRESSED if cells or base else "Belum ada catatan.")


def _rows(shown: Sequence[tuple[str, Fraction]], base: Fraction) -> list[list[Cell]]:
    rows = []
    for name, many in shown:
        share = rounded(many / base * 100, 1)
        words = "Digabung (masing-masing sedikit)" if name == MERGED else name
        rows.append(
            [Cell(words), Cell(write_number(int(many)), rounded(many, 0)), Cell(f"{write_number(share, 1)}%", share)]
        )
    return rows
