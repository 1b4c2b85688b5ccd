"""A promise about few persons: the report tells that it was made, and not how they fared."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any, cast

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import is_restricted, side_of
from bersinar.figures.indicators.evaluate import Figure
from bersinar.figures.reports.document import Cell
from bersinar.figures.reports.yearend.opening import _target_row


class Counted:
    """A report's material that answers with the figure itself."""

    def cell(self, figure: Figure) -> Cell:
        return Cell(str(figure.value))


def test_a_target_on_the_mean_of_few_clients_is_told_without_its_result() -> None:
    one = next(one for one in INDICATORS.values() if is_restricted(one) and side_of(one) == "treatment")
    few = Figure(one, Fraction(80), one.unit, n=3, target=Fraction(58))
    texts = [cell.text for cell in _target_row(cast(Any, Counted()), few)]
    assert texts[0] == one.title
    assert "80" not in " ".join(texts)
    assert "3" not in " ".join(texts[2:])
    assert texts[-1] == "tidak ditampilkan, n di bawah lima"
    enough = [cell.text for cell in _target_row(cast(Any, Counted()), replace(few, n=30))]
    assert "80" in " ".join(enough)
