"""Test sessions, and the results that only their testing officer and the treatment side see."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped, ScopedQuerySet
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.counts import CountsField
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.codelists.lists import attribute, codes, label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record
from bersinar.programmes.activities import public as activities
from bersinar.programmes.activities.public import get_activity

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
    def kit_was_expired(self) -> bool:
        return self.kit_expires_on is not None and self.kit_expires_on < self.held_on

    @property
    def parameters(self) -> list[str]:
        """What the kit looks for; every parameter that is known where the panel is not."""
        return list(attribute("urine_panel", self.panel, "parameters") or codes("urine_parameter"))

    def clean(self) -> None:
        if not self.environment:
            self.environment = self.institution.environment
        if self.region_id is None:
            self.region_id = self.institution.region_id
        if self.male is not None and self.female is not None and self.tested is None:
            self.tested = self.male + self.female
        problems = self._activity_problems() | self._day_problems() | self._count_problems() | problems_of(self)
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

    def _activity_problems(self) -> dict[str, str]:
        activity = get_activity(self.activity_id)
        if activity is None or activity.office_id != self.office_id or not activity.is_standing:
            return {"activity_id": "Pilih kegiatan tes urine satuan kerja ini."}
        if activity.type != URINE_TEST or not activity.is_organised:
            return {"activity_id": "Pilih kegiatan berjenis tes urine yang diadakan sendiri."}
        if self.held_on and self.held_on.year != activity.year:
            return {"held_on": f"Kegiatan ini baris program tahun {activity.year}; tanggalnya harus dalam tahun itu."}
        return {}


class ResultQuerySet(ScopedQuerySet):
    """Results: for the office's treatment side, and for the testing officer of the session, nobody else."""

    def visible_to(self, user: User) -> Self:
        if user.side is Side.ENFORCEMENT:
            return self.none()  # also for one who tested: the two sides do not meet in one person
        tester = Q(tester_id=user.pk, office_id__in=user.scope(Permission.SCREENING_WRITE))
        return self.filter(Q(office_id__in=user.scope(Permission.SCREENING_RESULTS)) | tester)


class SessionResult(Scoped, Record):
    """How many of a session's people reacted, and on what. Numbers only: who it was is never written here.

    `tester_id` repeats who recorded the session, so that the database's wall can open this row to that person.
    """

    read_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS
    write_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS

    session = models.ForeignKey(UrineSession, on_delete=models.PROTECT, related_name="results", verbose_name="sesi")
    tester_id = models.UUIDField(editable=False)
    persons_reactive = models.PositiveIntegerField("orang dengan hasil reaktif")
    by_parameter = CountsField("reaktif menurut parameter", list_name="urine_parameter")
    confirmed = models.PositiveIntegerField("dipastikan laboratorium", null=True, blank=True)
    explained = models.PositiveIntegerField("karena obat resep", null=True, blank=True)
    referred = models.PositiveIntegerField("dirujuk ke asesmen", null=True, blank=True)

    objects: ClassVar[Any] = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil tes"
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(cancelled_at__isnull=True),
                name="result_once_per_session",
                violation_error_message="Hasil sesi ini sudah dicatat. Ubah hasil yang ada.",
            ),
            models.CheckConstraint(
                condition=Q(referred__isnull=True) | Q(referred__lte=F("persons_reactive")),
                name="result_referred_within_reactive",
                violation_error_message="Yang dirujuk melebihi yang reaktif.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hasil {self.session}"

    @property
    def happened_on(self) -> date:
        return self.session.held_on

    def clean(self) -> None:
        if self.session.is_cancelled:
            raise ValidationError({"session": "Sesi ini sudah dibatalkan."})
        if self.session.tested is None:
            raise ValidationError({"session": "Isi dahulu jumlah yang dites pada sesinya."})
        if self.persons_reactive is None:
            return  # said by the field itself
        if self.persons_reactive > self.session.tested:
            raise ValidationError({"persons_reactive": too_many_reactive(self.persons_reactive, self.session.tested)})
        problems = self._parameter_problems() | self._follow_up_problems()
        if problems:
            raise ValidationError(problems)

    def _parameter_problems(self) -> dict[str, str]:
        """One person may react on several parameters, but on each only once."""
        reactive, counts = self.persons_reactive, {c: n for c, n in self.by_parameter.items() if isinstance(n, int)}
        unknown = [code for code in counts if code not in self.session.parameters]
        if unknown:
            return {"by_parameter": f"Panel sesi ini tidak memuat {', '.join(_called(code) for code in unknown)}."}
        for code, count in counts.items():
            if count > reactive:
                return {"by_parameter": f"{_called(code)} {write_number(count)}, melebihi {_people(reactive)}."}
        together = sum(counts.values())
        if counts and together < reactive:
            return {
                "by_parameter": f"Semua parameter bersama {write_number(together)}, kurang dari {_people(reactive)}. "
                "Setiap orang yang reaktif punya paling sedikit satu parameter."
            }
        return {}

    def _follow_up_problems(self) -> dict[str, str]:
        reactive, settled = self.persons_reactive, (self.confirmed or 0) + (self.explained or 0)
        if settled > reactive:
            sums = (
                f"{write_number(self.confirmed or 0)} + {write_number(self.explained or 0)} = {write_number(settled)}"
            )
            return {"confirmed": f"Dipastikan dan karena obat resep {sums}, melebihi {_people(reactive)}."}
        if (self.referred or 0) > reactive:
            return {"referred": f"Dirujuk {write_number(self.referred or 0)}, melebihi {_people(reactive)}."}
        return {}


class SlipPrint(Scoped, Record):
    """Slips that invite to a talk, printed for the reactive people of a session: how many, never for whom.

    The codes are rehabilitation's and are not kept here. `tester_id` is as in the result, for the database's wall.
    """

    read_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS
    write_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS

    result = models.ForeignKey(SessionResult, on_delete=models.PROTECT, related_name="slips", verbose_name="hasil tes")
    tester_id = models.UUIDField(editable=False)
    count = models.PositiveSmallIntegerField("lembar")
    replaces = models.BooleanField("pengganti yang hilang atau rusak", default=False)

    objects: ClassVar[Any] = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "lembar undangan"
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"{self.count} lembar undangan"


def slips_of(result: SessionResult) -> tuple[int, int]:
    """How many people of a session have a slip, and how many slips were printed again."""
    counts = dict.fromkeys((False, True), 0)
    for one in SlipPrint.objects.standing().filter(result=result):
        counts[one.replaces] += one.count
    return counts[False], counts[True]


def too_many_reactive(reactive: int, tested: int) -> str:
    """The sentence of the one rule that joins a session with its result."""
    return f"Reaktif {write_number(reactive)}, melebihi {write_number(tested)} orang yang dites. Perbaiki salah satu."


def _people(reactive: int) -> str:
    return f"{write_number(reactive)} orang yang reaktif"


def _called(code: str) -> str:
    return label("urine_parameter", code)
