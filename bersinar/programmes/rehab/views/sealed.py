"""What the pages of this room share."""

from __future__ import annotations

from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.ui.pages import Filter
from bersinar.foundation.ui.sealed import SealedPages, purposes, title_of

__all__ = ["SealedPages", "by_code", "purposes", "title_of"]


def by_code(name: str, title: str, list_name: str) -> Filter:
    """A filter by a code list."""
    return Filter(name, title, lambda user: choices(list_name))
