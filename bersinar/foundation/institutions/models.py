"""Schools, agencies, companies, villages' bodies, adat bodies, media, clinics."""

from __future__ import annotations

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.wire.models import Record

UNNAMED = "belum dicatat namanya"


class Institution(Scoped, Record):
    """One institution. Without a name it still is one, and counts as one (the source tells no more)."""

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
            )
        ]

    def __str__(self) -> str:
        if self.name:
            return self.name
        return f"Instansi {UNNAMED} ({self.note})" if self.note else f"Instansi {UNNAMED}"

    def clean(self) -> None:
        self.name = " ".join(self.name.split())
        if self.npsn and not re.fullmatch(r"\d{8}", self.npsn):
            raise ValidationError({"npsn": "NPSN terdiri atas 8 angka."})
