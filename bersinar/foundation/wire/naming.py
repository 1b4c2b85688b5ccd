"""Which kinds of records name another kind: the database knows them all, so that no room has to be named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .models import Record


def namers(named: type[Record]) -> Iterator[tuple[Any, str]]:
    """(kind of record, its field) of whatever names records of this kind, in whichever room; but for the kind itself."""
    for relation in named._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not relation.auto_created or relation.concrete or not isinstance(model, type):
            continue
        if issubclass(model, Record) and model is not named:
            yield model, relation.field.name  # type: ignore[union-attr]
