"""Draws a report's charts as SVG for screen and PDF, and as PNG for Word.

It draws what the Chart says and nothing else: no figure is counted, rounded or sorted here. The table that stands
beside every chart is the writers' business; the SVG carries caption and description for those who do not see it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import vl_convert

from bersinar.figures.reports.document import Chart
from bersinar.foundation.typesetting.glyphs import FONTS

WIDE = 720
NARROW = 340

# Told apart with the common kinds of colour blindness and in grey; the first stands alone on one-series charts.
PALETTE = (
    "#0b4f8a",
    "#d98200",
    "#2f8f83",
    "#8a3b6b",
    "#7fa8d1",
    "#5b5f66",
    "#c9b037",
    "#a4492f",
)
TEXT_SIZE = 12
LETTER = TEXT_SIZE * 0.55  # mean width of a letter of Inter
INK, SOFT_INK, LINE = "#1b2430", "#56606f", "#d9dfe7"

NUMBERS: dict[str, Any] = {
    "decimal": ",",
    "thousands": ".",
    "grouping": [3],
    "currency": ["Rp", ""],
}
DATES: dict[str, Any] = {
    "dateTime": "%A, %e %B %Y %H.%M.%S",
    "date": "%d-%m-%Y",
    "time": "%H.%M.%S",
    "periods": ["", ""],
    "days": ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
    "shortDays": ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
    "months": [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ],
    "shortMonths": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
}  # fmt: skip

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
# Characters XML 1.0 forbids; they come in by pasting and would make the whole page or PDF unreadable.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

_Frozen = tuple[
    str,
    str,
    tuple[str, ...],
    tuple[tuple[str, tuple[float | None, ...]], ...],
    str,
    str,
]


def svg(chart: Chart, *, width: int) -> str:
    """The chart as one accessible SVG element, `width` CSS pixels wide, without styles or scripts."""
    return _svg(_freeze(chart), width)


def png(chart: Chart, *, width: int, scale: float = 2) -> bytes:
    """The chart as PNG, for documents that cannot hold SVG."""
    return _png(_freeze(chart), width, scale)


def _freeze(chart: Chart) -> _Frozen:
    """The chart's content as plain tuples: lists in a Chart are allowed, but would not go into the cache."""
    series_values = tuple(
        (
            _clean(series.name),
            tuple(None if value is None else float(value) for value in series.values),
        )
        for series in chart.series
    )
    categories = tuple(_clean(category) for category in chart.categories)
    return (
        chart.kind,
        _clean(chart.caption),
        categories,
        series_values,
        _clean(chart.description),
        _clean(chart.unit),
    )


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


@lru_cache(maxsize=256)
def _svg(frozen: _Frozen, width: int) -> str:
    _register_fonts()
    drawn = vl_convert.vegalite_to_svg(_spec(frozen, width), format_locale=NUMBERS, time_format_locale=DATES)
    return _accessible(drawn, caption=frozen[1], description=frozen[4])


@lru_cache(maxsize=64)
def _png(frozen: _Frozen, width: int, scale: float) -> bytes:
    _register_fonts()
    spec = _spec(frozen, width)
    return vl_convert.vegalite_to_png(spec, scale=scale, format_locale=NUMBERS, time_format_locale=DATES)


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    """Once per process. Without it the PNG has no text at all where the machine lacks the font."""
    vl_convert.register_font_directory(str(FONTS))


def _spec(frozen: _Frozen, width: int) -> dict[str, Any]:
    kind, _caption, categories, series, _description, unit = frozen
    several = len(series) > 1
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": _height(frozen, width),
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": _rows(frozen)},
        "mark": {"type": "bar", "cornerRadiusEnd": 0 if kind == "stacked" else 2},
        "encoding": _encoding(frozen, width),
        "config": _config(),
    }
    if categories and series and not several:
        spec["encoding"]["color"] = {"value": PALETTE[0]}
    if unit and kind != "bar":
        spec["title"] = {
            "text": unit,
            "anchor": "start",
            "fontSize": TEXT_SIZE,
            "fontWeight": "normal",
        }
    return spec


def _rows(frozen: _Frozen) -> list[dict[str, Any]]:
    """One row per category and series; a missing value stays missing, so that a gap is not read as zero."""
    _kind, _caption, categories, series, _description, _unit = frozen
    return [
        {
            "place": place,
            "category": category,
            "order": order,
            "series": name,
            "value": values[place],
        }
        for order, (name, values) in enumerate(series)
        for place, category in enumerate(categories)
    ]


def _encoding(frozen: _Frozen, width: int) -> dict[str, Any]:
    kind, _caption, categories, series, _description, unit = frozen
    several = len(series) > 1
    lying = kind == "bar"
    crowded = not lying and _longest(categories) * LETTER + 6 > (width - 60) / max(len(categories), 1)
    room = _room(width) if lying else 120
    # Drawn by position, shown by name: two categories of one name must not fall into one bar.
    names = "[" + ",".join(_js_lines(_lines(c, room) if lying else [c]) for c in categories) + "][datum.value]"
    category = {
        "field": "place",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": list(range(len(categories)))},
        "axis": {
            "title": None,
            "labelExpr": names,
            "labelLimit": room + 10,
            "labelAngle": -40 if crowded else 0,
            "labelOverlap": False,
            "ticks": False,
            "domainColor": SOFT_INK,
        },
    }
    value: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "stack": "zero" if kind == "stacked" else None,
        "axis": {
            "title": unit if lying and unit else None,
            "format": _axis_format(frozen),
            "tickCount": 5 if width > 500 else 4,
            "tickMinStep": 1 if _whole(frozen) else 0,
            "grid": True,
            "domain": False,
            "ticks": False,
        },
    }
    if not _highest(frozen):
        value["scale"] = {"domain": [0, 1]}
    encoding = {"y": category, "x": value} if lying else {"x": category, "y": value}
    if several:
        encoding["color"] = _colours(frozen, width)
    if several and kind != "stacked":
        encoding["yOffset" if lying else "xOffset"] = {
            "field": "order",
            "type": "ordinal",
        }
    if several and kind == "stacked":
        encoding["order"] = {"field": "order", "type": "quantitative"}
    return encoding


def _colours(frozen: _Frozen, width: int) -> dict[str, Any]:
    series = frozen[3]
    return {
        "field": "order",
        "type": "ordinal",
        "scale": {
            "domain": list(range(len(series))),
            "range": [PALETTE[place % len(PALETTE)] for place in range(len(series))],
        },
        "legend": {
            "title": None,
            "orient": "top",
            "columns": _legend_columns(frozen, width),
            "labelExpr": f"{_js_lines([name for name, _values in series])}[datum.value]",
            "labelLimit": width - 60,
        },
    }


def _legend_columns(frozen: _Frozen, width: int) -> int:
    longest = _longest([name for name, _values in frozen[3]])
    return max(1, int((width - 20) // (longest * LETTER + 40)))


def _longest(names: Sequence[str]) -> int:
    return max((len(name) for name in names), default=1)


def _room(width: int) -> int:
    """Pixels for the names beside lying bars."""
    return 260 if width > 500 else 130


def _lines(name: str, room: int) -> list[str]:
    """A bar's name broken into lines that fit, so that a phone shows all of it."""
    return textwrap.wrap(name, int(room // LETTER)) or [""]


def _height(frozen: _Frozen, width: int) -> int:
    kind, _caption, categories, series, _description, _unit = frozen
    if kind != "bar":
        return 320 if width > 500 else 280
    lines = max((len(_lines(c, _room(width))) for c in categories), default=1)
    legend = 24 if len(series) > 1 else 0
    return 60 + legend + max(len(categories), 1) * max(16 * lines + 12, 16 * len(series) + 12)


def _highest(frozen: _Frozen) -> float:
    return max(
        (abs(value) for _name, values in frozen[3] for value in values if value is not None),
        default=0.0,
    )


def _whole(frozen: _Frozen) -> bool:
    return all(value is None or value.is_integer() for _name, values in frozen[3] for value in values)


def _axis_format(frozen: _Frozen) -> str:
    if _whole(frozen):
        return ",.0f"
    return ",~f" if _highest(frozen) < 1000 else ",.0f"


def _js_lines(names: Sequence[str]) -> str:
    """The names as a literal of Vega's expression language, every character escaped: names are never code."""
    return "[" + ",".join('"' + "".join(_js_character(c) for c in name) + '"' for name in names) + "]"


def _js_character(character: str) -> str:
    if character.isascii() and (character.isalnum() or character == " "):
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _config() -> dict[str, Any]:
    text = {
        "labelFontSize": TEXT_SIZE,
        "titleFontSize": TEXT_SIZE,
        "labelColor": INK,
        "titleColor": SOFT_INK,
    }
    return {
        "font": "Inter, sans-serif",
        "background": "white",
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            **text,
            "titleFontWeight": "normal",
            "gridColor": LINE,
            "labelPadding": 6,
        },
        "legend": {
            "labelFontSize": TEXT_SIZE,
            "labelColor": INK,
            "symbolType": "square",
        },
        "title": {"color": SOFT_INK},
    }


def _accessible(drawn: str, *, caption: str, description: str) -> str:
    """Give the drawing one name and one description; Vega's own roles would read out every bar as an image."""
    ElementTree.register_namespace("", SVG_NAMESPACE)
    root = ElementTree.fromstring(drawn)  # noqa: S314  drawn by our own engine a moment ago
    for element in root.iter():
        for attribute in [name for name in element.attrib if name == "role" or name.startswith("aria-")]:
            del element.attrib[attribute]
        _style_to_attributes(element)
    root.set("role", "img")
    root.set("aria-label", caption)
    for place, (tag, text) in enumerate((("title", caption), ("desc", description))):
        child = ElementTree.Element(f"{{{SVG_NAMESPACE}}}{tag}")
        child.text = text
        root.insert(place, child)
    return ElementTree.tostring(root, encoding="unicode")


def _style_to_attributes(element: ElementTree.Element) -> None:
    """The policy forbids style attributes; SVG has an attribute of the same name for all that Vega writes there."""
    for rule in element.attrib.pop("style", "").split(";"):
        name, _, value = rule.partition(":")
        if value and not name.strip().startswith("mix-"):
            element.set(name.strip(), value.strip())
