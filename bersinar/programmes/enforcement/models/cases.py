"""Cases, suspects, exhibits, networks; and what every record of this room shares."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute, codes, label
from bersinar.foundation.periods.fields import BirthYearField, YearField
from bersinar.foundation.regions.models import Region
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.models import Record

ADULT = 18
MILLIONTHS = 1_000_000
M2_PER_HA = 10_000

# How many decimals a unit carries: what is finer than its kind of fact can hold is refused, never rounded.
PLACES = {"g": 6, "ml": 6, "m2": 2, "tablet": 3, "capsule": 3, "sheet": 3, "plant": 3, "packet": 3}
WEIGHED = frozenset({"g", "ml"})


class EnforcementRecord(Scoped, Record):
    """What all records of this room share: who may read and write them."""

    read_permission: ClassVar[Permission] = Permission.ENFORCEMENT_READ
    write_permission: ClassVar[Permission] = Permission.ENFORCEMENT_WRITE

    class Meta:
        abstract = True


class AmountField(models.BigIntegerField[Any, Any]):
    """An amount in millionths of its unit: an exact integer, never a float."""

    def words(self, value: int) -> str:
        """The amount as a person reads it, without its unit."""
        return write_number(Decimal(value) / MILLIONTHS)


def amount_in_words(amount: int, unit: str) -> str:
    """ "307,527 gram"; fields are printed in hectares."""
    exact = Decimal(amount) / MILLIONTHS
    if unit == "m2":
        return f"{write_number(exact / M2_PER_HA)} {label('unit', 'ha')}"
    return f"{write_number(exact)} {label('unit', unit)}"


class Network(EnforcementRecord):
    """A network or syndicate that the office disclosed."""

    name = models.CharField("nama atau sandi", max_length=120)
    scope = CodeField("jangkauan", list_name="network_scope")
    countries = models.JSONField("negara", default=list, blank=True)
    disclosed_on = models.DateField("diungkap pada")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-disclosed_on"]

    def __str__(self) -> str:
        return self.name

    @property
    def happened_on(self) -> date:
        return self.disclosed_on

    @property
    def countries_in_words(self) -> str:
        return ", ".join(label("country", code) for code in self.countries)

    def clean(self) -> None:
        refuse_future(self, "disclosed_on")
        if unknown := set(self.countries) - set(codes("country")):
            raise ValidationError({"countries": f"Negara tidak dikenal: {', '.join(sorted(unknown))}."})
        abroad = set(self.countries) - {"ID"}
        if self.scope == "international" and not abroad:
            raise ValidationError({"countries": "Jaringan internasional menyebut sedikitnya satu negara lain."})
        if self.scope in ("local", "national") and abroad:
            raise ValidationError({"scope": "Ada negara lain dalam daftar: pilih internasional, atau hapus negaranya."})


class Case(EnforcementRecord):
    """One LKN. Whether it is the first of its kind in the area is confirmed by a person, never only derived."""

    number = models.CharField(
        "nomor LKN", max_length=80, blank=True, help_text="Kosongkan agar diberi nomor berikutnya."
    )
    lkn_on = models.DateField("tanggal LKN")
    began_on = models.DateField(
        "tanggal kejadian", null=True, blank=True, help_text="Kosongkan bila sama dengan tanggal LKN."
    )
    place = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah kejadian")
    summary = models.TextField("ringkasan", blank=True, help_text="Tanpa nama orang; sebut tersangka dengan kodenya.")
    prominent = models.BooleanField("kasus menonjol", default=False)
    prominent_reason = models.CharField(
        "alasan menonjol",
        max_length=300,
        blank=True,
        help_text="Dapat tercetak di laporan, jadi tanpa nama orang.",
    )
    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="jaringan"
    )
    operation_name = models.CharField("nama operasi bersama", max_length=120, blank=True)
    first_substance = CodeField("zat yang pertama", list_name="substance", blank=True, editable=False)
    first_novelty = CodeField("yang pertama", list_name="first_novelty", blank=True, editable=False)
    first_what = models.CharField("apa yang baru", max_length=200, blank=True, editable=False)
    first_since = YearField("wilayah dikenal sejak", null=True, blank=True, editable=False)  # type: ignore[misc]
    first_cases = models.PositiveIntegerField("kasus yang mendasari", null=True, blank=True, editable=False)
    first_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="dipastikan oleh",
    )
    first_confirmed_at = models.DateTimeField("dipastikan pada", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-lkn_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="case_number_once",
                violation_error_message="Nomor LKN ini sudah dipakai di satuan kerja ini.",
            ),
            models.CheckConstraint(
                condition=Q(prominent=False) | ~Q(prominent_reason=""),
                name="case_prominent_with_reason",
                violation_error_message="Kasus menonjol memerlukan alasan.",
            ),
            models.CheckConstraint(
                condition=Q(began_on__isnull=True) | Q(began_on__lte=models.F("lkn_on")),
                name="case_began_before_lkn",
                violation_error_message="Tanggal kejadian sesudah tanggal LKN.",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def happened_on(self) -> date:
        return self.lkn_on

    @property
    def first_day(self) -> date:
        """No arrest and no seizure of this case lies before this day."""
        return self.began_on or self.lkn_on

    @property
    def is_first_in_area(self) -> bool:
        return self.first_confirmed_at is not None

    @property
    def first_in_words(self) -> str:
        """ "Zat: ganja cair, cairan untuk rokok elektrik; pertama sejak 2019 menurut 41 kasus tercatat"."""
        if not self.is_first_in_area:
            return ""
        said = f"{label('first_novelty', self.first_novelty)}: {self.first_what}"
        return f"{said}; pertama sejak {self.first_since} menurut {write_number(self.first_cases or 0)} kasus tercatat"

    def clean(self) -> None:
        refuse_future(self, "lkn_on")
        if self.began_on and self.lkn_on and self.began_on > self.lkn_on:
            raise ValidationError({"began_on": "Tanggal kejadian sesudah tanggal LKN."})
        if self.prominent and not self.prominent_reason.strip():
            raise ValidationError({"prominent_reason": "Tuliskan mengapa kasus ini menonjol."})
        if self.network is not None and self.network.office_id != self.office_id:
            raise ValidationError({"network": "Pilih jaringan satuan kerja ini."})


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


class Seizure(EnforcementRecord):
    """So much of one substance in one unit, seized on one day. Net counts; gross only where it is all there is."""

    substance = CodeField("zat", list_name="substance")
    unit = CodeField("satuan", list_name="unit")
    net = AmountField("jumlah bersih", null=True, blank=True)
    gross = AmountField("berat kotor", null=True, blank=True)
    seized_on = models.DateField("disita pada")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{label('substance', self.substance)} {self.in_words}"

    @property
    def happened_on(self) -> date:
        return self.seized_on

    @property
    def amount(self) -> int:
        """What is counted, in millionths of the unit."""
        return int(self.gross or 0) if self.net is None else int(self.net)

    @property
    def aspect(self) -> str:
        return "gross" if self.net is None else "net"

    @property
    def in_words(self) -> str:
        said = amount_in_words(self.amount, self.unit)
        return f"{said} ({label('aspect', 'gross')})" if self.aspect == "gross" else said

    @property
    def gross_in_words(self) -> str:
        return "" if self.gross is None else amount_in_words(int(self.gross), self.unit)

    def clean(self) -> None:
        refuse_future(self, "seized_on")
        refuse_unit(self.substance, self.unit)
        if self.net is None and self.gross is None:
            raise ValidationError({"net": "Isi jumlah bersih, atau berat kotor bila hanya itu yang diketahui."})
        for name in ("net", "gross"):
            amount = getattr(self, name)
            if amount is not None and amount <= 0:
                raise ValidationError({name: "Isi lebih dari nol."})
        if self.gross is not None and self.unit not in WEIGHED:
            raise ValidationError({"gross": "Berat kotor hanya untuk gram dan ml. Isi jumlahnya pada jumlah bersih."})
        if self.net is not None and self.gross is not None and self.gross < self.net:
            raise ValidationError({"gross": "Berat kotor lebih kecil daripada berat bersih."})


def units_of(substance: str) -> list[str]:
    """The units in which a substance is recorded, as its code says."""
    return [unit for unit in attribute("substance", substance, "units", []) if unit in PLACES]


def refuse_unit(substance: str, unit: str) -> None:
    """A substance has units of its own; the sentence names them."""
    allowed = units_of(substance)
    if unit and unit not in allowed:
        named = [label("unit", one) for one in allowed]
        listed = " atau ".join(filter(None, [", ".join(named[:-1]), named[-1] if named else ""]))
        raise ValidationError({"unit": f"{label('substance', substance)} dicatat dalam {listed or 'satuan lain'}."})


class Exhibit(Seizure):
    """Something seized in a case of this office."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits", verbose_name="kasus")
    form = CodeField("bentuk", list_name="exhibit_form", blank=True)
    description = models.CharField(
        "keterangan", max_length=200, blank=True, help_text="Misalnya kemasan dan nomor segel."
    )

    class Meta:
        ordering = ["case", "seized_on", "id"]

    def clean(self) -> None:
        super().clean()
        if self.seized_on and self.seized_on < self.case.first_day:
            raise ValidationError(
                {"seized_on": f"Mendahului tanggal kejadian kasusnya ({self.case.first_day:%d-%m-%Y})."}
            )


def standing(records: Collection[Any]) -> list[Any]:
    """Those that are not cancelled, of records already fetched."""
    return [record for record in records if not record.is_cancelled]


def refuse_future(record: EnforcementRecord, name: str) -> None:
    """What has happened cannot lie ahead."""
    day: date | None = getattr(record, name)
    if day and day > record.office.local_day():
        raise ValidationError({name: "Tanggal belum terjadi."})
