"""Reading code lists: labels and choices, cached per process until a code changes.

A change in this process is seen at once, one of another process (a second server, the worker) at the first request or
job that begins some seconds later. Nothing here asks the database for each label.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from time import monotonic
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum
from django.db.models.signals import post_delete, post_save

from .models import Code

Stamp = tuple[int, int]


@dataclass
class _Kept:
    """What this process knows of the lists: which turn of the cache holds, and what they were like when it looked."""

    turn: int = 0
    looked_at: float = field(default_factory=monotonic)
    stamp: Stamp | None = None


_kept = _Kept()


def codes(name: str) -> dict[str, Code]:
    """All codes of a list, in order, also those that have ended."""
    return _read(name, _kept.turn)


@cache
def _read(name: str, turn: int) -> dict[str, Code]:
    # What was read before a change belongs to the turn before it, also where it comes in later.
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
    """Read every list anew when it is next asked for."""
    _kept.turn, _kept.stamp = _kept.turn + 1, None
    _read.cache_clear()


def look_again(**_: Any) -> None:
    """Forget what is cached if a code was changed by another process. Asks once in a few seconds, one small question."""
    now = monotonic()
    if now - _kept.looked_at < settings.CODES_SEEN_WITHIN_SECONDS:
        return
    _kept.looked_at = now
    if (stamp := _stamp()) != _kept.stamp:
        forget_cached()
        _kept.stamp = stamp


def _stamp() -> Stamp:
    """What differs after every change: a code's version only grows, and no code goes."""
    found = Code.objects.aggregate(count=Count("pk"), versions=Sum("version"))
    return found["count"], found["versions"] or 0


post_save.connect(forget_cached, sender=Code)
post_delete.connect(forget_cached, sender=Code)
