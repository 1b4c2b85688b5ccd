"""What all records of this room share: who may read and write them, how long they last, what they may name."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.models import Record


class CommunityRecord(Scoped, Record):
    """What all records of this room share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.COMMUNITY_READ
    write_permission: ClassVar[Permission] = Permission.COMMUNITY_WRITE

    class Meta:
        abstract = True


class Lasting(CommunityRecord):
    """What begins on one day and may end on another, with a reason. `begins` names the field of its first day."""

    begins: ClassVar[str]

    ended_on = models.DateField("berakhir pada", null=True, blank=True, help_text="Kosongkan selama masih berjalan.")
    ended_reason = models.CharField("alasan berakhir", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def happened_on(self) -> date:
        day: date = getattr(self, self.begins)
        return day

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None

    def clean(self) -> None:
        refuse_future(self, self.begins)
        refuse_future(self, "ended_on")
        if self.ended_on and not self.ended_reason:
            raise ValidationError({"ended_reason": "Tuliskan mengapa berakhir."})
        if self.ended_reason and not self.ended_on:
            raise ValidationError({"ended_on": "Isi tanggal berakhir, atau kosongkan alasannya."})
        if self.ended_on and self.happened_on and self.ended_on < self.happened_on:
            raise ValidationError({"ended_on": "Tanggal berakhir mendahului tanggal mulai."})


def institution_link() -> Any:
    """The institution that a record may name."""
    return models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="instansi"
    )


def region_link() -> Any:
    """The region that a record may name."""
    return models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah"
    )


def refuse_future(record: CommunityRecord, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})


def refuse_institution(record: CommunityRecord) -> None:
    """The institution must be the own office's and must stand: a form offers only such, others may not."""
    if problems := problems_of(record):
        raise ValidationError(problems)
