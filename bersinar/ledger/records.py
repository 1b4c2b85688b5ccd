"""The three verbs every plain record knows: create, change, cancel. Rooms name them in the officer's words.

A room with rules that reach beyond one record overrides `adds` or `changes`, or writes an action of its own with
`deeds.deed`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7

from .deeds import Deed, deed, once

R = TypeVar("R", bound=Scoped)


def no_rule(record: Any) -> None:
    """Nothing beyond the model's own rules."""


@dataclass(frozen=True)
class Verbs(Generic[R]):
    """Create, change and cancel for one kind of record.

    `room` and the three names make the action codes of audit and postings ("cooperation.sign_agreement").
    `before_cancel` raises a Refusal where a standing record must not be cancelled yet. `holds` names the parent that
    the record's facts speak of: it is locked until the deed is done, so that it cannot change meanwhile.
    """

    model: type[R]
    room: str
    made: str
    changed: str
    cancelled: str
    before_cancel: Callable[[R], None] = no_rule
    holds: str = ""

    def create(
        self, *, office: Office, by: User, reason: str = "", request_id: UUID | None = None, record_id: UUID | None = None,
        **values: Any,
    ) -> R:  # fmt: skip
        """Make one record of an office. With a `request_id`, sent again it is answered again.

        Raises Forbidden without the right, Refusal where a rule forbids it.
        """
        action, key = f"{self.room}.{self.made}", record_id or uuid7()

        def make() -> R:
            with deed(action, office=office, by=by, needs=self.model.write_permission, reason=reason) as doing:
                record = self.model(id=key)
                return self.adds(doing, record, self._held(record, values))

        body = {"office": office, **values}
        return once(request_id=request_id, action=action, by=by, body=body, model=self.model, make=make, record_id=key)

    def change(
        self,
        record: R,
        *,
        by: User,
        based_on: int | None,
        reason: str = "",
        request_id: UUID | None = None,
        **values: Any,
    ) -> R:
        """Change a record opened at version `based_on`; None changes it whatever its version. Raises LostUpdate."""
        action = f"{self.room}.{self.changed}"

        def make() -> R:
            with deed(action, office=_office(record), by=by, needs=record.write_permission, reason=reason) as doing:
                return self.changes(doing, record, self._held(record, values), based_on=based_on)

        body = {"record": record.pk, **values}
        return once(
            request_id=request_id, action=action, by=by, body=body, model=self.model, make=make, record_id=record.pk
        )

    def adds(self, doing: Deed, record: R, values: dict[str, Any]) -> R:
        """What `create` does within its deed. A room whose rule reaches beyond the record overrides it."""
        return doing.add(record, values)

    def changes(self, doing: Deed, record: R, values: dict[str, Any], *, based_on: int | None) -> R:
        """What `change` does within its deed; here too belongs whatever has to be said anew with the record."""
        return doing.change(record, values, based_on=based_on)

    def cancel(self, record: R, *, by: User, reason: str) -> R:
        """Cancel a record with a reason. It stays readable and says nothing more."""
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=_office(record), by=by, needs=record.write_permission, reason=reason) as doing:
            self._held(record, {})
            self.before_cancel(record)
            return doing.cancel(record)

    def _held(self, record: R, values: dict[str, Any]) -> dict[str, Any]:
        """The values with the parent as it stands now, locked; the one that the record leaves is locked too."""
        if not self.holds:
            return values
        parents: Any = self.model._meta.get_field(self.holds).related_model
        named = values.get(self.holds)
        keys = {getattr(record, f"{self.holds}_id"), named.pk if named else None} - {None}
        held = {row.pk: row for row in parents._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")}
        return {**values, self.holds: held[named.pk]} if named else values


def _office(record: Any) -> Office:
    office: Office = record.office
    return office
