"""What the chapters of one performance report share: the promises, the figures of four years, the words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.performance import BANDS, PLACES, AchievementBand, band_of, read_bands

from ...indicators.evaluate import Figure, evaluate
from ...indicators.printing import unit_words
from ..document import Block, Cell, Paragraph
from ..yearend.cells import achievement_cell
from ..yearend.material import Material, may_be_told

YEARS_BEFORE = 3
HIDDEN = "tidak dicetak"


@dataclass(frozen=True)
class Promise:
    """One line of the agreement. Without a name, or without an indicator that is counted, it has no code."""

    goal: str
    title: str
    unit: str
    target: str
    code: str

    @property
    def is_counted(self) -> bool:
        """Whether a figure answers it."""
        return self.code in INDICATORS

    @property
    def target_words(self) -> str:
        """ "20 orang"; a dash where nothing is set. An index has no unit beside its number."""
        unit = unit_words(INDICATORS[self.code].unit) if self.is_counted else self.unit
        return f"{self.target} {unit}".strip() if self.target else "–"


@dataclass(frozen=True)
class NationalFigure:
    """What a result is compared with beyond the office, as somebody wrote it down."""

    value: Decimal
    source: str


@dataclass(frozen=True)
class Aim:
    """One indicator of the plan of five years, with the target of each of its years."""

    goal: str
    title: str
    code: str
    targets: Sequence[tuple[int, Decimal | None]]
    is_own: bool = True  # False where the plan is a superior office's

    @property
    def last(self) -> tuple[int, Decimal] | None:
        """What is aimed at in the end: the latest year that names a target."""
        named = [(year, target) for year, target in self.targets if target is not None]
        return named[-1] if named else None


@dataclass(frozen=True)
class Money:
    """What may be spent and was spent for one promise, in whole rupiah."""

    ceiling: int
    spent: int


@dataclass
class PerformanceMaterial(Material):
    """One office and year, with what the year is held against."""

    @cached_property
    def promises(self) -> list[Promise]:
        """The agreement line by line, the unnamed ones too: they stay visibly open."""
        found = []
        for line in self.lines:
            if line.topic == "promise":
                said = json.loads(line.text)
                found.append(Promise(said["goal"], said["title"], said["unit"], said["target"], line.figure))
        return found

    @property
    def counted(self) -> list[Promise]:
        """The promises that a figure answers."""
        return [promise for promise in self.promises if promise.is_counted]

    @cached_property
    def years(self) -> Mapping[int, Mapping[str, Figure]]:
        """The promised figures of this year and the three before it, the oldest first."""
        codes = list(dict.fromkeys(promise.code for promise in self.counted))
        found: dict[int, dict[str, Figure]] = {}
        for year in range(self.year - YEARS_BEFORE, self.year + 1):
            figures = evaluate(self.coverage, year, codes, joint=False) if codes else []
            found[year] = {one.indicator.code: one for one in figures if one.scope == "total"}
        return found

    def figure(self, promise: Promise) -> Figure:
        """This year's figure of a promise that is counted."""
        return self.years[self.year][promise.code]

    def result_cell(self, figure: Figure, year: int) -> Cell:
        """What was reached; of what nobody may be told, only that it is not printed."""
        if figure.exact is not None and not may_be_told(figure):
            return Cell(HIDDEN)
        return self.cell(figure, year)

    def reached_cell(self, figure: Figure) -> Cell:
        """How much of the promise was kept, as far as the result may be told."""
        return achievement_cell(figure) if may_be_told(figure) else Cell("–")

    @cached_property
    def bands(self) -> tuple[AchievementBand, ...]:
        """The office's own categories of achievement; none are official."""
        text = self._said(BANDS)
        return read_bands(text) if text else ()

    def band_cell(self, figure: Figure) -> Cell:
        """What the office calls such an achievement."""
        reached = figure.achievement if may_be_told(figure) else None
        return Cell((band_of(reached, self.bands) if reached is not None else "") or "–")

    @cached_property
    def strategy(self) -> str:
        """The plan of five years that the office goes by, and whose it is; "" where none is recorded."""
        return next(iter(self.told("strategy")), "")

    @cached_property
    def aims(self) -> list[Aim]:
        """The plan's indicators in its order."""
        found = []
        for line in self.lines:
            if line.topic == "strategy_aim":
                said = json.loads(line.text)
                targets = [(year, None if one is None else Decimal(one)) for year, one in said["targets"]]
                found.append(Aim(said["goal"], said["title"], line.figure, targets, said["own"]))
        return found

    def aim(self, code: str) -> Aim | None:
        """What the plan aims at for an indicator."""
        return next((one for one in self.aims if one.code == code), None)

    def money(self, code: str) -> Money | None:
        """The money behind a promise, where budget lines name it."""
        return next(
            (Money(**json.loads(one.text)) for one in self.lines if one.topic == "funding" and one.figure == code), None
        )

    def national(self, code: str) -> NationalFigure | None:
        """The national figure that somebody entered for an indicator."""
        for line in self.lines:
            if line.topic == "national_figure" and line.figure == code:
                said = json.loads(line.text)
                return NationalFigure(Decimal(said["value"]), said["source"])
        return None

    def source_of(self, place: str) -> str:
        """The document that words of a place go by."""
        return next(
            (line.text for line in self.lines if line.topic == "performance_source" and line.section == place), ""
        )

    def words(self, place: str, code: str = "") -> list[Block]:
        """What was written at a place, by paragraphs; where nothing was and something should be, that it is missing."""
        text = self._said(place, code)
        if text:
            return [Paragraph(part.strip()) for part in text.splitlines() if part.strip()]
        asked = PLACES[place]
        return [gap(f"Belum ditulis: {asked.title[0].lower()}{asked.title[1:]}.")] if asked.is_needed else []

    def _said(self, place: str, code: str = "") -> str:
        told: Sequence[str] = [
            line.text
            for line in self.lines
            if line.topic == "performance" and line.section == place and line.figure == code
        ]
        return told[0] if told else ""


def gap(text: str) -> Paragraph:
    """Something that the report still lacks."""
    return Paragraph(text, "gap")
