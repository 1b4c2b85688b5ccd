"""All that is kept about one client, as the client may have it: opened for a purpose, printed without a letterhead.

It never names another person: what a record says of others is left out (`kept_from_client` of its model).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from django.db.models import Count, Max, Min, Model
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import Reading
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.typesetting.page import print_page
from bersinar.foundation.ui.pages import Pages
from bersinar.foundation.ui.words import words

from .belonging import records_of
from .models import Client

_TEMPLATE: Final = Path(__file__).with_name("dossier.typ")


@dataclass(frozen=True)
class Entry:
    """One record in words: a title, and (label, value) of what it says."""

    title: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Part:
    """The records of one kind."""

    code: str
    title: str
    entries: list[Entry]


def parts_of(
    client: Client, kinds: Sequence[Pages], *, by: User, purpose: str, only: str = "", for_client: bool = True
) -> Iterator[Part]:
    """The parts of a client's file, each record opened for the purpose; its reading is written down first.

    `kinds` are the room's pages, which know how a record is said; `only` is the one part wanted.
    """
    records = _all_of(client)
    for pages in _each_once(kinds):
        held = records.get(pages.model, [])
        if held and only in ("", pages.name):
            pages.note_opened(by, held, purpose)
            shown = _shown(pages) if for_client else pages
            yield Part(pages.name, pages.noun_plural, [_entry(shown, record, by, purpose) for record in held])


def names_of(client: Client, kinds: Sequence[Pages]) -> list[tuple[str, str, int]]:
    """(code, title, how many) of the parts that a client's file has. Opens nothing."""
    records = _all_of(client)
    return [(one.name, one.noun_plural, len(records[one.model])) for one in _each_once(kinds) if records.get(one.model)]


def _all_of(client: Client) -> dict[type[Model], list[Any]]:
    found: dict[type[Model], list[Any]] = {Client: [client, *client.doubles.all()]}
    for one in found[Client]:
        for model, held in records_of(one):
            found[model] = [*found.get(model, []), *held]
    return found


def _each_once(kinds: Sequence[Pages]) -> Iterator[Pages]:
    """One declaration of pages a kind: those with a list, for a form of its own says the same record again."""
    listed = {pages.model for pages in kinds if pages.has_list}
    seen: set[type[Model]] = set()
    for pages in kinds:
        if (pages.has_list or pages.model not in listed) and pages.model not in seen:
            seen.add(pages.model)
            yield pages


def _shown(pages: Any) -> Any:
    """The pages without the sealed fields that speak of others."""
    hidden: frozenset[str] = getattr(pages.model, "kept_from_client", frozenset())
    return replace(pages, opens=tuple(name for name in pages.opens if name not in hidden)) if hidden else pages


def _entry(pages: Any, record: Any, by: User, purpose: str) -> Entry:
    rows = [[said.label, said.words] for panel in pages.panels for said in pages._panel(record, panel) if said.words]
    if hasattr(pages, "opened"):
        rows += [[label, said] for label, said in pages.opened(record, by, purpose) if said]
    title = f"{record} (dibatalkan)" if record.is_cancelled else str(record)
    return Entry(title, rows)


def readings_of(client: Client) -> Part:
    """How often this file was read, and for what: without the names of those who read."""
    kinds = {model: [one.pk for one in held] for model, held in _all_of(client).items()}
    counted = []
    for model, keys in kinds.items():
        readings = Reading.objects.filter(record_kind=model._meta.label_lower, record_id__in=keys)
        counted += list(readings.values("purpose").annotate(times=Count("pk"), first=Min("at"), last=Max("at")))
    purposes: dict[str, dict[str, Any]] = {}
    for row in counted:
        kept = purposes.setdefault(row["purpose"], {"times": 0, "first": row["first"], "last": row["last"]})
        kept["times"] += row["times"]
        kept["first"], kept["last"] = min(kept["first"], row["first"]), max(kept["last"], row["last"])
    rows = [
        [purpose, f"{kept['times']} kali, {_day(kept['first'])} sampai {_day(kept['last'])}"]
        for purpose, kept in sorted(purposes.items())
    ]  # fmt: skip
    return Part("readings", "Pembacaan berkas ini", [Entry("Untuk apa berkas ini dibuka", rows)] if rows else [])


def _day(at: Any) -> str:
    return words(None, lambda _: timezone.localtime(at).date())


def printed(client: Client, parts: Sequence[Part]) -> bytes:
    """The file as PDF. Its first page names the office and the code, nothing else."""
    told = {
        "title": "Salinan berkas pribadi", "office": client.office.official_name, "code": client.code,
        "day": long_date(client.office.local_day()), "parts": [asdict(part) for part in parts],
    }  # fmt: skip
    return print_page(_TEMPLATE, told)
