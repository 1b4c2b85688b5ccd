"""Making and changing offices. Paths follow the tree."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.wire.refusals import Refusal

from .models import Office


def place_office(office: Office) -> None:
    """Save an office at its place in the tree; all beneath it move along. Refuses a circle."""
    old_path = office.path
    above = office.parent.path if office.parent else "/"
    if old_path and above.startswith(old_path):
        raise Refusal("office_circle", "Satuan kerja tidak dapat berada di bawah dirinya sendiri.")
    office.path = f"{above}{office.code}/"
    office.save()
    if not old_path or old_path == office.path:
        return
    for below in Office.objects.filter(path__startswith=old_path).exclude(pk=office.pk):
        below.path = office.path + below.path.removeprefix(old_path)
        below.save(update_fields=["path"])


def make_office(*, code: str, parent: Office | None = None, **fields: Any) -> Office:
    """A new office at its place in the tree."""
    office = Office(code=code, parent=parent, **fields)
    place_office(office)
    return office
