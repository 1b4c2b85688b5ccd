"""Performance agreements: lines with targets, the signatures of two heads, and addenda that change what was signed."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.catalogue.declaring import Indicator
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.calendar import year_bounds
from bersinar.foundation.periods.fields import YearField

from ..fields import IndicatorField, ThousandthsField
from .records import STANDING, PlanningRecord, refuse_unfit

_CUMULATIVE = "Jumlah sejak Januari, bukan tambahan tiap triwulan. Triwulan IV sama dengan target setahun."
QUARTERS = ("quarter_1", "quarter_2", "quarter_3")


class Party(models.TextChoices):
    """Who signs: the head of the office, and the head of the office above."""

    FIRST = "first", "Pihak pertama"
    SECOND = "second", "Pihak kedua"


class Agreement(PlanningRecord):
    """What the head promised the superior for a year (perjanjian kinerja)."""

    year = YearField("tahun")
    number = models.CharField("nomor", max_length=80, blank=True)
    signed_on = models.DateField("tanggal ditandatangani", null=True, blank=True)
    signer = models.CharField("pihak pertama", max_length=160, blank=True, help_text="Kepala satuan kerja ini.")
    superior = models.CharField("pihak kedua", max_length=160, blank=True, help_text="Atasan yang menerima janji ini.")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year"],
                condition=STANDING,
                name="planning_agreement_once_a_year",
                violation_error_message="Perjanjian kinerja tahun ini sudah ada. Ubah yang ada, atau batalkan dahulu.",
            )
        ]

    def __str__(self) -> str:
        return f"Perjanjian kinerja {self.year}"

    @property
    def happened_on(self) -> date | None:
        return self.signed_on

    @property
    def signatures_standing(self) -> dict[str, Signature]:
        """The signatures under the agreement itself, by party. What is drawn back says nothing."""
        return {
            one.party: one for one in self.signatures.all() if one.revision_id is None and not one.is_cancelled
        }  # fmt: skip

    @property
    def is_sealed(self) -> bool:
        """Whether both heads have signed it here: from then on a target changes by an addendum only."""
        return len(self.signatures_standing) == len(Party)

    @property
    def signed_day(self) -> date | None:
        """When it was signed: the day of the second signature here, else the day that the paper carries."""
        return max(one.signed_on for one in self.signatures_standing.values()) if self.is_sealed else self.signed_on

    @property
    def state_shown(self) -> str:
        """Where its signing stands, in words."""
        standing = self.signatures_standing
        if len(standing) == len(Party):
            return "ditandatangani kedua pihak"
        if standing:
            return f"menunggu tanda tangan {'pihak kedua' if Party.FIRST in standing else 'pihak pertama'}"
        return "ditandatangani di atas kertas" if self.signed_on else "belum ditandatangani"

    def clean(self) -> None:
        if self.signed_on is None:
            return
        if self.signed_on > self.office.local_day():
            raise ValidationError({"signed_on": "Tanggal belum terjadi."})
        if self.signed_on.year not in (self.year - 1, self.year):
            sentence = f"Perjanjian tahun {self.year} ditandatangani pada {self.year - 1} atau {self.year}."
            raise ValidationError({"signed_on": sentence})


class TargetLine(PlanningRecord):
    """One line of an agreement. Without an indicator or a value it stays open and says nothing."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="lines", verbose_name="perjanjian kinerja"
    )
    order = models.PositiveSmallIntegerField("urutan", blank=True, help_text="Kosongkan untuk menaruhnya paling akhir.")
    goal = models.CharField("sasaran", max_length=300, blank=True)
    indicator = IndicatorField(
        "indikator", help_text="Biarkan belum bernama bila perjanjian tidak menyebutnya; barisnya tetap tampak terbuka."
    )
    wording = models.CharField("bunyi indikator dalam perjanjian", max_length=300, blank=True)
    unit = CodeField("satuan", list_name="unit", blank=True, help_text="Boleh kosong bila indikatornya dipilih.")
    value = ThousandthsField(
        "target", null=True, blank=True, help_text="Contoh: 20 atau 3,9. Kosongkan bila belum ditetapkan."
    )
    quarter_1 = ThousandthsField("target sampai triwulan I", null=True, blank=True, help_text=_CUMULATIVE)
    quarter_2 = ThousandthsField("target sampai triwulan II", null=True, blank=True)
    quarter_3 = ThousandthsField("target sampai triwulan III", null=True, blank=True)

    class Meta:
        ordering = ["order", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "indicator"],
                condition=STANDING & ~Q(indicator=""),
                name="planning_line_once_per_indicator",
                violation_error_message="Indikator ini sudah punya baris dalam perjanjian ini. Ubah baris itu.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="planning_target_not_negative",
                violation_error_message="Target tidak boleh negatif.",
            ),
        ]

    def __str__(self) -> str:
        if self.indicator:
            return str(IndicatorField().words(self.indicator))
        return self.wording or f"Indikator ke-{self.order}"

    @property
    def happened_on(self) -> date:
        """A target speaks of its whole year: once December is closed, it changes only with a reason."""
        return year_bounds(self.agreement.year)[1]

    @property
    def is_open(self) -> bool:
        """Whether the agreement leaves it without name or without a number."""
        return not self.indicator or self.value is None

    @property
    def named(self) -> Indicator | None:
        return INDICATORS.get(self.indicator)

    @property
    def value_shown(self) -> str:
        """The target as people write it; nothing where none is set."""
        return ThousandthsField().words(self.value)

    @property
    def quarters(self) -> tuple[int | None, int | None, int | None]:
        """What was promised until the end of March, June and September; December's is the year's own."""
        return self.quarter_1, self.quarter_2, self.quarter_3

    @property
    def quarters_shown(self) -> list[str]:
        """The four quarters as people write them; nothing where only the year was promised."""
        if None in self.quarters:
            return []
        return [ThousandthsField().words(one) for one in (*self.quarters, self.value)]

    @property
    def unit_shown(self) -> str:
        """The unit in words: the indicator's, else the one that the line states."""
        code = self.named.unit if self.named else self.unit
        return label("unit", code) if code else ""

    def clean(self) -> None:
        if self.agreement.office_id != self.office_id:
            raise ValidationError({"agreement": "Perjanjian kinerja ini milik satuan kerja lain."})
        if self.agreement.is_cancelled:
            raise ValidationError({"agreement": "Perjanjian kinerja ini sudah dibatalkan. Pilih yang lain."})
        refuse_unfit_quarters(self, self.named)
        if self.named is None:
            return
        if self.unit and self.unit != self.named.unit:
            sentence = f"Satuan indikator ini adalah {label('unit', self.named.unit)}. Pilih itu atau kosongkan."
            raise ValidationError({"unit": sentence})
        if self.value is not None:
            refuse_unfit(self.value, self.named)


def refuse_unfit_quarters(line: Any, indicator: Indicator | None) -> None:
    """Quarters go together, and what is counted never falls from one to the next. Raises ValidationError."""
    given = [getattr(line, name) for name in QUARTERS]
    if given == [None, None, None]:
        return
    if None in given or line.value is None:
        raise ValidationError({"quarter_1": "Isi ketiga triwulan dan target setahun, atau kosongkan ketiganya."})
    for name, value in zip(QUARTERS, given, strict=True):
        if indicator is not None:
            refuse_unfit(value, indicator, name)
    if indicator is None or not indicator.adds_up or not indicator.higher_is_better:
        return
    for number, (before, after) in enumerate(zip(given, [*given[1:], line.value], strict=True), start=2):
        if after < before:
            field = QUARTERS[number - 1] if number < 4 else "value"
            sentence = f"Target sampai triwulan {_ROMAN[number]} lebih kecil daripada triwulan sebelumnya. Tulis jumlah sejak Januari."
            raise ValidationError({field: sentence})


_ROMAN = ("", "I", "II", "III", "IV")


class Revision(PlanningRecord):
    """An addendum: numbered, with its day and reason. What was promised before stays beside what it says now.

    It takes effect when the superior's head has agreed and the office's own head has put it into force.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="revisions", verbose_name="perjanjian kinerja"
    )
    number = models.PositiveSmallIntegerField("adendum ke", editable=False)
    decided_on = models.DateField("tanggal adendum")
    why = models.TextField("alasan perubahan", max_length=600)
    in_force_on = models.DateField("berlaku sejak", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"],
                name="planning_revision_numbered_once",
                violation_error_message="Nomor adendum ini sudah ada. Ulangi sekali lagi.",
            )
        ]

    def __str__(self) -> str:
        return f"Adendum {self.number} perjanjian kinerja {self.agreement.year}"

    @property
    def happened_on(self) -> date:
        return self.decided_on

    @property
    def signatures_standing(self) -> dict[str, Signature]:
        return {one.party: one for one in self.signatures.all() if not one.is_cancelled}

    @property
    def state_shown(self) -> str:
        """Where it stands, in words."""
        if self.is_cancelled:
            return "dibatalkan"
        if self.in_force_on:
            return "berlaku"
        return "disetujui atasan" if self.signatures_standing else "menunggu persetujuan atasan"

    def clean(self) -> None:
        if self.decided_on is None:
            return
        if self.decided_on > self.office.local_day():
            raise ValidationError({"decided_on": "Tanggal belum terjadi."})
        if self.decided_on.year not in (self.agreement.year - 1, self.agreement.year):
            raise ValidationError(
                {"decided_on": f"Adendum perjanjian {self.agreement.year} bertanggal pada tahun itu."}
            )


class RevisionLine(PlanningRecord):
    """What an addendum makes of one line, with what was promised before. An open line may get its name by it."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="lines", verbose_name="adendum")
    line = models.ForeignKey(TargetLine, on_delete=models.PROTECT, related_name="revised", verbose_name="baris target")
    indicator = IndicatorField("indikator", help_text="Hanya untuk baris yang belum bernama.")
    value = ThousandthsField("target baru")
    quarter_1 = ThousandthsField("target sampai triwulan I", null=True, blank=True, help_text=_CUMULATIVE)
    quarter_2 = ThousandthsField("target sampai triwulan II", null=True, blank=True)
    quarter_3 = ThousandthsField("target sampai triwulan III", null=True, blank=True)
    before = ThousandthsField("target semula", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["revision", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "line"],
                condition=STANDING,
                name="planning_line_once_per_revision",
                violation_error_message="Baris ini sudah ada dalam adendum ini. Ubah yang ada.",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="planning_revised_not_negative",
                violation_error_message="Target tidak boleh negatif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, adendum {self.revision.number}"

    @property
    def before_shown(self) -> str:
        """What was promised before, as people write it."""
        return ThousandthsField().words(self.before)

    @property
    def value_shown(self) -> str:
        """What is promised by the addendum."""
        return ThousandthsField().words(self.value)

    @property
    def quarters_shown(self) -> str:
        """ "5; 12; 18" where the quarters are promised too."""
        return "; ".join(ThousandthsField().words(getattr(self, name)) for name in QUARTERS).strip("; ")

    @property
    def named(self) -> Indicator | None:
        return INDICATORS.get(self.line.indicator or self.indicator)

    def clean(self) -> None:
        if self.line.agreement_id != self.revision.agreement_id:
            raise ValidationError({"line": "Baris ini bukan bagian perjanjian yang diubah adendum ini."})
        if self.indicator and self.line.indicator:
            raise ValidationError({"indicator": "Baris ini sudah bernama. Kosongkan."})
        if self.value is None:
            return
        if self.named is not None:
            refuse_unfit(self.value, self.named)
        refuse_unfit_quarters(self, self.named)


class Signature(PlanningRecord):
    """One head's signature under an agreement or an addendum: a record of the office whose head signs."""

    write_permission: ClassVar[Permission] = Permission.PLANNING_SIGN

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="signatures", verbose_name="perjanjian kinerja"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures", verbose_name="adendum"
    )
    party = models.CharField("sebagai", max_length=8, choices=Party)
    signed_on = models.DateField("ditandatangani pada")
    name = models.CharField("nama", max_length=200)
    position = models.CharField("jabatan", max_length=200)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"],
                condition=STANDING & Q(revision__isnull=True),
                name="planning_signed_once",
                violation_error_message="Pihak ini sudah menandatangani.",
            ),
            models.UniqueConstraint(
                fields=["revision", "party"],
                condition=STANDING & Q(revision__isnull=False),
                name="planning_revision_signed_once",
                violation_error_message="Pihak ini sudah menandatangani adendum ini.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tanda tangan {self.name}"
