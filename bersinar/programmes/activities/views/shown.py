"""How people are told, and what lists of this room are filtered by."""

from __future__ import annotations

from django.http import HttpRequest

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Panel

from ..models import NOT_RECORDED


def bounded(people: int | None, bound: str) -> str:
    """A number of people with the word that belongs to one that is not exact."""
    if people is None:
        return label("count_bound", bound) if bound == NOT_RECORDED else ""
    said = write_number(people)
    return said if bound == "exact" else f"{label('count_bound', bound).lower()} {said}"


HEADS = Panel("Peserta", ("total", "male", "female", "by_age", "bound", "count_method"))


def year_in(request: HttpRequest, office: Office) -> int:
    """The year that an address names, else the office's own current one."""
    said = request.GET.get("tahun", "")
    return int(said) if said.isascii() and said.isdigit() and _FIRST <= int(said) <= _LAST else office.local_day().year


_FIRST, _LAST = 1990, 2200
