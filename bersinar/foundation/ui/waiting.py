"""One thing that waits for a user, as a room tells it and the first page of the day shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Task:
    """One thing to do. `due` is its day, where it has one."""

    words: str
    url: str
    icon: str
    due: date | None = None
    is_late: bool = False
