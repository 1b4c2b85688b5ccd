"""Test sessions, and whether an office counts those in a raid."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute, codes
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.reaching.messages import expulsion_words
from bersinar.foundation.regions.models import Region
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record
from bersinar.programmes.activities import public as activities
from bersinar.programmes.activities.public import get_activity

from .guardians import GuardianConsents, is_of_minors

URINE_TEST = "urine_test"


class ActivityIdField(activities.ActivityIdField):
    """As the room of kegiatan has it. The name stays here: migrations know it by this place."""


class RaidRule(Scoped, Record):
    """Whether an office counts tests in a raid as deteksi dini too. Without a rule it does."""

    read_permission: ClassVar[Permission] = Permission.SCREENING_READ
    write_permission: ClassVar[Permission] = Permission.SCREENING_RULES_WRITE

    office = models.OneToOneField(
        Office, on_delete=models.PROTECT, related_name="raid_rule", verbose_name="satuan kerja"
    )
    counts = models.BooleanField("tes urine dalam razia dihitung sebagai deteksi dini", default=True)

    class Meta:
        verbose_name = "aturan razia"

    def __str__(self) -> str:
        return f"Aturan razia {self.office}"


def raids_count(office: Office) -> bool:
    """Whether this office counts tests in a raid as deteksi dini too."""
    rule: RaidRule | None = getattr(office, "raid_rule", None)
    return rule is None or rule.counts


class UrineSession(Scoped, Record):
    """One test session at one institution. Without a head-count the session stands, and the sum says "at least"."""

    read_permission: ClassVar[Permission] = Permission.SCREENING_READ
    write_permission: ClassVar[Permission] = Permission.SCREENING_WRITE

    activity_id = ActivityIdField("kegiatan", db_index=True)
    held_on = models.DateField("tanggal")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="urine_sessions", verbose_name="instansi"
    )
    environment = CodeField(
        "lingkungan", list_name="environment", blank=True, help_text="Kosongkan untuk memakai lingkungan instansinya."
    )
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="wilayah",
        help_text="Kosongkan untuk memakai wilayah instansinya.",
    )
    is_raid = models.BooleanField("bagian dari razia", default=False)
    with_minors = models.BooleanField(
        "ada yang di bawah 18 tahun", default=False, help_text="Untuk sekolah tidak perlu dicentang."
    )
    consents = models.ForeignKey(
        GuardianConsents, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions",
        verbose_name="persetujuan wali",
        help_text="Wajib bila yang dites anak. Kosongkan untuk memakai persetujuan yang berlaku di instansi itu.",
    )  # fmt: skip
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by", verbose_name="susulan dari sesi",
        help_text="Untuk yang tidak hadir pada sesi sebelumnya.",
    )  # fmt: skip
    request_letter = models.CharField("nomor surat permintaan", max_length=80, blank=True)
    requested_on = models.DateField("tanggal surat permintaan", null=True, blank=True)
    panel = CodeField("panel alat tes", list_name="urine_panel", blank=True)
    kit_brand = models.CharField("merek alat tes", max_length=80, blank=True)
    kit_lot = models.CharField("nomor lot", max_length=40, blank=True)
    kit_expires_on = models.DateField("kedaluwarsa alat tes", null=True, blank=True)
    invited = models.PositiveIntegerField("diundang", null=True, blank=True)
    tested = models.PositiveIntegerField(
        "dites", null=True, blank=True, help_text="Kosongkan bila jumlahnya belum dicatat."
    )
    male = models.PositiveIntegerField("dites, laki-laki", null=True, blank=True)
    female = models.PositiveIntegerField("dites, perempuan", null=True, blank=True)
    absent = models.PositiveIntegerField("tidak hadir", null=True, blank=True)
    note = models.TextField("catatan", blank=True, help_text="Jangan menulis nama atau hasil di sini.")

    class Meta:
        verbose_name = "sesi tes urine"
        ordering = ["-held_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tested__isnull=True)
                | Q(male__isnull=True)
                | Q(female__isnull=True)
                | Q(tested=F("male") + F("female")),
                name="session_sexes_make_tested",
                violation_error_message="Laki-laki dan perempuan bersama harus sama dengan jumlah yang dites.",
            ),
            models.CheckConstraint(
                condition=Q(tested__isnull=True) | Q(invited__isnull=True) | Q(tested__lte=F("invited")),
                name="session_tested_within_invited",
                violation_error_message="Yang dites melebihi yang diundang.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tes urine {self.institution}, {self.held_on:%d-%m-%Y}"

    @property
    def happened_on(self) -> date:
        return self.held_on

    @property
    def is_counted(self) -> bool:
        """Whether the session counts as deteksi dini; a raid does where its office says so."""
        return not self.is_raid or raids_count(self.office)

    @property
    def asks_guardians(self) -> bool:
        """Whether children are tested, so that it takes the consents of their guardians."""
        return self.with_minors or is_of_minors(self.institution)

    @property
    def refuses_files(self) -> str:
        """Why no file is kept with this session, which is open to all: lists and sheets of a school name children."""
        if not self.asks_guardians:
            return ""
        return "Berkas sesi anak tidak disimpan di sini: daftar dan lembarnya memuat nama. Serahkan kepada klinik."

    @property
    def kit_was_expired(self) -> bool:
        return self.kit_expires_on is not None and self.kit_expires_on < self.held_on

    @property
    def parameters(self) -> list[str]:
        """What the kits look for: those of its lots, else of its panel; every parameter that is known where that is not."""
        panels = set(self.kit_uses.filter(cancelled_at__isnull=True).order_by().values_list("lot__panel", flat=True))
        looked_for = {
            code for panel in panels or {self.panel} for code in attribute("urine_panel", panel, "parameters") or ()
        }
        return [code for code in codes("urine_parameter") if not looked_for or code in looked_for]

    def clean(self) -> None:
        if not self.environment:
            self.environment = self.institution.environment
        if self.region_id is None:
            self.region_id = self.institution.region_id
        if self.male is not None and self.female is not None and self.tested is None:
            self.tested = self.male + self.female
        problems = self._activity_problems() | self._day_problems() | self._count_problems() | self._consent_problems()
        problems |= problems_of(self) | self._note_problems() | self._follow_problems()
        if self.region_id is None:
            problems["region"] = "Pilih wilayah tesnya; instansi ini belum punya wilayah."
        if problems:
            raise ValidationError(problems)

    def _day_problems(self) -> dict[str, str]:
        if self.held_on and self.held_on > self.office.local_day():
            return {"held_on": "Tanggal belum terjadi."}
        if self.held_on and self.requested_on and self.requested_on > self.held_on:
            return {"requested_on": "Surat permintaan bertanggal sesudah tesnya."}
        return {}

    def _count_problems(self) -> dict[str, str]:
        male, female, problems = self.male or 0, self.female or 0, {}
        if self.tested is None and (male or female):
            problems["tested"] = "Isi jumlah yang dites seluruhnya, karena bagiannya diisi."
        if self.tested is None:
            return problems
        both = self.male is not None and self.female is not None
        if male + female > self.tested or (both and male + female != self.tested):
            sums = f"{write_number(male)} + {write_number(female)} = {write_number(male + female)}"
            problems["tested"] = (
                f"Laki-laki dan perempuan {sums}, tetapi yang dites {write_number(self.tested)}. Perbaiki salah satu."
            )
        if self.invited is not None and self.tested + (self.absent or 0) > self.invited:
            problems["invited"] = (
                f"Diundang {write_number(self.invited)}, tetapi dites {write_number(self.tested)} dan tidak hadir "
                f"{write_number(self.absent or 0)}. Perbaiki salah satu."
            )
        return problems

    def _follow_problems(self) -> dict[str, str]:
        first = self.follows
        if first is None:
            return {}
        if first.office_id != self.office_id or first.is_cancelled or first.pk == self.pk:
            return {"follows": "Pilih sesi tes satuan kerja ini."}
        if first.institution.counted_id != self.institution.counted_id:
            return {"follows": f"Sesi itu di {first.institution}. Susulan hanya untuk instansi yang sama."}
        if first.follows_id:
            return {"follows": "Sesi itu sendiri susulan. Pilih sesi pertamanya."}
        if self.held_on and self.held_on < first.held_on:
            return {"held_on": f"Mendahului sesi pertamanya, {first.held_on:%d-%m-%Y}."}
        return {}

    def _note_problems(self) -> dict[str, str]:
        found = expulsion_words(self.note) if self.note and self.asks_guardians else []
        if not found:
            return {}
        return {"note": f"Hapus kata “{'”, “'.join(found)}”: hasil tes bukan alasan mengeluarkan atau menghukum anak."}

    def _consent_problems(self) -> dict[str, str]:
        consents = self.consents
        if consents is None:
            return {}
        if consents.office_id != self.office_id or consents.is_cancelled:
            return {"consents": "Pilih persetujuan wali satuan kerja ini."}
        if not self.asks_guardians:
            return {"consents": "Hanya untuk tes anak. Kosongkan, atau centang bahwa ada yang di bawah 18 tahun."}
        if self.held_on and not consents.holds(self.institution, self.held_on):
            return {"consents": "Persetujuan ini untuk instansi lain, atau tidak berlaku pada tanggal tes."}
        return {}

    def _activity_problems(self) -> dict[str, str]:
        activity = get_activity(self.activity_id)
        if activity is None or activity.office_id != self.office_id or not activity.is_standing:
            return {"activity_id": "Pilih kegiatan tes urine satuan kerja ini."}
        if activity.type != URINE_TEST or not activity.is_organised:
            return {"activity_id": "Pilih kegiatan berjenis tes urine yang diadakan sendiri."}
        if self.held_on and self.held_on.year != activity.year:
            return {"held_on": f"Kegiatan ini baris program tahun {activity.year}; tanggalnya harus dalam tahun itu."}
        return {}
