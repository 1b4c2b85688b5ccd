"""Making and changing offices. Paths follow the tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .models import Head, Office, Section

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User


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


# --- by an administrator ---------------------------------------------------------------------------------------------


def _ask(by: User, office: Office) -> None:
    if office.pk not in by.scope(Permission.OFFICES_MANAGE):
        raise Forbidden()


def _valid(record: Model, exclude: Collection[str] = ()) -> None:
    """Refuse what the model's own rules forbid, with their sentences."""
    try:
        record.full_clean(exclude=exclude)
    except ValidationError as error:
        fields = {
            name: " ".join(sentences) for name, sentences in error.message_dict.items() if name != NON_FIELD_ERRORS
        }
        raise Refusal("invalid", " ".join(error.messages), fields=fields) from error


def change_office(*, office: Office, values: Mapping[str, Any], by: User) -> Office:
    """Change how an office is called, where it sits and which clock it follows. Code and place in the tree stay."""
    _ask(by, office)
    with writing():
        kept = Office.objects.select_for_update().get(pk=office.pk)
        before = {name: getattr(kept, name) for name in values}
        for name, value in values.items():
            setattr(kept, name, value)
        changed = {name: [before[name], value] for name, value in values.items() if before[name] != value}
        if not changed:
            return kept
        _valid(kept, exclude=("code", "parent", "path", "type"))
        kept.save()
        note(office=kept, by=by, line=Line("offices.change", "offices.office", None, changes=changed))
    return kept


def serve_regions(*, office: Office, regions: Collection[Region], by: User) -> bool:
    """Set the regions an office serves; whether anything changed. What depends on them is the caller's to post again."""
    _ask(by, office)
    with writing():
        before = sorted(office.service_area.values_list("code", flat=True))
        after = sorted(region.code for region in regions)
        if before == after:
            return False
        office.service_area.set(regions)
        note(
            office=office,
            by=by,
            line=Line("offices.serve", "offices.office", None, changes={"wilayah kerja": [before, after]}),
        )
    return True


def appoint_head(*, office: Office, values: Mapping[str, Any], by: User) -> Head:
    """A new head. Whoever headed the office in the same capacity without an end leaves the day before."""
    _ask(by, office)
    head = Head(office=office, **values)
    _valid(head)
    with writing():
        earlier = office.heads.filter(until__isnull=True, capacity=head.capacity, since__lt=head.since)
        earlier.update(until=head.since - timedelta(days=1))
        head.save()
        note(office=office, by=by, line=Line("offices.appoint_head", "offices.office", None, changes=_told(head)))
    return head


def change_head(*, head: Head, values: Mapping[str, Any], by: User) -> Head:
    """Mend what is known of a head, or say until when."""
    _ask(by, head.office)
    with writing():
        kept = Head.objects.select_for_update().get(pk=head.pk)
        for name, value in values.items():
            setattr(kept, name, value)
        _valid(kept)
        kept.save()
        note(office=head.office, by=by, line=Line("offices.change_head", "offices.office", None, changes=_told(kept)))
    return kept


def _told(head: Head) -> dict[str, str]:
    return {
        "nama": head.full_name,
        "jabatan": head.full_position,
        "sejak": str(head.since),
        "sampai": str(head.until or ""),
    }


def name_section(*, office: Office, code: str, name: str, by: User) -> Section:
    """Add a section, or give one another name. Its code stays: accounts and records may name it."""
    _ask(by, office)
    section = Section.objects.filter(office=office, code=code).first() or Section(office=office, code=code)
    section.name = name.strip()
    _valid(section)
    with writing():
        section.save()
        note(
            office=office,
            by=by,
            line=Line("offices.name_section", "offices.office", None, changes={"kode": code, "nama": section.name}),
        )
    return section
