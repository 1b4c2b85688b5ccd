"""How this room's records are created, changed and cancelled, and the deeds that are none of the three."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from ..models import EnforcementRecord

R = TypeVar("R", bound=EnforcementRecord)
Values = dict[str, Any]


def _as_typed(doing: Deed, record: Any, values: Values) -> Values:
    """Nothing to fill in."""
    return values


def _nothing_else(doing: Deed, record: Any) -> None:
    """Nothing else says anything anew."""


@dataclass(frozen=True)
class Acts(Verbs[R]):
    """The three verbs, with what a record of this room fills in itself and what else then speaks anew.

    `prepare` may refuse and answers with the values to save; a record that is not saved yet has no `recorded_at`.
    `settle` runs after a change or a cancellation, `follow` after each of the three, in the same deed.
    """

    prepare: Callable[[Deed, R, Values], Values] = _as_typed
    settle: Callable[[Deed, R], None] = _nothing_else
    follow: Callable[[Deed, R], None] = _nothing_else

    def adds(self, doing: Deed, record: R, values: Values) -> R:
        made = doing.add(record, self.prepare(doing, record, dict(values)))
        self.follow(doing, made)
        return made

    def changes(self, doing: Deed, record: R, values: Values, *, based_on: int | None) -> R:
        kept = doing.change(record, self.prepare(doing, record, dict(values)), based_on=based_on)
        self.settle(doing, kept)
        self.follow(doing, kept)
        return kept

    def cancel(self, record: R, *, by: User, reason: str) -> R:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            self._held(record, {})
            self.before_cancel(record)
            kept = doing.cancel(record)
            self.settle(doing, kept)
            self.follow(doing, kept)
            return kept


class ByMinutes:
    """For pages of what no plain form writes: deeds of its own make it, and nothing changes or cancels it here."""

    def create(self, **said: Any) -> Any:
        """Refused: a deed of its own makes it."""
        raise Forbidden()

    def change(self, record: Any, **said: Any) -> Any:
        """Refused: it does not change by a form."""
        raise Forbidden()

    def cancel(self, record: Any, **said: Any) -> Any:
        """Refused: it is withdrawn or taken back by a deed of its own."""
        raise Forbidden()


def acting(action: str, office: Office, by: User, reason: str) -> AbstractContextManager[Deed]:
    """A deed of this room that is none of the three verbs."""
    return deed(f"enforcement.{action}", office=office, by=by, needs=Permission.ENFORCEMENT_WRITE, reason=reason)
