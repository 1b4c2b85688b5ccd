"""Pages of a list, however long it is."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator

_FAR = 500  # rows that are skipped without a thought


class LongList(Paginator[Any]):
    """Pages of a query. To a page far inside the keys alone are counted off, from whichever end is nearer.

    A database reads every row that it skips, with all that is joined to it; keys it counts off in an index. A short
    list, and the first pages of a long one, are asked for as they are.
    """

    def page(self, number: int | str) -> Page[Any]:
        asked = self.validate_number(number)
        start, total = (asked - 1) * self.per_page, self.count
        end = min(start + self.per_page, total)
        if start < _FAR:
            return super().page(asked)
        rows: Any = self.object_list
        keys = rows.values_list("pk", flat=True)
        near = list(keys[start:end] if start <= total - end else reversed(keys.reverse()[total - end : total - start]))
        found = {one.pk: one for one in rows.order_by().filter(pk__in=near)}
        return Page([found[key] for key in near if key in found], asked, self)
