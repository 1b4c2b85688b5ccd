"""The kinds of movements: which way each goes, and what it asks for beside containers and amounts.

Labels, and how many witnesses a kind asks for, are the code list `movement_kind`; what follows from the way an amount
goes is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bersinar.foundation.codelists.lists import attribute, label


class Way(Enum):
    """Where an amount goes, seen from the store."""

    IN = auto()
    OUT = auto()
    WITHIN = auto()  # from container to container of one exhibit: nothing comes in, nothing leaves
    WEIGHED = auto()  # what the scale shows now: more, less, or the same
    STAYS = auto()  # the container moves, its content does not change
    BACK = auto()  # the lines of a mistaken movement, the other way round


@dataclass(frozen=True)
class Kind:
    """A kind of movement. `packs` brings new containers into being; `to` asks where the amount goes; `scale` offers the
    weighing on its form, and `weighs` does not go without it. `event` is what it writes into the way of its case, and
    `together` says that one paper may speak of several cases.
    """

    code: str
    way: Way
    packs: bool = False
    to: bool = False
    why: bool = False
    scale: bool = False
    weighs: bool = False
    event: str = ""
    together: bool = False

    @property
    def label(self) -> str:
        return label("movement_kind", self.code)

    @property
    def witnesses(self) -> int:
        """How many witnesses sign; an office may ask for more."""
        return int(attribute("movement_kind", self.code, "witnesses", 0))


_ALL = (
    Kind("seized", Way.IN, packs=True, scale=True, weighs=True),
    Kind("lab", Way.OUT, to=True, scale=True, event="lab_sent"),
    Kind("lab_returned", Way.IN, scale=True),
    Kind("court", Way.OUT, to=True, scale=True),
    Kind("science", Way.OUT, to=True, scale=True, event="science_handed"),
    Kind("training", Way.OUT, to=True, scale=True, event="science_handed"),
    Kind("handed_over", Way.OUT, to=True, together=True),
    Kind("returned", Way.OUT, to=True),
    Kind("destroyed", Way.OUT, scale=True, event="destroyed", together=True),
    Kind("reweighed", Way.WEIGHED, why=True, scale=True, weighs=True),
    Kind("moved", Way.STAYS),
    Kind("divided", Way.WITHIN, packs=True, scale=True),
    Kind("joined", Way.WITHIN, packs=True, scale=True),
    Kind("reversed", Way.BACK, why=True),
)

KINDS = {kind.code: kind for kind in _ALL}
BY_MINUTES = {kind.event: kind for kind in reversed(_ALL) if kind.event}  # what is told by minutes, by which first
NEEDS_PLACE = frozenset({"seized", "divided", "joined", "moved"})
