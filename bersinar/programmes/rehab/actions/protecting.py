"""One step of a way of data protection, as every step of a way is taken; it is asked about the record and who acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.stages.ways import Way
from bersinar.ledger import stepping

from ..models import TreatmentRecord
from ..protection_ways import Handled

R = TypeVar("R", bound=TreatmentRecord)


def take_step(
    record: R, way: Way, code: str, *, by: User, based_on: int | None, said: Mapping[str, Any],
    act: stepping.Act | None = None, needs: Permission = Permission.REHAB_WRITE, reason: str = "",
    request_id: UUID | None = None,
) -> R:  # fmt: skip
    """Take a step and keep what it says: `said`, or what `act` makes of it within the deed. Raises as every step does."""
    return stepping.take_step(
        record, way, code, by=by, based_on=based_on, said=said, act=act, about=Handled, needs=needs, reason=reason,
        request_id=request_id,
    )  # fmt: skip
