"""Giving numbers. Inside the caller's transaction: a refused record gives its number back."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .models import NumberCounter, NumberTemplate

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User

_PARTS = frozenset({"kind", "n", "month", "year", "office"})
_SPEC = re.compile(r"(0?[1-9])?")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# The official pattern of an LKN was not found in a source: a neutral default, the office sets its own.
DEFAULT_TEMPLATE = "{kind}/{n:03}/{month}/{year}/{office}"


def render(template: str, *, kind: str, n: int, day: date, office: Office) -> str:
    """Fill a template. Raises Refusal where it names something that does not exist."""
    try:
        return template.format(
            kind=kind.upper(), n=n, month=ROMAN[day.month - 1], year=day.year, office=office.code.upper()
        )
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise Refusal(
            "number_template", "Pola nomor tidak dapat dibaca. Pakai {kind}, {n:03}, {month}, {year}, {office}."
        ) from error


def next_number(*, office: Office, kind: str, day: date, default: str = DEFAULT_TEMPLATE) -> str:
    """The next number of this kind in the day's year, by the office's template; `default` where it has none."""
    counter = held_counter(office, kind, day.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return written(office=office, kind=kind, n=counter.last, day=day, default=default)


def held_counter(office: Office, kind: str, year: int) -> NumberCounter:
    """The counter of a kind in a year, locked until the transaction ends."""
    counter, _ = NumberCounter.objects.select_for_update().get_or_create(office=office, kind=kind, year=year)
    return counter


def written(*, office: Office, kind: str, n: int, day: date, default: str = DEFAULT_TEMPLATE) -> str:
    """A number as the office writes it."""
    own = NumberTemplate.objects.filter(office=office, kind=kind).first()
    return render(own.template if own else default, kind=kind, n=n, day=day, office=office)


def set_template(*, office: Office, kind: str, template: str, by: User) -> NumberTemplate | None:
    """Set how an office writes a kind of number; an empty pattern goes back to the default. Given numbers stay."""
    if office.pk not in by.scope(Permission.OFFICES_MANAGE):
        raise Forbidden()
    template = template.strip()
    if template:
        _refuse_unreadable(template)
        render(template, kind=kind, n=1, day=office.local_day(), office=office)
    with writing():
        note(
            office=office,
            by=by,
            line=Line(
                "numbering.set_template", "numbering.numbertemplate", None, changes={"jenis": kind, "pola": template}
            ),
        )
        if not template:
            NumberTemplate.objects.filter(office=office, kind=kind).delete()
            return None
        return NumberTemplate.objects.update_or_create(office=office, kind=kind, defaults={"template": template})[0]


def _refuse_unreadable(template: str) -> None:
    """A pattern names the parts of a number, and nothing about them: no attribute, no index, no width that fills a page."""
    sentence = "Pola nomor tidak dapat dibaca. Pakai {kind}, {n:03}, {month}, {year}, {office}."
    try:
        parts = [(name, spec) for _, name, spec, _ in Formatter().parse(template) if name is not None]
    except ValueError:
        parts = [("", "")]
    if any(name not in _PARTS or not _SPEC.fullmatch(spec or "") for name, spec in parts):
        raise Refusal("number_template", sentence, fields={"template": sentence})
    if not any(name == "n" for name, _ in parts):
        sentence = "Pola nomor harus memuat {n}, agar tiap nomor berbeda."
        raise Refusal("number_template", sentence, fields={"template": sentence})
