"""Kept values in words: what an audit line holds (codes, ids, days as text) as the page of the record says it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

from .numbers import write_number


def kept_words(model: type[models.Model], name: str, kept: Any) -> str:
    """A kept value of a field in Indonesian words; "kosong" where nothing was kept."""
    if kept is None or kept in ("", [], {}):
        return "kosong"
    if name in getattr(model, "audit_hides", frozenset()):
        return str(kept)  # the audit keeps one word for whatever stood there
    try:
        column: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return str(kept)
    if column.is_relation:
        return _names(column.related_model, kept if isinstance(kept, list) else [kept])
    if hasattr(column, "words"):
        return str(column.words(kept))
    if column.choices:
        return str(dict(column.flatchoices).get(kept, kept))
    if isinstance(kept, bool):
        return "Ya" if kept else "Tidak"
    if isinstance(kept, int):
        return write_number(kept)
    if isinstance(column, models.DecimalField):
        return write_number(Decimal(kept))
    if isinstance(column, models.DateTimeField):
        return timezone.localtime(datetime.fromisoformat(kept)).strftime("%d-%m-%Y %H.%M")
    if isinstance(column, models.DateField):
        return date.fromisoformat(kept).strftime("%d-%m-%Y")
    if isinstance(kept, list):
        return ", ".join(str(one) for one in kept)
    return str(kept)


def _names(model: type[models.Model], keys: list[Any]) -> str:
    """How the records behind these keys are called today."""
    found = {str(row.pk): str(row) for row in model._default_manager.filter(pk__in=keys)}
    return ", ".join(found.get(str(key), str(key)) for key in keys)
