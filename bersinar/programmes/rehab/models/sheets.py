"""Sheets of instruments: what a client answered, sealed, and the result as it was computed on that day."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.catalogue.instruments import in_version
from bersinar.catalogue.instruments.declaring import Instrument
from bersinar.catalogue.instruments.wording import Wording, shipped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from .clients import Client
from .records import TreatmentRecord, refuse_future
from .wordings import LoadedWording

DRAFT, FINAL = "draft", "final"
_STATES = ((DRAFT, "Draf"), (FINAL, "Selesai"))

QUALITY_OF_LIFE = "whoqol-bref"
PHASED = frozenset({QUALITY_OF_LIFE})  # measured before and after treatment: such a sheet says which it is


class Sheet(SealedRecord, TreatmentRecord):
    """One sheet of one client. The answers lie sealed; a draft has no result.

    The result is written down when the sheet is finished, and stands until its answers are corrected: a newer rule
    never touches it. What a correction replaced is kept, sealed too.
    """

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"result"})

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="sheets", verbose_name="klien")
    instrument = models.CharField("alat", max_length=20, editable=False)
    instrument_version = models.CharField("versi penilaian", max_length=12, editable=False)
    wording = models.ForeignKey(
        LoadedWording, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name="redaksi",
    )  # fmt: skip
    taken_on = models.DateField("diisi pada")
    interviewer = models.CharField(
        "pewawancara", max_length=120, blank=True, help_text="Kosongkan bila klien mengisi sendiri."
    )
    setting = CodeField("tempat pengisian", list_name="sheet_setting", default="at_clinic")
    phase = CodeField("tahap pengukuran", list_name="sheet_phase", blank=True)
    answers = SealedField("jawaban")
    former = SealedField("jawaban sebelum dikoreksi", null=True, blank=True)
    unanswered = models.PositiveSmallIntegerField("butir yang belum diisi", default=0, editable=False)
    state = models.CharField("keadaan", max_length=8, choices=_STATES, default=DRAFT, editable=False)
    result = models.JSONField("hasil", null=True, blank=True, editable=False)
    place = models.CharField("kabupaten/kota", max_length=5, blank=True, editable=False)

    class Meta:
        ordering = ["-taken_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DRAFT, result__isnull=True) | Q(state=FINAL, result__isnull=False),
                name="sheet_scored_when_final",
                violation_error_message="Lembar yang selesai mempunyai hasil; draf tidak.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.taken_on:%d-%m-%Y}, {self.client.code}"

    @property
    def rule(self) -> Instrument:
        """The instrument in the version that scores this sheet, now and ever."""
        return in_version(self.instrument, self.instrument_version)

    @property
    def title(self) -> str:
        """The instrument's title."""
        return self.rule.title

    @property
    def is_final(self) -> bool:
        return self.state == FINAL

    @property
    def words(self) -> Wording:
        """The wording that it was filled in with."""
        return self.wording.read if self.wording else shipped(self.instrument)

    @property
    def values(self) -> dict[str, str | int | None]:
        """What came out, by scale; nothing for a draft."""
        return dict(self.result["values"]) if self.result else {}

    @property
    def bands(self) -> dict[str, str]:
        """The band of each value that has one."""
        return dict(self.result["bands"]) if self.result else {}

    @property
    def flags(self) -> tuple[str, ...]:
        """What must be seen first."""
        return tuple(self.result["flags"]) if self.result else ()

    def clean(self) -> None:
        refuse_future(self, "taken_on")
        if self.taken_on and self.taken_on.year < self.client.birth_year:
            raise ValidationError({"taken_on": "Tanggal pengisian mendahului tahun lahir klien."})
        if self.instrument in PHASED and not self.phase:
            raise ValidationError({"phase": "Pilih tahap pengukurannya: awal, tengah, atau akhir layanan."})
