"""Comments without a face: shown only in whole batches, dated by month.

A full batch takes in no more: comparing two days' pages tells nobody which comment is the newest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bersinar.foundation.periods.calendar import month_name

BATCH = 5


@dataclass(frozen=True)
class Batch:
    """At least `BATCH` comments, in an order that says nothing, and the months they come from."""

    months: str
    texts: tuple[str, ...]


def batches(comments: Sequence[tuple[date, str]]) -> tuple[list[Batch], int]:
    """Whole batches of comments given in the order of recording, and how many still wait for theirs."""
    whole = len(comments) // BATCH * BATCH
    groups = [comments[start : start + BATCH] for start in range(0, whole, BATCH)]
    return [_batch(group) for group in groups], len(comments) - whole


def _batch(group: Sequence[tuple[date, str]]) -> Batch:
    days = sorted(day for day, _ in group)
    first, last = (month_name(day.year, day.month) for day in (days[0], days[-1]))
    return Batch(first if first == last else f"{first} sampai {last}", tuple(sorted(text for _, text in group)))
