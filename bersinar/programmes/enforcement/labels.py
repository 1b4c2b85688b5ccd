"""Labels of containers: a code that says nothing, and beside it what whoever stands in the store may read anyway."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.typesetting.labels import drawn
from bersinar.foundation.typesetting.page import print_page

from .models import Container

TEMPLATE: Final = Path(__file__).with_name("label.typ")


def print_labels(containers: Sequence[Container]) -> bytes:
    """The labels as PDF, ten a page. No name of a person and no place in the store stands on them."""
    return print_page(TEMPLATE, {"labels": [_label(one) for one in containers]})


def _label(container: Container) -> dict[str, Any]:
    exhibit = container.exhibit
    rows = [
        ("Kasus", str(exhibit.case)), ("Zat", label("substance", exhibit.substance)), ("Segel", container.seal),
        ("Wadah", label("container_kind", container.kind)), ("Disita", long_date(exhibit.seized_on)),
    ]  # fmt: skip
    return {"qr": drawn(container.code), "code": container.code, "rows": [row for row in rows if row[1]]}
