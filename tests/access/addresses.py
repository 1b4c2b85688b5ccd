"""Every address of the site, found in the URL patterns: a new page cannot be forgotten here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

UNKNOWN = UUID("00000000-0000-7000-8000-000000000000")


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name, its converters by parameter, and the view behind it."""

    name: str
    parameters: dict[str, str]
    view: Any

    @property
    def door(self) -> Any:
        """The permissions of which one opens it; () for every signed-in user; None where there is no door."""
        return getattr(self.view, "door", None)

    def url(self, record: UUID = UNKNOWN) -> str:
        """The address with a record's id in every id's place."""
        values = {"uuid": record, "str": "contoh", "int": 1, "slug": "contoh", "path": "contoh"}
        return reverse(self.name, kwargs={name: values[kind] for name, kind in self.parameters.items()})

    @property
    def has_id(self) -> bool:
        return "uuid" in self.parameters.values()


_KINDS = {
    "UUIDConverter": "uuid",
    "StringConverter": "str",
    "IntConverter": "int",
    "SlugConverter": "slug",
    "PathConverter": "path",
}


def addresses() -> list[Address]:
    """All of them, the log-in's included."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, space: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, inner)
        elif isinstance(pattern, URLPattern):
            kinds = {name: _KINDS[type(converter).__name__] for name, converter in pattern.pattern.converters.items()}
            yield Address(f"{space}{pattern.name}", kinds, pattern.callback)
