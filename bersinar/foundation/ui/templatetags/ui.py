"""Template words of the kit: icons, numbers, days, codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape as escaped
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.calendar import long_date

from ..numbers import write_number

if TYPE_CHECKING:
    from ..declared import Shown

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "icon") -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words beside it speak."""
    return _icon(name, classes)


@cache
def _icon(name: str, classes: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>', classes, static("ui/icons.svg"), name
    )


@register.simple_tag
def table_cells(cells: Sequence[Shown], url: str, cancelled_at: datetime | None) -> SafeString:
    """A row of a list. Written here and not in the template, where a page of rows would take most of its time."""
    return SafeString("".join(_cell(cell, url, cancelled_at is not None) for cell in cells))


def _cell(cell: Shown, url: str, is_cancelled: bool) -> str:
    words = escaped(cell.words)
    if cell.title:
        mark = ' <span class="pill pill-bad">dibatalkan</span>' if is_cancelled else ""
        return f'<td><a href="{escaped(url)}">{words or "(tanpa nama)"}</a>{mark}</td>'
    inside = f'<span class="pill pill-{escaped(cell.mark)}">{words}</span>' if cell.mark and words else words or "–"
    return f'<td data-label="{escaped(cell.label)}"{_look(cell)}>{inside}</td>'


def _look(cell: Shown) -> str:
    """Numbers stand at the end, a day on one line."""
    if cell.number:
        return _NUMBER
    is_day = len(cell.words) == _DAY and cell.words[2] == cell.words[5] == "-"
    return ' class="nowrap"' if is_day else ""


_NUMBER, _DAY = ' class="num"', len("30-12-2022")


@register.filter
def number(value: Any) -> str:
    """4890.44 -> "4.890,44"; nothing stays nothing."""
    if value in (None, ""):
        return ""
    return write_number(value if isinstance(value, (int, Decimal)) else Decimal(str(value)))


@register.filter
def day(value: date | None) -> str:
    """30-12-2022."""
    return value.strftime("%d-%m-%Y") if value else ""


@register.filter
def long_day(value: date | None) -> str:
    """30 Desember 2022."""
    return long_date(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """30-12-2022 14.05, in the time zone of the page."""
    return timezone.localtime(value).strftime("%d-%m-%Y %H.%M") if value else ""


@register.filter
def code(value: str, list_name: str) -> str:
    """The label of a code."""
    return label(list_name, value) if value else ""


@register.filter
def midway(title: str) -> str:
    """A title inside a sentence, in small letters but for abbreviations: "Hasil Asesmen TAT" -> "hasil asesmen TAT"."""
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in title.split(" "))


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, or nothing."""
    return mapping.get(key) if mapping else None


@register.filter
def has_echo(attributes: dict[str, Any]) -> bool:
    """Whether a field's widget asks for its reading to be shown."""
    return "data-echo" in attributes


@register.filter
def model_label(model: Any) -> str:
    """ "cooperation.agreement"."""
    return str(model._meta.label_lower)
