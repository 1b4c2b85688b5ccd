"""What all parts of one report share: this year, last year, what records narrate, and which figures may be printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from bersinar.catalogue.declaring import Publication
from bersinar.ledger.sources import Narrated, narrated

from ...indicators.disclosure import MERGED, tells_of_few
from ...indicators.evaluate import Coverage, Figure, evaluate
from ...indicators.printing import in_words
from ..checks import Year
from ..document import Cell

# Left to the signatory of an edition (an estimate, not a count).
LEFT_OUT = {"enforcement.people_saved"}


def may_be_told(figure: Figure) -> bool:
    """Whether anybody may read this total: it has a value, is not closed, and tells of no few persons."""
    one = figure.indicator
    if figure.exact is None or one.code in LEFT_OUT or one.publication is Publication.CLOSED:
        return False
    return not tells_of_few(figure)


@dataclass
class Material:
    """One office (with or without those below it) and one year; each thing is asked once, when a part first wants it."""

    coverage: Coverage
    year: int

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
        """What records narrate on a topic, of one section or of all."""
        return [line.text for line in self.lines if line.topic == topic and section in (None, line.section)]

    def only_prominent(self) -> bool:
        """Whether all recorded cases are prominent ones: then their number is not told as the number of cases."""
        cases, prominent = self.now.value("enforcement.cases"), self.now.value("enforcement.cases_prominent")
        return bool(cases) and cases == prominent

    def is_printed(self, figure: Figure) -> bool:
        """Whether the figure stands in the report: it has a value, is open, and tells of no few persons."""
        return may_be_told(figure) and not (figure.indicator.code == "enforcement.cases" and self.only_prominent())

    def trace(self, figure: Figure, year: int | None = None) -> str:
        """The address of the facts behind a figure."""
        query = {
            "kantor": self.coverage.office.code,
            "tahun": year or self.year,
            "cakupan": "tree" if self.coverage.tree else "own",
            **figure.by,
        }
        return f"{reverse('desk:trace', args=[figure.indicator.code])}?{urlencode(query)}"

    def part_trace(self, figure: Figure, dimension: str, value: str) -> str:
        """The trace of one value of a split; several that were merged have none."""
        return "" if value == MERGED else self.trace(replace(figure, by={dimension: value}))

    def cell(self, figure: Figure, year: int | None = None) -> Cell:
        """The figure in a table, leading to its facts."""
        number = Decimal(figure.text) if figure.text is not None else None
        return Cell(in_words(figure), number, self.trace(figure, year))
