"""What every step of a record's way begins with, and how typed values become what is sealed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from bersinar.foundation.stages.ways import Way
from bersinar.foundation.wire.refusals import LostUpdate, Refusal

from ..models import TreatmentRecord

R = TypeVar("R", bound=TreatmentRecord)


def as_it_stands(record: R, way: Way, *, based_on: int | None, select: Sequence[str] = ()) -> R:
    """The record locked and read anew. Refuses one that is cancelled, and one that others have changed since."""
    rows = type(record)._default_manager.select_for_update(of=("self",)).select_related("office", *select)
    kept: Any = rows.get(pk=record.pk)
    if kept.is_cancelled:
        raise Refusal("cancelled", "Rekam ini sudah dibatalkan.", status=409)
    if based_on is not None and based_on != kept.version:
        raise LostUpdate({"Keadaan": (way.stage(kept.stage).label, "langkah ini")})
    standing: R = kept
    return standing


def sealed_texts(values: Mapping[str, Any], sealed: Collection[str]) -> dict[str, Any]:
    """Values as they are sealed: what is nothing empties the field."""
    return {name: "" if name in sealed and value is None else value for name, value in values.items()}
