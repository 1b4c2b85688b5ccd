"""The suspects of a case: a code everywhere, the name and NIK sealed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import codes
from bersinar.foundation.periods.fields import BirthYearField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.wire.ids import uuid7

from .base import EnforcementRecord, refuse_future
from .cases import Case

ADULT = 18


class Suspect(SealedRecord, EnforcementRecord):
    """A suspect of one case. The name and NIK are sealed; everywhere else the person is a code.

    `person_id` is what the ledger's token is made from. It is the same for one person in several cases of an office,
    recognised by the NIK; it does not depend on it.
    """

    side = "enforcement"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"nik_index", "person_id"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspects", verbose_name="kasus")
    code = models.CharField("kode", max_length=20, editable=False)
    person_id = models.UUIDField("orang", default=uuid7, editable=False)
    name = SealedField("nama atau alias", null=True, blank=True)
    nik = SealedField("NIK", null=True, blank=True)
    nik_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    sex = CodeField("jenis kelamin", list_name="sex")
    birth_year = BirthYearField("tahun lahir", null=True, blank=True)
    status = CodeField("keadaan", list_name="suspect_status", default="named")
    named_on = models.DateField(
        "ditetapkan atau ditangkap pada", null=True, blank=True, help_text="Kosong hanya selama dalam pencarian (DPO)."
    )
    role = CodeField("peran", list_name="suspect_role")
    nationality = CodeField("kewarganegaraan", list_name="country", default="ID")
    articles = models.CharField("pasal", max_length=200, blank=True)

    class Meta:
        ordering = ["case", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                name="suspect_code_once",
                violation_error_message="Kode ini sudah dipakai dalam kasus ini.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.case}"

    @property
    def happened_on(self) -> date | None:
        return self.named_on

    @property
    def is_child(self) -> bool:
        return self.status == "child"

    @property
    def is_counted(self) -> bool:
        """A person who is only sought is no suspect in the figures yet."""
        return self.status != "wanted"

    @property
    def age(self) -> int | None:
        """Age in the year of naming, as exact as a year of birth allows; a child stays below eighteen."""
        if self.birth_year is None or self.named_on is None:
            return None
        years: int = self.named_on.year - self.birth_year
        return min(years, ADULT - 1) if self.is_child else years

    @property
    def age_band(self) -> str:
        age = self.age
        if age is None:
            return ""
        bands = ((code.code, code.attributes) for code in codes("age_band").values())
        return next((code for code, said in bands if said["least"] <= age <= said["most"]), "")

    def clean(self) -> None:
        refuse_future(self, "named_on")
        if self.is_counted and self.named_on is None:
            raise ValidationError({"named_on": "Isi tanggal penetapan atau penangkapan."})
        if self.named_on and self.named_on < self.case.first_day:
            raise ValidationError(
                {"named_on": f"Mendahului tanggal kejadian kasusnya ({self.case.first_day:%d-%m-%Y})."}
            )
        self._check_age()

    def _check_age(self) -> None:
        if self.birth_year is None:
            if self.is_child:
                raise ValidationError({"birth_year": "Isi tahun lahir anak."})
            return
        years = (self.named_on or self.office.local_day()).year - self.birth_year
        if not 0 < years <= 120:
            raise ValidationError({"birth_year": "Tahun lahir tidak mungkin."})
        if self.status == "named" and years < ADULT:
            raise ValidationError({"status": "Usianya di bawah 18 tahun: pilih anak yang berkonflik dengan hukum."})
        if self.is_child and years > ADULT:
            raise ValidationError({"birth_year": "Menurut tahun lahirnya orang ini sudah dewasa."})
