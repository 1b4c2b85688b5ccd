"""Giving numbers. Inside the caller's transaction: a refused record gives its number back."""

from __future__ import annotations

from datetime import date

from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal

from .models import NumberCounter, NumberTemplate

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
    counter, _ = NumberCounter.objects.select_for_update().get_or_create(office=office, kind=kind, year=day.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    own = NumberTemplate.objects.filter(office=office, kind=kind).first()
    return render(own.template if own else default, kind=kind, n=counter.last, day=day, office=office)
