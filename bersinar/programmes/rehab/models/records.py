"""What the records of this room share."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.wire.models import Record

STANDING = Q(cancelled_at__isnull=True)


class TreatmentRecord(Scoped, Record):
    """What all records about clients share: the treatment side's staff of the office read and write them.

    Most have no `happened_on`: an episode stands in several months, so its action asks for a reason by the months
    whose facts change.
    """

    read_permission: ClassVar[Permission] = Permission.REHAB_READ
    write_permission: ClassVar[Permission] = Permission.REHAB_WRITE

    class Meta:
        abstract = True


def refuse_future(record: Record, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})
