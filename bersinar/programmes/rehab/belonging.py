"""What belongs to a client: every kind of record of the treatment side that leads to one, found by its relations.

A kind that is added later is found too: what is copied for a client, kept or erased after its term, and counted in an
incident never depends on a list kept by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.access.sides import Side
from bersinar.foundation.letters.models import TABLES

from .models import Client


@cache
def paths() -> dict[type[models.Model], str]:
    """Of every kind that belongs to a client, the relation by which it does: "client", "episode__client"."""
    found: dict[type[models.Model], str] = {}
    kinds = [model for model in apps.get_models() if issubclass(model, Scoped) and model is not Client]
    kinds = [model for model in kinds if model.read_permission.side is Side.TREATMENT]
    reached: dict[type[models.Model], str] = {Client: ""}
    while reached:
        begun = dict(reached)
        reached = {}
        for model in kinds:
            if model in found:
                continue
            for field in (*model._meta.fields, *model._meta.many_to_many):
                if (target := _target(field)) in begun and target is not None:
                    reached[model] = "__".join(filter(None, (field.name, begun[target])))
                    break
        found.update(reached)
    return found


def _target(field: Any) -> type[models.Model] | None:
    return field.related_model if field.is_relation else None


def records_of(client: Client) -> Iterator[tuple[type[models.Model], list[Any]]]:
    """All that belongs to a client, kind by kind, cancelled records too."""
    for model, path in paths().items():
        rows = model._default_manager.filter(**{path: client}).distinct().order_by("recorded_at", "pk")
        yield model, list(rows)


def clients_behind(touched: Iterable[tuple[str, UUID]]) -> tuple[dict[UUID, int], int]:
    """Of records (kind, id) as readings name them: how often each client was touched, and how many led to none.

    A letter leads to whom its record is about.
    """
    by_kind: dict[str, list[UUID]] = {}
    for kind, key in touched:
        by_kind.setdefault(kind, []).append(key)
    for letter in TABLES[Side.TREATMENT].objects.filter(pk__in=by_kind.pop("letters.treatmentletter", [])):
        by_kind.setdefault(letter.about_kind, []).append(letter.about_id)
    counts: dict[UUID, int] = {}
    elsewhere = 0
    known = {model._meta.label_lower: (model, path) for model, path in paths().items()}
    for kind, keys in by_kind.items():
        if kind == Client._meta.label_lower:
            owners = {key: {key} for key in keys}
        elif kind in known:
            owners = _owners(*known[kind], keys)
        else:
            owners = {}
        for key in keys:
            for client in owners.get(key, ()):
                counts[client] = counts.get(client, 0) + 1
            elsewhere += not owners.get(key)
    return counts, elsewhere


def _owners(model: type[models.Model], path: str, keys: list[UUID]) -> dict[UUID, set[UUID]]:
    owners: dict[UUID, set[UUID]] = {}
    for key, client in model._default_manager.filter(pk__in=keys).values_list("pk", path):
        if client is not None:
            owners.setdefault(key, set()).add(client)
    return owners
