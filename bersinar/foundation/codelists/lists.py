"""Reading code lists: labels and choices, cached per process until a code changes."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.db.models.signals import post_delete, post_save

from .models import Code


@cache
def codes(name: str) -> dict[str, Code]:
    """All codes of a list, in order, also those that have ended."""
    return {code.code: code for code in Code.objects.filter(list=name)}


def label(name: str, code: str) -> str:
    """The Indonesian label of a code; the code itself where the list does not know it."""
    found = codes(name).get(code)
    return found.label if found else code


def attribute(name: str, code: str, key: str, default: Any = None) -> Any:
    """One attribute of a code."""
    found = codes(name).get(code)
    return found.attributes.get(key, default) if found else default


def choices(name: str, on: date | None = None) -> list[tuple[str, str]]:
    """(code, label) of the codes valid on a day (today's where none is named), in the list's order."""
    day = on or date.today()
    return [
        (code.code, code.label)
        for code in codes(name).values()
        if (code.valid_from is None or code.valid_from <= day) and (code.valid_until is None or code.valid_until >= day)
    ]


def forget_cached(**_: Any) -> None:
    codes.cache_clear()


post_save.connect(forget_cached, sender=Code)
post_delete.connect(forget_cached, sender=Code)
