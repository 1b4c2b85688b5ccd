"""What may be shown to whom, decided in one place for page, annex, interface and command line.

Behind a figure of a closed side lie persons of one office. Single facts are for that side's people of that office;
everyone else gets sums by month or by one split. For restricted indicators cells below five persons are merged, and a
year below five has no lines at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bersinar.catalogue.declaring import Indicator, Publication
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission

from .evaluate import Figure

LEAST = 5
MERGED = "lainnya"

_READS = {
    "treatment": (Permission.REHAB_READ, Permission.SCREENING_RESULTS),
    "enforcement": (Permission.ENFORCEMENT_READ,),
}


def side_of(indicator: Indicator) -> str:
    """The closed side behind an indicator, or "open"; a ratio stands where either part stands."""
    sides = {indicator.side} | {
        side_of(INDICATORS[code]) for code in (indicator.numerator, indicator.denominator) if code
    }
    return (sides - {"open"}).pop() if sides - {"open"} else "open"


@dataclass(frozen=True)
class Viewer:
    """Who looks: the closed side they stand on, and the offices whose closed records they may open."""

    side: str = "open"
    offices: frozenset[int] = frozenset()
    all_offices: bool = False
    is_public: bool = False  # whoever a report is printed for: nobody of the house

    @classmethod
    def of(cls, user: User) -> Viewer:
        """A signed-in user."""
        side = user.side.value
        held = {pk for permission in _READS.get(side, ()) for pk in user.scope(permission)}
        return cls(side, frozenset(held))

    @classmethod
    def operator(cls, side: str | None) -> Viewer:
        """The command line, which names its side."""
        return cls(side or "open", all_offices=bool(side))

    def sees_single_facts(self, indicator: Indicator, offices: Sequence[int]) -> bool:
        """Whether single facts of these offices may be shown for this indicator."""
        side = side_of(indicator)
        if side == "open":
            return not (self.is_public and is_restricted(indicator))
        return side == self.side and (self.all_offices or set(offices) <= self.offices)


NOBODY = Viewer(is_public=True)


def is_restricted(indicator: Indicator) -> bool:
    return indicator.publication is not Publication.OPEN


Cells = list[tuple[str, Fraction]]


def merged(cells: Cells) -> Cells:
    """Cells below five put together until what they hold is five or more; nothing where that cannot be done.

    The merged cell comes last. Zero stays zero: it tells of nobody.
    """
    small = [cell for cell in cells if 0 < cell[1] < LEAST]
    if not small:
        return cells
    large = sorted((cell for cell in cells if cell[1] >= LEAST), key=lambda cell: cell[1])
    taken = list(small)
    while sum(value for _, value in taken) < LEAST or len(taken) < 2:
        if not large:
            return []
        taken.append(large.pop(0))
    gone = {label for label, _ in taken}
    kept = [cell for cell in cells if cell[0] not in gone]
    return [*kept, (MERGED, sum((value for _, value in taken), Fraction(0)))] if kept else []


def tells_of_few(figure: Figure) -> bool:
    """Whether a mean or a share of a closed side speaks of one to four: then it would tell how these fared."""
    one = figure.indicator
    return is_restricted(one) and side_of(one) == "treatment" and figure.n is not None and 0 < figure.n < LEAST


CHILD_BANDS = frozenset({"under_12", "12_17"})


def singles_out_child(indicator: Indicator, cells: Cells) -> bool:
    """Whether an age split of suspects tells of one to four children: then they could be known (UU 11/2012 art. 19)."""
    if side_of(indicator) != "enforcement":
        return False
    return any(label in CHILD_BANDS and 0 < value < LEAST for label, value in cells)


def shown_split(indicator: Indicator, cells: Cells, viewer: Viewer, offices: Sequence[int]) -> Cells:
    """A split as this viewer may see it."""
    if viewer.sees_single_facts(indicator, offices):
        return cells
    if singles_out_child(indicator, cells):
        return []
    if not is_restricted(indicator):
        return cells
    return merged(cells)
