"""Series of numbers with a register: what is numbered, by which pattern, on which side, and who may reserve by hand.

Kinds of letters declare theirs; numbering itself knows one, for letters that are written elsewhere. A number that is
born with its record (of a case, a client) stands in that record's own list and in no register.
"""

from __future__ import annotations

from dataclasses import dataclass

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side

OUTSIDE = "surat-keluar"


@dataclass(frozen=True)
class Series:
    """One series. `pattern` holds where the office has no template of its own; `writes` reserves by hand."""

    code: str
    title: str
    pattern: str
    writes: Permission
    side: Side = Side.OPEN

    def __post_init__(self) -> None:
        if self.writes.side is not self.side:
            raise ValueError(f"{self.code}: {self.writes} is not a permission of side {self.side}")


_series: dict[str, Series] = {}


def register_series(series: Series) -> None:
    """Add a series; several kinds of letters may share one, on one side."""
    known = _series.setdefault(series.code, series)
    if known.side is not series.side:
        raise ValueError(f"the series {series.code} stands on side {known.side}")


def series_of(code: str) -> Series | None:
    """The series of a code, or None where nobody declared it."""
    return _series.get(code)


def all_series() -> list[Series]:
    """Every series, by title."""
    return sorted(_series.values(), key=lambda series: series.title)


register_series(Series(OUTSIDE, "Surat keluar lain", "S/{n:03}/{month}/{year}/{office}", Permission.LETTERS_WRITE))
