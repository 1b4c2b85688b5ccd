"""Titles that tell nothing: a browser keeps them in its history, in its tabs and on what it prints.

Behind a door of a closed side, and in the treatment rooms, a page's title says what sort of page it is and no more.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

# Rooms of which every page is about treatment, also those that open with an open permission.
DISCREET_ROOMS = frozenset({"rehab", "ibm"})
_SORTS = (
    ("_list", "Daftar"),
    ("_new", "Isian baru"),
    ("_change", "Ubah isian"),
    ("_cancel", "Batalkan"),
    ("", "Rekam"),
)


def discretion(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the title to show instead of the page's own, where that would tell something."""
    match = request.resolver_match
    if match is None:
        return {}
    door = getattr(match.func, "door", None) or ()
    # A door that an open permission opens too (the audit) leads to a page of everybody's.
    is_closed = bool(door) and all(permission.side.is_closed for permission in door)
    if not is_closed and match.app_name not in DISCREET_ROOMS:
        return {}
    name = match.url_name or ""
    return {"discreet_title": next(words for ending, words in _SORTS if name.endswith(ending))}
