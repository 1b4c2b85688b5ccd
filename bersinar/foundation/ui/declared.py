"""What a room declares of one kind of record: columns, filters, panels, form, actions, and where its pages stand.

It holds no page: `lists` and `pages` show what is declared here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.offices.models import Office

from .forms import RecordForm


@dataclass(frozen=True)
class Column:
    """A column of a list: a field name or a function of the record; `sort` is the field it sorts by.

    `mark` tells of a record how its value is marked: "ok", "warn", "bad", or "" for not at all.
    """

    title: str
    value: str | Callable[[Any], Any]
    sort: str = ""
    number: bool = False
    mark: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Filter:
    """A filter of a list: a query parameter with choices, and the field it compares (or a function for more)."""

    name: str
    label: str
    choices: Callable[[User], Sequence[tuple[str, str]]]
    field: str = ""
    narrow: Callable[[Any, str], Any] | None = None

    def apply(self, rows: Any, chosen: str) -> Any:
        return self.narrow(rows, chosen) if self.narrow else rows.filter(**{self.field or self.name: chosen})


def by_code(name: str, label: str, list_name: str) -> Filter:
    """A filter by the codes of one list."""
    return Filter(name, label, lambda user: choices(list_name))


@dataclass(frozen=True)
class Panel:
    """A panel of a detail page: field names, or (label, function of the record)."""

    title: str
    rows: Sequence[str | tuple[str, Callable[[Any], Any]]]


@dataclass(frozen=True)
class Fragment:
    """A part of a detail page that another place renders: fetched by htmx from `url(record)`."""

    title: str
    url: Callable[[Any], str]


def figure(title: str, year: Callable[[Any], int], indicator: str | Callable[[Any], str] = "") -> Fragment:
    """The desk's fragment of one figure of the record's office, or without `indicator` of all that have a target."""

    def address(record: Any) -> str:
        code = indicator(record) if callable(indicator) else indicator
        query = {
            "kantor": record.office.code,
            "tahun": year(record),
            "cakupan": "own",
            **({"indikator": code} if code else {}),
        }
        return f"{reverse('desk:figure_fragment')}?{urlencode(query)}"

    return Fragment(title, address)


class Verbs(Protocol):
    """The actions behind the pages. `ledger.records.Verbs` is the usual one; a room may bring its own."""

    def create(
        self, *, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any
    ) -> Any: ...

    def change(
        self,
        record: Any,
        *,
        by: User,
        based_on: int | None,
        reason: str = "",
        request_id: UUID | None = None,
        **values: Any,
    ) -> Any: ...

    def cancel(self, record: Any, *, by: User, reason: str) -> Any: ...


@dataclass(frozen=True)
class Shown:
    """One value of a page: words, and where they lead."""

    label: str
    words: str
    number: bool = False
    href: str = ""
    title: bool = False
    mark: str = ""


@dataclass
class Declared:
    """One kind of record. `name` is its URL name within the room ("agreement"), `room` the room's namespace."""

    room: str
    name: str
    slug: str
    model: type[Scoped]
    noun: str
    noun_plural: str
    columns: Sequence[Column]
    form: type[RecordForm]
    verbs: Verbs
    panels: Sequence[Panel]
    explains: str = ""
    empty: str = ""
    search: Sequence[str] = ()
    filters: Sequence[Filter] = ()
    order: Sequence[str] = ("-recorded_at",)
    select: Sequence[str] = ()
    prefetch: Sequence[str] = ()
    fragments: Sequence[Fragment] = ()
    extras: Sequence[Callable[[Any, User], dict[str, Any] | None]] = ()
    says: Mapping[str, str] = field(default_factory=dict)  # words for actions of its own in a record's history
    detail_template: str = "ui/detail.html"
    form_template: str = "ui/form.html"
    list_template: str = "ui/list.html"
    list_extras: Callable[[User], dict[str, Any]] | None = None
    keeps_files: bool = False
    sensitive: bool = False
    personal: bool = False  # its records name persons: titles do not, and the export asks for a fresh proof
    has_list: bool = True
    parent: Callable[[Any], tuple[str, str]] | None = None
    initial: Callable[[HttpRequest, Office], dict[str, Any]] | None = None
    can_create: bool = True
    can_change: bool = True  # False: its own actions change it, no plain form
    can_cancel: bool = True
    actions: Callable[[Any, User], list[tuple[str, str]]] | None = field(default=None)

    def url(self, part: str, *args: Any) -> str:
        """Address of a page of this kind: "", "list", "new", "change", "cancel", "export"."""
        name = f"{self.room}:{self.name}{'_' + part if part else ''}"
        if len(args) == 1 and isinstance(args[0], UUID):
            return _address_of_one(name).replace(_ANY, str(args[0]))
        return reverse(name, args=args)

    def note_opened(self, user: User, records: Sequence[Any], purpose: str) -> None:
        """Write down, before it is shown, who opens these records."""
        by_office: dict[int, list[Any]] = {}
        for record in records:
            by_office.setdefault(record.office_id, []).append(record)
        for group in by_office.values():
            note_readings(
                office=group[0].office, by=user, side=self.model.read_permission.side.value, purpose=purpose,
                records=[(self.model._meta.label_lower, record.pk) for record in group],
            )  # fmt: skip


_ANY = str(UUID(int=0))


@cache
def _address_of_one(name: str) -> str:
    """The address of a page of one record, kept: a list asks for it once a row."""
    return reverse(name, args=[_ANY])
