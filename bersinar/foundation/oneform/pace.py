"""How quickly answers may come: per opening or public page, in memory, for a minute. Nobody's address is looked at or kept."""

from __future__ import annotations

import time

from django.core.cache import cache

from .models import Opening

PER_MINUTE = 60  # a hall full of people after a talk stays below; a script does not


def keeps_pace(opening: Opening, most: int | None = None) -> bool:
    """Count one answer sent; whether this minute has room for it."""
    return has_room(f"oneform:{opening.pk}", most or PER_MINUTE)


def has_room(door: str, most: int) -> bool:
    """Count one more at a public door; whether no more than `most` came in this minute."""
    minute = f"{door}:{int(time.time() // 60)}"
    cache.add(minute, 0, timeout=120)
    return int(cache.incr(minute)) <= most
