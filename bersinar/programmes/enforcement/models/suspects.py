"""The suspects of a case: a code everywhere, the name and NIK sealed; and how long each was held.

Of a minor pages say the code and nothing else, until somebody says what for.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.codelists.lists import codes
from bersinar.foundation.periods.fields import BirthYearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.wire.ids import uuid7

from .base import EnforcementRecord, refuse_before, refuse_future
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
    residence = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tempat tinggal"
    )
    occupation = CodeField("pekerjaan", list_name="suspect_occupation", blank=True)
    education = CodeField("pendidikan terakhir", list_name="suspect_education", blank=True)
    earlier_record = CodeField("riwayat pidana", list_name="suspect_record", blank=True)
    charges = CodesField("pasal yang disangkakan", list_name="offence_article")
    articles = models.CharField(
        "rumusan pasal", max_length=200, blank=True, help_text="Misalnya: Pasal 114 ayat (2) jo. Pasal 132 ayat (1)."
    )

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
    def is_minor(self) -> bool:
        """A child by status; and who is sought and below eighteen by the year of birth, which protects no less."""
        if self.is_child:
            return True
        day = self.named_on or self.office.local_day()
        return self.birth_year is not None and day.year - self.birth_year < ADULT

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
        refuse_before(self, "named_on", self.case)
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


class Detention(EnforcementRecord):
    """One period in which a suspect was held: by whom, where, from which day to which.

    An arrest or a detention is an event of its case too, with its hour: `event` is that event. Beginning and paper are
    the event's, the end and the place are this record's own.
    """

    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="detentions", verbose_name="tersangka")
    kind = CodeField("jenis", list_name="detention_kind")
    held_from = models.DateField("sejak")
    held_until = models.DateField("sampai", null=True, blank=True, help_text="Kosong selama masih berlaku.")
    place = models.CharField("tempat", max_length=120, blank=True, help_text="Misalnya Rutan; tanpa nama orang.")
    letter_number = models.CharField("nomor surat", max_length=120, blank=True)
    event = models.ForeignKey(
        "enforcement.CaseEvent", on_delete=models.PROTECT, null=True, blank=True, related_name="detentions", editable=False,
        verbose_name="peristiwa",
    )  # fmt: skip

    class Meta:
        ordering = ["suspect", "held_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_until__isnull=True) | models.Q(held_until__gte=models.F("held_from")),
                name="detention_ends_after_start",
                violation_error_message="Tanggal akhir mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"Penahanan {self.suspect.code}"

    @property
    def days(self) -> int | None:
        """How many days it lasted, both counted; None while it lasts."""
        return None if self.held_until is None else (self.held_until - self.held_from).days + 1

    def clean(self) -> None:
        refuse_future(self, "held_from")
        refuse_before(self, "held_from", self.suspect.case)
        if self.held_from and self.held_until and self.held_until < self.held_from:
            raise ValidationError({"held_until": f"Mendahului tanggal mulai ({self.held_from:%d-%m-%Y})."})
        if self.held_from:
            self._refuse_overlap()

    def _refuse_overlap(self) -> None:
        """One is held once at a time. The day on which one period ends may be the day on which the next begins."""
        last = self.held_until or date.max
        for other in self.suspect.detentions.filter(cancelled_at__isnull=True).exclude(pk=self.pk):
            if self.held_from < (other.held_until or date.max) and other.held_from < last:
                until = f"{other.held_until:%d-%m-%Y}" if other.held_until else "sekarang"
                raise ValidationError(
                    {"held_from": f"Bertumpuk dengan penahanan {other.held_from:%d-%m-%Y} sampai {until}."}
                )
