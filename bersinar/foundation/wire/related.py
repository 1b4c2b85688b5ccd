"""What belongs to records, read with them: Django's `prefetch_related_objects`, asked in plain SQL (see `rows`).

A page of twenty-five clients with their episodes asks four small questions; composing them costs the ORM more than
everything else on the page together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from django.db import models

from .rows import read

_KEPT = "_prefetched_objects_cache"  # where Django's managers look first


def fetch_related(records: Sequence[models.Model], *paths: str) -> None:
    """Read the named relations of all records at once: "office", "episodes", "episodes__decisions".

    The same relations answer afterwards without a question, `record.episodes.all()` with what was read, in the
    kind's own order. Many-to-many relations are left to Django.
    """
    reached: dict[str, Sequence[Any]] = {"": records}
    for path in paths:
        walked = ""
        for name in path.split("__"):
            before, walked = walked, f"{walked}__{name}"
            if walked not in reached:
                reached[walked] = _step(reached[before], name)


def _step(records: Sequence[Any], name: str) -> Sequence[Any]:
    if not records:
        return ()
    relation: Any = type(records[0])._meta.get_field(name)
    if relation.many_to_many:
        models.prefetch_related_objects(records, name)
        return [one for record in records for one in getattr(record, name).all()]
    return _children(records, relation) if relation.auto_created else _parents(records, relation)


def _parents(records: Sequence[Any], relation: Any) -> Sequence[Any]:
    if all(relation.is_cached(record) for record in records):
        return list({parent.pk: parent for record in records if (parent := getattr(record, relation.name))}.values())
    keys = {key for record in records if (key := getattr(record, relation.attname)) is not None}
    found = {one.pk: one for one in having(relation.related_model, relation.target_field.column, keys)}
    for record in records:
        relation.set_cached_value(record, found.get(getattr(record, relation.attname)))
    return list(found.values())


def _children(records: Sequence[Any], relation: Any) -> Sequence[Any]:
    field, held = relation.field, relation.get_accessor_name()
    if relation.one_to_many and all(held in getattr(record, _KEPT, ()) for record in records):
        return [one for record in records for one in getattr(record, held).all()]
    parents = {record.pk: record for record in records}
    children = having(relation.related_model, field.column, parents)
    by_parent: dict[Any, list[Any]] = defaultdict(list)
    for child in children:
        parent = parents[getattr(child, field.attname)]
        field.set_cached_value(child, parent)
        by_parent[parent.pk].append(child)
    for record in records:
        if relation.one_to_one:
            relation.set_cached_value(record, next(iter(by_parent[record.pk]), None))
        else:
            record.__dict__.setdefault(_KEPT, {})[held] = _Read(by_parent[record.pk], record, held)
    return children


class _Read(list[Any]):
    """The children that were read. Whatever else is asked of the relation is asked of the database, as ever."""

    def __init__(self, children: Iterable[Any], record: models.Model, name: str) -> None:
        super().__init__(children)
        self._record, self._name = record, name

    def count(self, *values: Any) -> int:
        """As a query set has it."""
        return super().count(*values) if values else len(self)

    def __getattr__(self, method: str) -> Any:
        kept = self._record.__dict__[_KEPT]
        del kept[self._name]
        try:
            return getattr(getattr(self._record, self._name).get_queryset(), method)
        finally:
            kept[self._name] = self


def having(kind: type[models.Model], column: str, keys: Collection[Any]) -> list[Any]:
    """The records of a kind with one of these values in a column, in the kind's own order."""
    if not keys:
        return []
    marks = ", ".join(["%s"] * len(keys))
    tail = f'FROM "{kind._meta.db_table}" WHERE "{column}" IN ({marks}){_order(kind)}'
    return [one for (one,) in read((kind,), tail, list(keys))]


@cache
def _order(kind: type[models.Model]) -> str:
    """The kind's own order, which names columns of its own table only."""
    words = []
    for name in kind._meta.ordering or ():
        if not isinstance(name, str) or "__" in name:
            raise TypeError(f"{kind.__name__} is ordered by more than its own columns")
        column = kind._meta.get_field(name.lstrip("-")).column  # type: ignore[union-attr]
        words.append(f'"{column}"{" DESC" if name.startswith("-") else ""}')
    return f" ORDER BY {', '.join(words)}" if words else ""
