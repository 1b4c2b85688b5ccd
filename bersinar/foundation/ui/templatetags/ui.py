"""Template words of the kit: icons, numbers, days, codes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.calendar import long_date

from ..numbers import write_number

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
