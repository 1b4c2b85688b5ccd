"""The wording of an instrument as an office loads it: data with its source and permission, versioned, put in force."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import Q

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.wording import Wording, read_wording

from ..ways import WORDING_WAY
from .records import STANDING, TreatmentRecord


class LoadedWording(TreatmentRecord):
    """One loaded file. What has been in force is never changed: sheets name it. A better one is loaded as the next."""

    audit_hides: ClassVar[frozenset[str]] = frozenset({"text"})  # it is its publisher's, and long

    instrument = models.CharField("alat", max_length=20, editable=False)
    number = models.PositiveSmallIntegerField("versi ke", editable=False)
    text = models.TextField("isi berkas")
    official = models.BooleanField("redaksi resmi", default=False, editable=False)
    source = models.TextField("sumber", editable=False)
    permission = models.TextField("izin pemegang hak", blank=True, editable=False)
    stage = models.CharField(
        "keadaan", max_length=12, choices=WORDING_WAY.choices(), default=WORDING_WAY.first, editable=False
    )

    class Meta:
        ordering = ["instrument", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "instrument", "number"],
                name="wording_number_once",
                violation_error_message="Orang lain baru saja memuat redaksi alat ini. Kirim lagi.",
            ),
            models.UniqueConstraint(
                fields=["office", "instrument"],
                condition=STANDING & Q(stage="in_force"),
                name="wording_in_force_once",
                violation_error_message="Redaksi lain untuk alat ini baru saja diberlakukan. Muat ulang halaman.",
            ),
        ]

    def __str__(self) -> str:
        kind = "redaksi resmi" if self.official else "redaksi kantor"
        return f"{self.title}, {kind} versi {self.number}"

    @property
    def title(self) -> str:
        """The instrument's title."""
        return INSTRUMENTS[self.instrument].title

    @cached_property
    def read(self) -> Wording:
        """The wording itself."""
        return read_wording(self.text)
