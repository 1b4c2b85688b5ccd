"""What every room asks that names institutions: that they stand, and stand still while a record speaks of them.

Never decides who may name one: that is the scope's and the action's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal

from .models import Institution

OTHER_OFFICE = "Instansi ini milik satuan kerja lain."
CANCELLED = "Instansi ini sudah dibatalkan. Pilih yang lain."


def hold(ids: Iterable[UUID]) -> dict[UUID, Institution]:
    """Lock institutions, and those they were merged into, always in one order; gives them as they are now.

    A fact speaks of the kept one, so whoever writes a record that names the double must find that one unchanged.
    """
    keys = set(ids)
    kept = Institution.objects.filter(pk__in=keys).values("merged_into")
    rows = Institution.objects.select_for_update().filter(Q(pk__in=keys) | Q(pk__in=kept))
    held = {one.pk: one for one in rows.order_by("pk")}
    for one in held.values():
        if one.merged_into_id and one.merged_into_id not in held:  # merged while we waited for its lock
            raise Refusal("institution_merging", f"{one} baru saja digabung. Kirim sekali lagi.", status=409)
    return held


def refuse_unusable(
    named: Iterable[Institution], *, office: Office, field: str, already: Collection[UUID] = ()
) -> None:
    """Refuse what a record of this office may not newly name; what it names `already` it may go on naming.

    They are read anew: a form that was opened yesterday holds them as they were yesterday.
    """
    new = {one.pk for one in named} - set(already)
    for one in Institution.objects.filter(pk__in=new).select_related("merged_into") if new else ():
        if problem := _problem(one, office.pk):
            raise Refusal("institution_unusable", problem, fields={field: problem})


def problems_of(record: Any, name: str = "institution") -> dict[str, str]:
    """The same for a record's one institution, for its `clean`: {field: sentence}, empty where all is well."""
    named: Institution | None = getattr(record, name)
    if named is None or not (problem := _problem(named, record.office_id)):
        return {}
    named_before = type(record)._default_manager.filter(pk=record.pk, **{name: named}).exists()
    return {} if named_before else {name: problem}


def as_choice(institution: Institution) -> str:
    """How a form offers it. A merged one is only there because the record names it already."""
    return f"{institution} (sudah digabung)" if institution.merged_into_id else str(institution)


def _problem(named: Institution, office_id: int) -> str:
    if named.office_id != office_id:
        return OTHER_OFFICE
    if named.is_cancelled:
        return CANCELLED
    if named.merged_into is not None:
        return f"{named} sudah digabung ke {named.merged_into}. Pilih {named.merged_into}."
    return ""
