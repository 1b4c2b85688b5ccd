"""A line chart over time as plain SVG: where every line, mark and tick stands. The numbers also go into a table.

Pure: days and values in, coordinates out; `ui/line_chart.html` draws them. Lines differ by dash as well as colour. It
is drawn twice, for the desk and for the phone, so that its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LEFT, RIGHT, TOP, BOTTOM = 34, 14, 10, 28
WIDE, NARROW, HEIGHT = 680, 320, 240
STYLES = 6  # line-0 to line-5 in the style sheet
_STEPS = 4
_LABEL = 60  # how wide a day label is, and a little more
_AIR = 8  # between the first and last mark and the edges


@dataclass(frozen=True)
class Line:
    """One scale over time; a day without a value is left out of its points."""

    title: str
    points: Sequence[tuple[date, Decimal]]


@dataclass(frozen=True)
class Mark:
    """One measurement as it is drawn."""

    x: float
    y: float


@dataclass(frozen=True)
class Drawn:
    """One line as it is drawn."""

    style: int
    path: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Drawing:
    """The chart in one width."""

    width: int
    height: int
    left: int
    right: int
    baseline: float
    levels: Sequence[tuple[float, str]]
    days: Sequence[tuple[float, str, str]]
    lines: Sequence[Drawn]


@dataclass(frozen=True)
class Chart:
    """A chart with the words around it, in both widths."""

    title: str
    note: str
    legend: Sequence[tuple[int, str]]
    wide: Drawing
    narrow: Drawing


def line_chart(title: str, note: str, lines: Sequence[Line], least: int, most: int) -> Chart | None:
    """The chart of these lines between `least` and `most`; None where no line has two days."""
    if not any(len({day for day, _ in line.points}) > 1 for line in lines):
        return None
    legend = [(index % STYLES, line.title) for index, line in enumerate(lines)]
    drawings = [_drawn(lines, least, most, width) for width in (WIDE, NARROW)]
    return Chart(title, note, legend, *drawings)


def _drawn(lines: Sequence[Line], least: int, most: int, width: int) -> Drawing:
    days = sorted({day for line in lines for day, _ in line.points})
    span = (days[-1] - days[0]).days or 1
    baseline = HEIGHT - BOTTOM

    def across(day: date) -> float:
        room = width - LEFT - RIGHT - 2 * _AIR
        return round(LEFT + _AIR + room * (day - days[0]).days / span, 1)

    def up(value: Decimal) -> float:
        return round(baseline - (baseline - TOP) * float((value - least) / (most - least)), 1)

    drawn = []
    for index, line in enumerate(lines):
        marks = [Mark(across(day), up(value)) for day, value in line.points]
        path = " ".join(f"{'L' if place else 'M'}{mark.x} {mark.y}" for place, mark in enumerate(marks))
        drawn.append(Drawn(index % STYLES, path, marks))
    values = [Decimal(least) + Decimal(most - least) * step / _STEPS for step in range(_STEPS + 1)]
    levels = [(up(value), _written(value)) for value in values]
    return Drawing(width, HEIGHT, LEFT, width - RIGHT, baseline, levels, _labelled(days, across), drawn)


def _labelled(days: Sequence[date], across: Callable[[date], float]) -> list[tuple[float, str, str]]:
    """(place, label, how it stands there) of the first day, the last, and those between that touch no other."""
    first, last = across(days[0]), across(days[-1])
    told, free = [(first, f"{days[0]:%d-%m-%y}", "start")], first + _LABEL
    for day in days[1:-1]:
        if across(day) - _LABEL / 2 >= free and across(day) + _LABEL / 2 <= last - _LABEL:
            told.append((across(day), f"{day:%d-%m-%y}", "middle"))
            free = across(day) + _LABEL / 2
    return [*told, (last, f"{days[-1]:%d-%m-%y}", "end")]


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
