"""What the desk knows of the rooms: the pages they declare, found through their addresses; no room is named here."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from bersinar.foundation.access.models import User
from bersinar.foundation.glossary.entries import ENTRIES
from bersinar.foundation.ui.pages import Pages

# Kinds of things that have no record page.
_NOUNS = {
    "access.user": "akun", "periods.monthclosing": "bulan", "figures.reportfile": "laporan", "figures.remark": "catatan penelaah", "figures.checkexplanation": "penjelasan",
    "figures.factorchoice": "set faktor", "offices.office": "satuan kerja", "codelists.code": "kode", "numbering.numbertemplate": "pola nomor",
    "numbering.numberentry": "nomor surat", "letters.letterhead": "kop surat", "letters.lettertemplate": "templat surat",
    "secrecy.key": "kunci",
}  # fmt: skip


@cache
def all_pages() -> tuple[Pages, ...]:
    """Every declaration of pages that an address leads to, once each."""
    found: dict[int, Pages] = {}
    for view in _views(get_resolver()):
        owner = getattr(inspect.unwrap(view), "__self__", None)
        if isinstance(owner, Pages):
            found[id(owner)] = owner
    return tuple(found.values())


def _views(resolver: URLResolver) -> Iterator[Any]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern)
        elif isinstance(pattern, URLPattern):
            yield pattern.callback


@cache
def pages_of(kind: str) -> Pages | None:
    """The pages of a kind of record ("cooperation.agreement"): those with a list, for a form of many is no page of one."""
    found = [pages for pages in all_pages() if pages.model._meta.label_lower == kind]
    return min(found, key=lambda pages: (not pages.has_list, len(pages.name)), default=None)


@cache
def noun_of(kind: str) -> str:
    """What a kind of record is called on the screen: by its pages, else by its model, else by the glossary."""
    pages = pages_of(kind)
    if pages is not None:
        return pages.noun
    if kind in _NOUNS:
        return _NOUNS[kind]
    name = kind.partition(".")[2]
    entry = next((entry for entry in ENTRIES.values() if re.sub("_", "", entry.name) == name), None)
    return entry.term if entry else _model_noun(kind)


def _model_noun(kind: str) -> str:
    from django.apps import apps

    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return "rekam"
    # Django makes an English name from the class where none is given; then the neutral word is better.
    given = model._meta.original_attrs.get("verbose_name")
    return str(given) if given else "rekam"


def address_of(kind: str, record_id: UUID | None, office_id: int, user: User) -> str:
    """The page of a record, where this user may open records of its kind in its office; else nothing."""
    pages = pages_of(kind)
    if pages is None or record_id is None or office_id not in user.scope(pages.model.read_permission):
        return ""
    return pages.url("", record_id)
