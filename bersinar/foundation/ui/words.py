"""A value of a record in Indonesian words, as a page, a list and an export say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models

from .numbers import write_number


def words(record: Any, value: str | Callable[[Any], Any]) -> str:
    """A value of a record in Indonesian words."""
    if callable(value):
        return in_words(value(record))
    kept = record
    for part in value.split("__")[:-1]:
        kept = getattr(kept, part)
        if kept is None:
            return ""
    name = value.split("__")[-1]
    held = getattr(kept, name)
    column = field_of(type(kept), name)
    if hasattr(column, "words"):  # codes, years, amounts: fields that know how they are said
        return str(column.words(held))
    if column is not None and getattr(column, "choices", None):
        return str(getattr(kept, f"get_{name}_display")())
    if column is not None and column.many_to_many:
        return ", ".join(str(one) for one in held.all())
    return in_words(held)


def in_words(value: Any) -> str:
    """Days, numbers, yes and no, lists, in Indonesian."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        from .templatetags.ui import moment

        return moment(value)
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, (int, Decimal)):
        return write_number(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(in_words(item) for item in value)
    return str(value)


def field_of(model: type[models.Model], name: str) -> Any:
    """The field of a model by its name, or nothing."""
    return _fields(model._meta).get(name)


@cache
def _fields(meta: Any) -> dict[str, Any]:
    return {one.name: one for one in meta.get_fields()}


def label_of(model: type[models.Model], name: str) -> str:
    """What a field is called, with a capital."""
    column = field_of(model, name)
    label = str(getattr(column, "verbose_name", name))
    return label[:1].upper() + label[1:]
