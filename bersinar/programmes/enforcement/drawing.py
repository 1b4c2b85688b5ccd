"""Drawings of a network and of its routes as plain SVG: where every circle, line and letter stands. No script.

Pure: members, ties and stops in, coordinates out. What is drawn stands in tables beside it too.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, pi, sin
from pathlib import Path
from uuid import UUID

from .gazetteer import place_of

WIDE, NARROW = 680, 320
_NODE = 17  # radius of a member's circle
_LABEL_ROOM = {WIDE: 96, NARROW: 50}  # beside the ring, for the labels
MAP_WIDTH = 680
_LEAST_SPAN = 16.0  # degrees: a route within one province still shows where it lies
_STYLES = {"asal": "origin", "transit": "transit", "tujuan": "destination"}
_AIR = 0.14  # of the span, around the outermost stops


@dataclass(frozen=True)
class Node:
    """One member as it is drawn, with its number in the table beside the drawing."""

    x: float
    y: float
    number: int
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Edge:
    """One tie as it is drawn: a line that ends at the second circle, and where its arrow points."""

    path: str
    title: str


@dataclass(frozen=True)
class Ring:
    """A network in one width."""

    width: int
    height: int
    nodes: Sequence[Node]
    edges: Sequence[Edge]


def network_ring(members: Sequence[tuple[UUID, str]], ties: Sequence[tuple[UUID, UUID, str]], width: int) -> Ring:
    """Members (id, label) on a ring in their order, ties (from, to, title) as arrows between them."""
    count, room = len(members), _LABEL_ROOM[width]
    radius = max(width / 2 - room - _NODE, 40.0)
    tall = min(radius, 60 + 22 * count)  # few members need no tall drawing
    height = round(2 * tall + 4 * _NODE + 24)
    middle = (width / 2, height / 2)
    nodes: dict[UUID, Node] = {}
    for place, (key, label) in enumerate(members):
        turn = -pi / 2 + 2 * pi * place / count
        x, y = middle[0] + radius * cos(turn), middle[1] + tall * sin(turn)
        side = cos(turn)
        anchor = "start" if side > 0.2 else "end" if side < -0.2 else "middle"
        away = {"start": _NODE + 5, "end": -_NODE - 5, "middle": 0}[anchor]
        below = 4 if anchor != "middle" else (_NODE + 15 if sin(turn) > 0 else -_NODE - 6)
        nodes[key] = Node(_r(x), _r(y), place + 1, label, _r(x + away), _r(y + below), anchor)
    edges = [Edge(_arrow(nodes[a], nodes[b]), title) for a, b, title in ties if a in nodes and b in nodes]
    return Ring(width, height, list(nodes.values()), edges)


def _arrow(one: Node, other: Node) -> str:
    """A line from circle to circle with its head, a little bent so that two ties of a pair stand apart."""
    dx, dy = other.x - one.x, other.y - one.y
    far = hypot(dx, dy) or 1.0
    ux, uy = dx / far, dy / far
    bend = min(18.0, far / 8)
    mx, my = (one.x + other.x) / 2 - uy * bend, (one.y + other.y) / 2 + ux * bend
    # The head follows the curve's last direction, from its bend to the second circle.
    ex, ey = other.x - mx, other.y - my
    last = hypot(ex, ey) or 1.0
    vx, vy = ex / last, ey / last
    tip = (other.x - vx * (_NODE + 2), other.y - vy * (_NODE + 2))
    bx, by = mx - one.x, my - one.y
    first = hypot(bx, by) or 1.0
    start = (one.x + bx / first * _NODE, one.y + by / first * _NODE)
    left = (tip[0] - vx * 9 - vy * 4, tip[1] - vy * 9 + vx * 4)
    right = (tip[0] - vx * 9 + vy * 4, tip[1] - vy * 9 - vx * 4)
    line = f"M{_r(start[0])} {_r(start[1])}Q{_r(mx)} {_r(my)} {_r(tip[0])} {_r(tip[1])}"
    return f"{line}M{_r(left[0])} {_r(left[1])}L{_r(tip[0])} {_r(tip[1])}L{_r(right[0])} {_r(right[1])}"


@dataclass(frozen=True)
class Stop:
    """One place on the map; `kind` says whether routes begin, pass or end there, `style` how it is marked."""

    x: float
    y: float
    name: str
    kind: str
    style: str
    anchor: str
    label_x: float


@dataclass(frozen=True)
class RouteMap:
    """The routes of a network over land and sea. `unplaced` are stops whose place is not known."""

    width: int
    height: int
    land: str
    lines: Sequence[tuple[int, str, str]]  # style, path, from where to where
    stops: Sequence[Stop]
    unplaced: Sequence[str]


def route_map(routes: Sequence[Sequence[tuple[str, str]]]) -> RouteMap | None:
    """The map of routes, each a row of (code, name); None where no stop has a place."""
    placed: dict[str, tuple[float, float]] = {}
    names: dict[str, str] = {}
    for route in routes:
        for code, name in route:
            names[code] = name
            if (place := place_of(code)) is not None:
                placed[code] = place
    if not placed:
        return None
    view = _View.around(list(placed.values()))
    apart = _apart({code: view.at(*place) for code, place in placed.items()})
    lines = []
    for number, route in enumerate(routes):
        points = [apart[code] for code, _ in route if code in apart]
        if len(points) > 1:
            lines.append((number % 6, _bent(points), f"{route[0][1]} → {route[-1][1]}"))
    kinds = _kinds(routes)
    stops = []
    for code, (x, y) in apart.items():
        on_right = x > view.width * 0.7
        anchor, beside = ("end", -9) if on_right else ("start", 9)
        stops.append(Stop(x, y, names[code], kinds[code], _STYLES[kinds[code].split(",")[0]], anchor, _r(x + beside)))
    unplaced = [name for code, name in names.items() if code not in placed]
    return RouteMap(view.width, view.height, view.land(), lines, stops, unplaced)


@dataclass(frozen=True)
class _View:
    """The part of the earth that is drawn, one degree the same in both directions."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, places: Sequence[tuple[float, float]]) -> _View:
        west, east = min(x for x, _ in places), max(x for x, _ in places)
        south, north = min(y for _, y in places), max(y for _, y in places)
        across = max((east - west) * (1 + 2 * _AIR), (north - south) * 1.6, _LEAST_SPAN)
        down = max((north - south) * (1 + 2 * _AIR), across * 0.5)
        scale = MAP_WIDTH / across
        return cls((west + east - across) / 2, (north + south + down) / 2, scale, MAP_WIDTH, round(down * scale))

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return _r((longitude - self.west) * self.scale), _r((self.north - latitude) * self.scale)

    def land(self) -> str:
        """The outlines that reach into the view, as one path in whole units."""
        parts = []
        for ring in outlines():
            points = [self.at(x / 10, y / 10) for x, y in ring]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if max(xs) < 0 or min(xs) > self.width or max(ys) < 0 or min(ys) > self.height:
                continue
            if max(xs) - min(xs) < 2 and max(ys) - min(ys) < 2:
                continue  # smaller than a dot at this scale
            parts.append("M" + "L".join(_whole(points)) + "Z")
        return "".join(parts)


def _whole(points: Sequence[tuple[float, float]]) -> list[str]:
    told: list[str] = []
    for x, y in points:
        if not told or told[-1] != f"{x:.0f} {y:.0f}":
            told.append(f"{x:.0f} {y:.0f}")
    return told


@cache
def outlines() -> tuple[tuple[tuple[int, int], ...], ...]:
    """The land of the earth, ring by ring, in tenths of a degree (data/NOTICE.md)."""
    text = (Path(__file__).parent / "data" / "land.txt").read_text(encoding="ascii")
    return tuple(
        tuple((int(x), int(y)) for x, y in (point.split(",") for point in line.split())) for line in text.splitlines()
    )


def _apart(points: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Stops of one province stand side by side, not on top of one another."""
    taken: dict[tuple[float, float], int] = {}
    apart = {}
    for code, point in points.items():
        nth = taken[point] = taken.get(point, -1) + 1
        apart[code] = (_r(point[0] + 6 * nth), _r(point[1] + 18 * nth))
    return apart


def _bent(points: Sequence[tuple[float, float]]) -> str:
    path = f"M{points[0][0]} {points[0][1]}"
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        path += f"Q{_r((ax + bx) / 2 + (by - ay) / 8)} {_r((ay + by) / 2 - (bx - ax) / 8)} {bx} {by}"
    return path


def _kinds(routes: Sequence[Sequence[tuple[str, str]]]) -> dict[str, str]:
    """What each place is: "asal", "transit", "tujuan", or several of them."""
    found: dict[str, list[str]] = {}
    for route in routes:
        for place, (code, _) in enumerate(route):
            kind = "asal" if place == 0 else "tujuan" if place == len(route) - 1 else "transit"
            if kind not in found.setdefault(code, []):
                found[code].append(kind)
    return {code: ", ".join(kinds) for code, kinds in found.items()}


def _r(number: float) -> float:
    return round(number, 1)
