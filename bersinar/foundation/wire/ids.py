"""Ids: UUIDs made here (v7, sortable by time) or by any client."""

from __future__ import annotations

import os
import time
from uuid import UUID


def uuid7() -> UUID:
    """A time-ordered UUID (RFC 9562, version 7): 48 bits of milliseconds, 74 bits of chance."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def as_uuid(text: str) -> UUID | None:
    """The id that an address names, or None where it names none."""
    try:
        return UUID(text)
    except ValueError:
        return None
