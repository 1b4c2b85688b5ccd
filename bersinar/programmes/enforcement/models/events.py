"""What happens in a case, in the order in which it happens. The hour matters: a term of law may run from 02.00.

What kind of event needs which before it, and which paper it asks for, is said by the code list `case_event`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute, label

from .base import EnforcementRecord
from .cases import Case
from .files import CaseFile
from .suspects import Suspect

COMPLETED = "p21"


class CaseEvent(EnforcementRecord):
    """One event. `measured` is derived: the terms that this event ended, each as it stood when it did, kept or missed."""

    audit_hides: ClassVar[frozenset[str]] = frozenset({"measured"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", verbose_name="kasus")
    kind = CodeField("peristiwa", list_name="case_event")
    at = models.DateTimeField("waktu")
    document_number = models.CharField("nomor surat", max_length=120, blank=True)
    file = models.ForeignKey(
        CaseFile, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name="berkas perkara"
    )
    suspects = models.ManyToManyField(Suspect, blank=True, related_name="events", verbose_name="tersangka")
    is_remote = models.BooleanField(
        "tempat terpencil",
        default=False,
        help_text="Hanya untuk penyitaan dan temuan tanaman: batas waktunya lebih panjang.",
    )
    movement = models.ForeignKey(
        "enforcement.Movement", on_delete=models.PROTECT, null=True, blank=True, related_name="events", editable=False,
        verbose_name="ditulis oleh berita acara",
    )  # fmt: skip
    note = models.TextField("catatan", blank=True, max_length=600, help_text="Tanpa nama orang; sebut kodenya.")
    measured = models.JSONField("tenggat yang diakhiri", default=list, blank=True, editable=False)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "at"], name="case_event_by_case")]

    def __str__(self) -> str:
        return label("case_event", self.kind)

    @property
    def day(self) -> date:
        """The calendar day at the place of the office."""
        return self.office.local_day(self.at)

    @property
    def happened_on(self) -> date:
        return self.day

    def says(self, name: str) -> Any:
        """What the code list says of events of this kind."""
        return attribute("case_event", self.kind, name)

    @property
    def document(self) -> str:
        """The code of the paper that an event of this kind asks for, or nothing."""
        return str(self.says("document") or "")

    def clean(self) -> None:
        if self.at and self.at > timezone.now():
            raise ValidationError({"at": "Waktu ini belum terjadi."})
        first = self.case.first_day
        if self.at and self.says("in_case") and first and self.day < first:
            raise ValidationError({"at": f"Mendahului tanggal kejadian kasusnya ({first:%d-%m-%Y})."})
        if bool(self.says("of_file")) != (self.file is not None):
            words = (
                "Pilih berkas perkaranya." if self.file is None else "Peristiwa ini tidak menyangkut satu berkas saja."
            )
            raise ValidationError({"file": words})
        if self.file is not None and self.at and self.case.lkn_on and self.day < self.case.lkn_on:
            raise ValidationError({"at": f"Mendahului tanggal LKN ({self.case.lkn_on:%d-%m-%Y})."})
