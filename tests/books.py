"""What stands in the books of a record, and what the figures make of it, for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.foundation.offices.models import Office
from bersinar.ledger.drafts import Draft
from bersinar.ledger.posting import standing
from bersinar.ledger.sources import source_for


def posted(record: Any, *columns: str) -> list[Any]:
    """The facts of a record that stand, uncorrected and in order; with `columns`, only these of each."""
    source = source_for(type(record))
    assert source is not None
    stood = standing(record.office_id, [(source.kind, record.pk)]).get((source.kind, record.pk), {})
    drafts = [draft for draft, places in stood.items() for _ in places]
    key: Callable[[Draft], Any] = lambda draft: (draft.day, draft.kind, draft.place, draft.detail)  # noqa: E731
    drafts.sort(key=key)
    return [tuple(getattr(draft, column) for column in columns) for draft in drafts] if columns else drafts


def figure(office: Office, code: str, year: int = 2023) -> tuple[str | None, str | None]:
    """(value, bound) of an indicator's total as the figures have it: a room's tests may not import these themselves."""
    found = next(one for one in evaluate(Coverage(office), year, [code]) if one.scope == "total")
    return (str(found.value) if found.exact is not None else None), found.bound
