"""What every paper of evidence says of itself, over one case or several."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from ..movement_kinds import KINDS, Kind

if TYPE_CHECKING:
    from bersinar.foundation.offices.models import Office


class EvidencePaper:
    """A paper that one person proposes and another confirms: its kind, its day, and whether it still waits."""

    if TYPE_CHECKING:
        office: Office
        kind: str
        number: str
        moved_at: datetime
        confirmed_at: datetime | None

        @property
        def is_cancelled(self) -> bool: ...

    def __str__(self) -> str:
        return self.number

    @property
    def of_kind(self) -> Kind:
        return KINDS[self.kind]

    @property
    def happened_on(self) -> date:
        """The day of the paper, where the office is."""
        return self.office.local_day(self.moved_at)

    @property
    def is_open(self) -> bool:
        """Proposed, and neither confirmed nor withdrawn."""
        return self.confirmed_at is None and not self.is_cancelled
