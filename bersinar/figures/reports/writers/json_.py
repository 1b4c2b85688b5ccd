"""A report as JSON, and back again: every number a string, so that nobody's float rounds it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from ..document import BigNumbers, Block, Bullets, Chart, Checks, Document, Paragraph, Table

BLOCKS: Final[Mapping[str, type]] = {
    "paragraph": Paragraph,
    "bullets": Bullets,
    "big_numbers": BigNumbers,
    "table": Table,
    "chart": Chart,
    "checks": Checks,
}
NAMES: Final[Mapping[type, str]] = {kind: name for name, kind in BLOCKS.items()}


def write(document: Document) -> bytes:
    """The document as UTF-8 JSON; blocks carry their `type`."""
    return json.dumps(plain(document), ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> Document:
    """The document that `write` wrote."""
    document: Document = _built(Document, json.loads(content))
    return document


def plain(value: object) -> Any:
    """A value of the document as JSON knows values."""
    if is_dataclass(value):
        kind: Any = type(value)
        named = {"type": NAMES[kind]} if kind in NAMES else {}
        return named | {name: plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """What may be given when one is made, with its type."""
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind) if each.init}


def _built(hint: Any, value: Any) -> Any:
    """The value that stands in JSON as `value`, following the type the dataclass declares."""
    if value is None:
        return None
    if hint == Block:
        return _built(BLOCKS[value["type"]], value)
    if get_origin(hint) is UnionType:
        return _built(get_args(hint)[0], value)
    if get_origin(hint) is Sequence:
        return tuple(_built(get_args(hint)[0], item) for item in value)
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if hint is Decimal:
        return Decimal(value)
    return _of_kind(hint, value) if is_dataclass(hint) else value


def _of_kind(kind: Any, value: Mapping[str, Any]) -> Any:
    return kind(**{name: _built(hint, value[name]) for name, hint in _hints(kind).items()})
