"""Schools, agencies, companies, villages' bodies, adat bodies, media, clinics."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, ClassVar, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped, ScopedQuerySet
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.wire.models import Record

UNNAMED = "belum dicatat namanya"


class InstitutionQuerySet(ScopedQuerySet):
    """Institutions: forms offer none that was merged into another."""

    def unmerged(self) -> Self:
        """Those that stand for themselves."""
        return self.filter(merged_into__isnull=True)

    def choosable(self, named: Collection[Any] = ()) -> Self:
        return self.standing().filter(models.Q(merged_into__isnull=True) | models.Q(pk__in=named))


class Institution(Scoped, Record):
    """One institution. Without a name it still is one, and counts as one (the source tells no more).

    A record that turned out to be a double is merged into the one that is kept: it stays, whoever named it goes on
    naming it, and it counts as the kept one. There is one step only: what is merged holds no merged record itself.
    """

    read_permission: ClassVar[Permission] = Permission.ACTIVITIES_READ
    write_permission: ClassVar[Permission] = Permission.ACTIVITIES_WRITE

    kind = CodeField("jenis", list_name="institution_kind")
    name = models.CharField("nama", max_length=160, blank=True, help_text="Kosongkan bila belum diketahui.")
    aliases = models.JSONField("nama lain", default=list, blank=True)
    environment = CodeField(
        "lingkungan", list_name="environment", blank=True, help_text="Kosongkan bila belum diketahui."
    )
    region = models.ForeignKey(
        "regions.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah"
    )
    npsn = models.CharField("NPSN", max_length=8, blank=True, help_text="Nomor pokok sekolah nasional, 8 angka.")
    staff = models.PositiveIntegerField("jumlah pegawai", null=True, blank=True)
    note = models.CharField("catatan", max_length=160, blank=True, help_text="Pembeda bila namanya belum diketahui.")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="merged",
        verbose_name="digabung ke",
    )  # fmt: skip
    # Names and other names of what was merged into this one, so that a search for them finds it.
    merged_names = models.JSONField("nama rekam gandanya", default=list, blank=True, editable=False)

    objects: ClassVar[Any] = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "instansi"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "office",
                Lower("name"),
                condition=~models.Q(name="") & models.Q(cancelled_at__isnull=True),
                name="institution_name_once",
                violation_error_message="Instansi dengan nama ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="institution_not_into_itself",
                violation_error_message="Instansi tidak dapat digabung dengan dirinya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        if self.name:
            return self.name
        return f"Instansi {UNNAMED} ({self.note})" if self.note else f"Instansi {UNNAMED}"

    @property
    def counted_id(self) -> UUID:
        """The id it counts under: its own, or that of the institution it was merged into."""
        return self.merged_into_id or self.pk

    @property
    def counted(self) -> Institution:
        """The institution it counts as."""
        return self.merged_into or self

    def clean(self) -> None:
        self.name = " ".join(self.name.split())
        if self.npsn and not re.fullmatch(r"\d{8}", self.npsn):
            raise ValidationError({"npsn": "NPSN terdiri atas 8 angka."})
