"""Scoring respondents' answers by the items that an office loaded. Pure and exact.

An item counts on the scale of its answers, turned round where a high answer is a low score. A dimension is the mean of
all answers to its items, carried over to the version's scale end to end. An answer left out counts nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bersinar.catalogue.indices import IndexVersion

from .definitions import Item

Answer = Sequence[int | None]


def score(
    version: IndexVersion, items: Sequence[Item], ends: tuple[int, int], answers: Sequence[Answer]
) -> Mapping[str, Fraction]:
    """The value of every dimension that somebody answered. `ends` are the lowest and highest answer of an item."""
    assert version.least is not None and version.most is not None
    low, high = ends
    given: dict[str, list[int]] = {}
    for row in answers:
        for item, answer in zip(items, row, strict=True):
            if answer is not None:
                given.setdefault(item.dimension, []).append(low + high - answer if item.turned else answer)
    stretch = Fraction(version.most - version.least, high - low)
    return {
        dimension: version.least + (Fraction(sum(points), len(points)) - low) * stretch
        for dimension, points in given.items()
    }
