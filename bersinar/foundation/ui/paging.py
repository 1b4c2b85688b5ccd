"""Pages of a list, however long it is."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

_FAR = 500  # rows that are skipped without a thought
_COUNTED = 5_000  # rows that are counted before a list is said to hold more


class LongPage(Page[Any]):
    """A page of a list whose end may not have been counted."""

    paginator: LongList

    def __init__(self, rows: list[Any], number: int, paginator: LongList, *, more: bool) -> None:
        super().__init__(rows, number, paginator)
        self._more = more

    def has_next(self) -> bool:
        """Whether rows follow."""
        return self._more

    def next_page_number(self) -> int:
        """The number of the next page, whether or not it was counted."""
        return self.number + 1

    def previous_page_number(self) -> int:
        """The number of the page before, whether or not it was counted."""
        return self.number - 1

    def end_index(self) -> int:
        """Which row of the list is the last here, from 1."""
        return self.start_index() + len(self.object_list) - 1


class LongList(Paginator[Any]):
    """Pages of a query that may have a million rows.

    Rows are counted up to some thousands; of what is beyond, people need to know that it is there, and a page beyond
    shows whether another follows. To a page far inside the keys alone are counted off: a database reads every row that
    it skips, with all that is joined to it; keys it counts off in an index.
    """

    @cached_property
    def _found(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[: _COUNTED + 1].count())

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as they are counted."""
        return min(self._found, _COUNTED)

    @property
    def is_longer(self) -> bool:
        """Whether there are more rows than were counted."""
        return self._found > _COUNTED

    def get_page(self, number: int | float | str | None) -> LongPage:
        """The page of this number; the last one counted where there is none."""
        try:
            asked = max(1, int(number or 1))
        except ValueError:
            asked = 1
        last = max(1, self.num_pages)
        if asked > last and self.is_longer and (rows := self._rows(asked, 1)):
            return LongPage(rows[: self.per_page], asked, self, more=len(rows) > self.per_page)
        asked = min(asked, last)
        return LongPage(self._rows(asked), asked, self, more=asked < last or self.is_longer)

    def _rows(self, number: int, beyond: int = 0) -> list[Any]:
        start = (number - 1) * self.per_page
        end = start + self.per_page + beyond
        rows: Any = self.object_list
        if start < _FAR:
            return list(rows[start:end])
        keys = list(rows.values_list("pk", flat=True)[start:end])
        found = {one.pk: one for one in rows.order_by().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]
