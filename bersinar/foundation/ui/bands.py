"""Bands upon a record's page: what another place has to say about the record there, a reviewer's question for instance.

A room's page knows nothing of it. A band is HTML that is safe already, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

from bersinar.foundation.access.models import User

Band = Callable[[Any, User], SafeString | None]

_bands: dict[str, Band] = {}


def register_band(name: str, band: Band) -> None:
    """Let a place say something on records' pages. It is asked for every record, and answers quickly."""
    _bands[name] = band


def bands_of(record: Any, user: User) -> list[SafeString]:
    """What is to be said on this record's page to this user."""
    told = [band(record, user) for _, band in sorted(_bands.items())]
    return [one for one in told if one]
