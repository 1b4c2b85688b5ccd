"""A line chart: drawn to its scale, in both widths, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bersinar.foundation.ui.linechart import BOTTOM, HEIGHT, NARROW, TOP, WIDE, Line, line_chart

DAYS = [date(2023, 1, 1), date(2023, 1, 21), date(2023, 4, 11)]


def line(*values: int) -> Line:
    return Line("Fisik", [(day, Decimal(value)) for day, value in zip(DAYS, values, strict=False)])


def test_the_ends_of_the_scale_are_the_ends_of_the_drawing() -> None:
    chart = line_chart("Skor", "", [line(0, 100, 50)], 0, 100)
    assert chart is not None
    (drawn,) = chart.wide.lines
    assert [mark.y for mark in drawn.marks] == [HEIGHT - BOTTOM, TOP, (HEIGHT - BOTTOM + TOP) / 2]
    assert [label for _, label in chart.wide.levels] == ["0", "25", "50", "75", "100"]
    assert (chart.wide.width, chart.narrow.width) == (WIDE, NARROW)


def test_days_stand_where_they_lie_and_their_labels_do_not_touch() -> None:
    chart = line_chart("Skor", "", [line(1, 2, 3)], 0, 4)
    assert chart is not None
    first, second, last = (mark.x for mark in chart.wide.lines[0].marks)
    assert abs((second - first) * 4 - (last - second)) < 1
    assert [(label, anchor) for _, label, anchor in chart.wide.days] == [
        ("01-01-23", "start"), ("21-01-23", "middle"), ("11-04-23", "end")
    ]  # fmt: skip
    assert [label for _, label, _ in chart.narrow.days] == ["01-01-23", "11-04-23"]


def test_one_day_makes_no_line() -> None:
    assert line_chart("Skor", "", [line(1)], 0, 4) is None
