"""Coded pots: a sheet of codes for one test, and what became of each code. Who gave which pot is never known here.

The list of codes and people is filled in by the institution and stays there. A pot's row is closed like a result.
"""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.codelists.fields import CodesField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import problems_of
from bersinar.foundation.typesetting.labels import SPOKEN
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.models import Record

from .results import ResultQuerySet
from .sessions import UrineSession

MOST_POTS = 500


def pot_code() -> str:
    """A short code by chance, of letters and digits that are not taken for others. It follows no list of names."""
    drawn = "".join(secrets.choice(SPOKEN) for _ in range(6))
    return f"{drawn[:3]}-{drawn[3:]}"


class PotSheet(Scoped, Record):
    """A sheet of codes made for one test at one institution, before the day or on it."""

    read_permission: ClassVar[Permission] = Permission.SCREENING_READ
    write_permission: ClassVar[Permission] = Permission.SCREENING_WRITE

    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="pot_sheets", verbose_name="instansi"
    )
    planned_on = models.DateField("untuk tes tanggal")
    count = models.PositiveIntegerField(
        "jumlah kode", help_text=f"Satu untuk tiap orang dan beberapa cadangan, paling banyak {MOST_POTS}."
    )
    session = models.ForeignKey(
        UrineSession, null=True, blank=True, on_delete=models.PROTECT, related_name="pot_sheets", verbose_name="sesi tes",
        help_text="Dipilih sesudah tesnya dicatat; hasil menurut kode baru dapat diisi sesudah itu.",
    )  # fmt: skip

    rest_read_at = models.DateTimeField("sisanya dicatat negatif", null=True, editable=False)

    class Meta:
        verbose_name = "lembar kode pot"
        ordering = ["-planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=MOST_POTS), name="pot_sheet_size",
                violation_error_message=f"Isi 1 sampai {MOST_POTS}.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{write_number(self.count)} kode pot {self.institution}, {self.planned_on:%d-%m-%Y}"

    def clean(self) -> None:
        problems = problems_of(self)
        if self.count is not None and not 1 <= self.count <= MOST_POTS:
            problems["count"] = f"Isi 1 sampai {MOST_POTS}. Untuk lebih banyak orang, buat lembar kedua."
        session = self.session
        if session is not None:
            if session.office_id != self.office_id or session.is_cancelled:
                problems["session"] = "Pilih sesi tes satuan kerja ini."
            elif session.institution.counted_id != self.institution.counted_id:
                problems["session"] = f"Sesi ini di {session.institution}, lembarnya untuk {self.institution}."
        if problems:
            raise ValidationError(problems)


class PotResult(models.TextChoices):
    NEGATIVE = "negative", "Negatif"
    REACTIVE = "reactive", "Reaktif"
    INVALID = "invalid", "Tidak sah"


class Confirmation(models.TextChoices):
    POSITIVE = "positive", "Positif"
    NEGATIVE = "negative", "Negatif"


class Pot(Scoped, Record):
    """One code with its result and what followed. `tester_id` is as in the result of a session: it opens the wall."""

    read_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS
    write_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS

    sheet = models.ForeignKey(PotSheet, on_delete=models.PROTECT, related_name="pots", editable=False)
    tester_id = models.UUIDField(editable=False)
    code = models.CharField("kode", max_length=7, blank=True, editable=False)
    result = models.CharField("hasil", max_length=8, blank=True, choices=PotResult)
    reactive = CodesField("reaktif pada", list_name="urine_parameter")
    medicines = CodesField(
        "obat yang disebut orangnya", list_name="declared_medicine", help_text="Ditanyakan sebelum tes, untuk seminggu terakhir."
    )  # fmt: skip
    explained_on = models.DateField(
        "dijelaskan resep pada", null=True, blank=True, help_text="Resep atau surat dokter diperlihatkan dan sesuai."
    )
    sent_on = models.DateField("dikirim ke laboratorium pada", null=True, blank=True)
    laboratory = models.CharField("laboratorium", max_length=120, blank=True)
    answered_on = models.DateField("jawaban diterima pada", null=True, blank=True)
    answer_letter = models.CharField("nomor surat hasil laboratorium", max_length=80, blank=True)
    confirmation = models.CharField("hasil laboratorium", max_length=8, blank=True, choices=Confirmation)
    offered_on = models.DateField("asesmen ditawarkan pada", null=True, blank=True)
    erased_at = models.DateTimeField(null=True, editable=False)  # by the office's rule; the sums of the result stay

    objects: ClassVar[Any] = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "kode pot"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"], condition=~Q(code=""), name="pot_code_once",
                violation_error_message="Kode ini sudah dipakai.",
            ),
            models.CheckConstraint(
                condition=Q(confirmation="") | Q(answered_on__isnull=False), name="pot_confirmed_on_a_day",
                violation_error_message="Isi hari jawaban laboratorium diterima.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Kode {self.code}" if self.code else "Kode yang sudah dihapus"

    @property
    def waited(self) -> int | None:
        """How many days the laboratory took."""
        return (self.answered_on - self.sent_on).days if self.answered_on and self.sent_on else None

    def clean(self) -> None:
        if self.erased_at:
            raise ValidationError("Kode ini sudah dihapus menurut masa simpan.")
        session = self.sheet.session
        if session is None:
            raise ValidationError("Pasangkan dahulu lembar kodenya dengan sesi tesnya.")
        problems = self._result_problems(session) | self._laboratory_problems()
        for name in ("explained_on", "sent_on", "answered_on", "offered_on"):
            day = getattr(self, name)
            if day and day > self.office.local_day():
                problems[name] = "Tanggal belum terjadi."
            elif day and day < session.held_on:
                problems[name] = f"Sebelum hari tes, {session.held_on:%d-%m-%Y}."
        if problems:
            raise ValidationError(problems)

    def _result_problems(self, session: UrineSession) -> dict[str, str]:
        if self.result == PotResult.REACTIVE and not self.reactive:
            return {"reactive": "Pilih paling sedikit satu parameter yang reaktif."}
        unknown = [label("urine_parameter", code) for code in self.reactive if code not in session.parameters]
        if unknown:
            return {"reactive": f"Alat tes sesi ini tidak memuat {', '.join(unknown)}."}
        if self.result == PotResult.REACTIVE:
            return {}
        if self.reactive:
            return {"result": "Ada parameter yang reaktif: pilih hasil reaktif, atau hapus centangnya."}
        followed = [n for n in ("explained_on", "sent_on", "answered_on", "offered_on") if getattr(self, n)]
        return {followed[0]: "Hanya untuk hasil reaktif. Pilih hasilnya dahulu, atau kosongkan."} if followed else {}

    def _laboratory_problems(self) -> dict[str, str]:
        if self.answered_on and not self.sent_on:
            return {"sent_on": "Isi kapan dikirim, karena jawabannya sudah ada."}
        if self.answered_on and self.sent_on and self.answered_on < self.sent_on:
            return {"answered_on": "Jawaban mendahului pengirimannya."}
        if self.sent_on and not self.laboratory.strip():
            return {"laboratory": "Isi laboratorium yang dikirimi."}
        if bool(self.confirmation) != bool(self.answered_on):
            missing = "confirmation" if self.answered_on else "answered_on"
            return {missing: "Isi hasil laboratorium bersama hari diterimanya."}
        return {}


class CountHandout(Scoped, Record):
    """That a count was printed once for the head of an institution, and to whom by office. The count is not kept."""

    read_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS
    write_permission: ClassVar[Permission] = Permission.SCREENING_RESULTS

    session = models.ForeignKey(UrineSession, on_delete=models.PROTECT, related_name="handouts", verbose_name="sesi")
    tester_id = models.UUIDField(editable=False)
    recipient = models.CharField(
        "untuk", max_length=120, help_text="Jabatannya saja, misalnya Kepala Dinas Kesehatan. Jangan menulis nama."
    )
    again_because = models.CharField("alasan dicetak lagi", max_length=200, blank=True)

    objects: ClassVar[Any] = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "lampiran tertutup"
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=Q(again_because=""), name="count_handed_out_once",
                violation_error_message="Lampiran sesi ini sudah pernah dicetak. Tuliskan alasan dicetak lagi.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Lampiran tertutup untuk {self.recipient}"
