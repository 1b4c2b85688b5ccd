"""One step of a record's way as one action: the record locked, the way asked, the stage written with what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar, cast
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.periods.actions import is_closed
from bersinar.foundation.stages.ways import Way
from bersinar.foundation.wire.refusals import LostUpdate, Refusal

from .deeds import Deed, deed, once

R = TypeVar("R", bound=Scoped)
Act = Callable[[Deed, Any], Mapping[str, Any]]


def take_step(
    record: R, way: Way, code: str, *, by: User, based_on: int | None, said: Mapping[str, Any], act: Act | None = None,
    about: Callable[[Any, User], Any] = lambda kept, by: kept, needs: Permission | None = None, dated: date | None = None,
    reason: str = "", request_id: UUID | None = None,
) -> R:  # fmt: skip
    """Take a step and keep what it says: `said`, or what `act` makes of it within the deed.

    The way is asked about `about(record, by)`. `dated` is the day that a figure takes the step by: in a closed month it
    asks for a reason. The record's own day does not: answering in April what came in March changes nothing of March.
    Raises Forbidden without `needs` (the record's own right to write, where none is named), LostUpdate where somebody
    else took a step meanwhile, Refusal where the way forbids it.
    """
    model: Any = type(record)
    action = f"{model._meta.app_label}.{code}_{model._meta.model_name}"
    office: Any = cast(Any, record).office

    def make() -> R:
        with deed(action, office=office, by=by, needs=needs or model.write_permission, reason=reason) as doing:
            kept: Any = model.objects.select_for_update(of=("self",)).select_related("office").get(pk=record.pk)
            if kept.is_cancelled:
                raise Refusal("cancelled", "Rekam ini sudah dibatalkan.", status=409)
            if based_on is not None and based_on != kept.version:
                raise LostUpdate({"Tahap": (way.stage(kept.stage).label, "langkah ini")})
            stage = way.take(code, at=kept.stage, about=about(kept, by))
            values = act(doing, kept) if act else said
            if dated is not None:
                doing.ask_reason(dated)
            if not doing.reason and (own := getattr(kept, "happened_on", None)) and is_closed(kept.office, own):
                doing.reason = f"langkah: {way.told(code).lower()}"
            return cast(R, doing.change(kept, {**values, "stage": stage.code}, based_on=None))

    body = {"record": record.pk, "reason": reason, **said}
    held: R = once(request_id=request_id, action=action, by=by, body=body, model=model, make=make, record_id=record.pk)
    return held
