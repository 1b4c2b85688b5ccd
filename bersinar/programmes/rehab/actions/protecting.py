"""One step of a way of data protection: the record locked, the way asked, the stage written with what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.stages.ways import Way
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.deeds import Deed, deed, once

from ..models import TreatmentRecord
from ..protection_ways import Handled

R = TypeVar("R", bound=TreatmentRecord)
Act = Callable[[Deed, Any], Mapping[str, Any]]


def take_step(
    record: R, way: Way, code: str, *, by: User, based_on: int | None, said: Mapping[str, Any], act: Act | None = None,
    needs: Permission = Permission.REHAB_WRITE, reason: str = "", request_id: UUID | None = None,
) -> R:  # fmt: skip
    """Take a step and keep what it says: `said`, or what `act` makes of it within the deed.

    Raises Forbidden without `needs`, LostUpdate where somebody else took a step meanwhile, Refusal where the way
    forbids it.
    """
    model = type(record)
    action = f"rehab.{code}_{model._meta.model_name}"

    def make() -> R:
        with deed(action, office=record.office, by=by, needs=needs, reason=reason) as doing:
            kept: Any = model.objects.select_for_update(of=("self",)).select_related("office").get(pk=record.pk)
            if kept.is_cancelled:
                raise Refusal("cancelled", "Rekam ini sudah dibatalkan.", status=409)
            if based_on is not None and based_on != kept.version:
                raise LostUpdate({"Tahap": (way.stage(kept.stage).label, "langkah ini")})
            stage = way.take(code, at=kept.stage, about=Handled(kept, by))
            values = act(doing, kept) if act else said
            return cast(R, doing.change(kept, {**values, "stage": stage.code}, based_on=None))

    body = {"record": record.pk, "reason": reason, **said}
    held: R = once(
        request_id=request_id, action=action, by=by, body=body, model=cast(Any, model), make=make, record_id=record.pk
    )
    return held
