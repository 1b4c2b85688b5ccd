"""Rooms use one another through `public.py` only, and never in a circle. The layers stand in pyproject.toml."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

ROOMS = "bersinar.programmes"
PORTAL = "bersinar.interfaces.portal"


@cache
def imports() -> list[tuple[str, str]]:
    """Every direct import of one of our modules by another."""
    graph = grimp.build_graph("bersinar", cache_dir=None)
    return [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]


def room(module: str) -> str | None:
    """The room a module belongs to."""
    return module.split(".")[2] if module.startswith(f"{ROOMS}.") else None


def between_rooms() -> list[tuple[str, str]]:
    return [(a, b) for a, b in imports() if room(a) and room(b) and room(a) != room(b)]


def test_a_room_is_used_through_its_public_module() -> None:
    behind = [f"{a} imports {b}" for a, b in between_rooms() if b != f"{ROOMS}.{room(b)}.public"]
    assert not behind, "\n".join(sorted(behind))


def test_rooms_do_not_use_one_another_in_a_circle() -> None:
    uses: dict[str, set[str]] = defaultdict(set)
    for importer, imported in between_rooms():
        uses[str(room(importer))].add(str(room(imported)))
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as circle:
        pytest.fail(f"A circle of rooms: {' -> '.join(reversed(circle.args[1]))}")


def test_the_portal_reads_no_programme() -> None:
    assert not [f"{a} imports {b}" for a, b in imports() if a.startswith(PORTAL) and b.startswith(ROOMS)]
