"""The list of one kind of record: narrowed, sorted, paged, and taken along as XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.wire.related import fetch_related

from .declared import Declared, Filter, Shown
from .paging import LongList
from .searching import LAPSED, SIGN, keep_words, kept_words
from .words import words

PER_PAGE = 25
_AT_ONCE = 500


class ListPages(Declared):
    """The list and its export. Scope comes first, then what the reader narrows it by."""

    def told(self, user: User) -> Any:
        """The records a user may see, with what the list tells of each. A room that counts in the query overrides it."""
        return self.model.objects.visible_to(user)

    def rows(self, request: HttpRequest) -> Any:
        """The records of the list: scope first, then what the reader narrows it by."""
        rows = self.told(user_of(request))
        if request.GET.get("batal") != "1":
            rows = rows.standing()
        for word in (self.words_sought(request) or "").split():
            match = Q(pk__in=[])
            for column in self.search:
                match |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(match)
        for one in self.filters:
            if chosen := request.GET.get(one.name):
                rows = one.apply(rows, chosen)
        return rows.select_related("office", *self.select).order_by(*_settled(self._order(request)))

    def fetch(self, rows: Sequence[Any]) -> None:
        """Read, for all of these records at once, what the columns tell of each."""
        fetch_related(rows, *self.prefetch)

    def words_sought(self, request: HttpRequest) -> str | None:
        """What the reader searches for; None where a search was kept and is no longer."""
        if self.hides_words:
            return kept_words(request, self.model.read_permission.side.value)
        return request.GET.get("q", "") if self.search else ""

    def _order(self, request: HttpRequest) -> Sequence[str]:
        wanted = request.GET.get("urut", "")
        if wanted.lstrip("-") in {column.sort for column in self.columns if column.sort}:
            return (wanted,)
        return self.order

    def list_view(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and self.hides_words:
            return keep_words(request, self.model.read_permission.side.value)
        if (sought := self.words_sought(request)) is None:
            return self._search_again(request)
        user = user_of(request)
        page = LongList(self.rows(request), PER_PAGE).get_page(request.GET.get("hal"))
        shown = list(page)
        self.fetch(shown)
        if self.sensitive:
            self.note_opened(user, shown, "membuka daftar")
        show_office = len(user.scope(self.model.read_permission)) > 1
        filtered = any(request.GET.get(one.name) for one in self.filters)
        return render(
            request,
            self.list_template,
            {
                "pages": self, "page": page, "show_office": show_office,
                "table": [(row, self.url("", row.pk), self._cells(row, show_office)) for row in shown],
                "heads": self._heads(request, show_office), "filters": self._filters(request), "may_write": self._may_create(user),
                "query": _without(request, "hal"), "filtered": filtered or request.GET.get("batal") == "1", "narrowed": filtered or bool(sought), "sought": sought,
                **(self.list_extras(user) if self.list_extras else {}),
            },
        )  # fmt: skip

    def _search_again(self, request: HttpRequest) -> HttpResponseBase:
        """The list without the words that are kept no longer: said, so that nobody takes it for what was found."""
        messages.warning(request, LAPSED)
        query = _without(request, "hal", SIGN)
        return redirect(f"{self.url('list')}?{query}" if query else self.url("list"))

    def _may_create(self, user: User) -> bool:
        return self.can_create and user.may(self.model.write_permission)

    def _heads(self, request: HttpRequest, show_office: bool) -> list[tuple[str, str, str, bool]]:
        """(title, address that sorts by it, direction now, number?) of every column."""
        heads = []
        now = request.GET.get("urut", "")
        for column in self.columns:
            turned = f"-{column.sort}" if now == column.sort else column.sort
            query = _without(request, "hal", "urut")
            link = f"?{query}{'&' if query else ''}urut={turned}" if column.sort else ""
            direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(now, "") if column.sort else ""
            heads.append((column.title, link, direction, column.number))
        return [*heads, ("Satuan kerja", "", "", False)] if show_office else heads

    def _cells(self, row: Any, show_office: bool) -> list[Shown]:
        cells = [
            Shown(
                column.title,
                words(row, column.value),
                number=column.number,
                title=index == 0,
                mark=column.mark(row) if column.mark else "",
            )
            for index, column in enumerate(self.columns)
        ]
        return [*cells, Shown("Satuan kerja", str(row.office))] if show_office else cells

    def _filters(self, request: HttpRequest) -> list[tuple[Filter, list[tuple[str, str, bool]]]]:
        user = user_of(request)
        return [
            (one, [(value, label, request.GET.get(one.name) == value) for value, label in one.choices(user)])
            for one in self.filters
        ]

    @property
    def hides_words(self) -> bool:
        """Whether search words may name a person, and so are posted and never stand in an address."""
        return bool(self.search) and self.export_asks_proof

    @property
    def export_asks_proof(self) -> bool:
        """Whether the export takes persons, or a closed side, out of the system."""
        return self.personal or self.sensitive or self.model.read_permission.side.is_closed

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The list as it is narrowed, as XLSX. Written down in the audit before it leaves."""
        from .export import workbook

        if self.words_sought(request) is None:
            return self._search_again(request)
        user = user_of(request)
        rows = self.rows(request)
        office = user.home_office
        assert office is not None
        note(
            office=office, by=user,
            line=Line("list.export", self.model._meta.label_lower, None, self.model.read_permission.side.value, {"baris": rows.count()}),
        )  # fmt: skip
        titles = [column.title for column in self.columns]
        lines = ([words(row, column.value) for column in self.columns] for row in self._with_related(rows))
        return workbook(self.noun_plural, titles, lines, numbers=[column.number for column in self.columns])

    def _with_related(self, rows: Any) -> Iterator[Any]:
        """The rows one after another, however many; what belongs to them is read for some hundreds at once."""
        waiting = rows.iterator(chunk_size=_AT_ONCE)
        while some := list(islice(waiting, _AT_ONCE)):
            self.fetch(some)
            yield from some


def _settled(order: Sequence[str]) -> tuple[str, ...]:
    """An order that two pages agree on: the key comes last, in the direction of what stands before it."""
    return (*order, "-pk" if order and order[-1].startswith("-") else "pk")


def _without(request: HttpRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()
