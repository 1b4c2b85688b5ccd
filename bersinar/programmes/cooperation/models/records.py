"""What every record of this room shares, and what their rules ask alike."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.wire.models import Record


class CooperationRecord(Scoped, Record):
    """What all records of this room share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.COOPERATION_READ
    write_permission: ClassVar[Permission] = Permission.COOPERATION_WRITE

    class Meta:
        abstract = True


def refuse_future(record: CooperationRecord, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})


def refuse_unusable(named: CooperationRecord, record: CooperationRecord, name: str, noun: str) -> None:
    """What a record names must be its own office's and must stand: a form offers only such, others may not."""
    if named.office_id != record.office_id:
        raise ValidationError({name: f"{noun} ini milik satuan kerja lain."})
    if named.is_cancelled:
        raise ValidationError({name: f"{noun} ini sudah dibatalkan. Pilih yang lain."})
