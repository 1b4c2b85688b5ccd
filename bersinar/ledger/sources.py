"""The registry of sources: what each kind of record says, so that the ledger can be recounted without knowing rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.scope import withheld_from
from bersinar.foundation.access.wall import side
from bersinar.foundation.offices.models import Office

from .drafts import Draft


@dataclass(frozen=True)
class Described:
    """A record as the trace page names it, for one who may see it."""

    title: str
    url: str


@dataclass(frozen=True)
class Narrated:
    """One line that a record contributes to a report's words. `topic` groups lines; `pair` joins effort to obstacle."""

    topic: str
    section: str
    text: str
    pair: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Source:
    """A kind of record with facts.

    `facts(record)` is pure; `prefetch` names what it reads of other rows; `page` is the URL name of the record's
    page, which takes its id. A cancelled record says nothing.
    """

    kind: str
    model: type[Model]
    facts: Callable[[Any], Iterable[Draft]]
    page: str
    select: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()
    narrate: Callable[[Office, int], Iterable[Narrated]] | None = None

    def records(self) -> QuerySet[Any]:
        """All records, with what `facts` reads."""
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows.select_related("office", *self.select).prefetch_related(*self.prefetch)

    def drafts(self, record: Any) -> tuple[Draft, ...]:
        """What this record says now."""
        return () if record.is_cancelled else tuple(self.facts(record))

    def recount(self, since: datetime | None = None) -> Iterator[tuple[int, UUID, tuple[Draft, ...]]]:
        """(office id, record id, drafts) of every record, or of those recorded since an instant."""
        rows = self.records().order_by("pk")
        if since is not None:
            rows = rows.filter(recorded_at__gte=since)
        for record in rows.iterator(chunk_size=500):
            yield record.office_id, record.pk, self.drafts(record)

    def describe(self, ids: Iterable[UUID], user: User) -> dict[UUID, Described]:
        """Title and page of those of these records that the user may see."""
        visible = self.model._default_manager.visible_to(user).filter(pk__in=list(ids))  # type: ignore[attr-defined]
        visible = visible.select_related("office", *self.select)  # a title may name the record it belongs to
        return {row.pk: Described(str(row), reverse(self.page, args=[row.pk])) for row in visible}


def withheld(kind: str, ids: Iterable[UUID], user: User) -> set[UUID]:
    """Which of these records exist in the user's offices and are kept from the user all the same (need to know)."""
    model: Any = source_of(kind).model
    return withheld_from(model, list(ids), user)


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; rooms call this from their AppConfig.ready."""
    _sources[source.kind] = source


def source_of(kind: str) -> Source:
    """The source of a record kind. Raises KeyError for a kind nobody registered."""
    return _sources[kind]


def all_sources() -> list[Source]:
    """Every source, by kind."""
    return [_sources[kind] for kind in sorted(_sources)]


def source_for(model: type[Model]) -> Source | None:
    """The source whose records are of this model, if it posts facts."""
    return next((source for source in _sources.values() if source.model is model), None)


def narrated(office: Office, year: int) -> list[Narrated]:
    """Every line that the office's records contribute to the words of a year.

    What a room narrates is written for print and says the same to everybody; only the rows behind it are walled in.
    """
    lines: list[Narrated] = []
    for source in all_sources():
        if source.narrate is None:
            continue
        behind = source.model.read_permission.side  # type: ignore[attr-defined]
        with side(behind if behind.is_closed else ""):
            lines += source.narrate(office, year)
    return lines
