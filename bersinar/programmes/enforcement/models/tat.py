"""Requests for an integrated assessment (TAT), as this side keeps them: what was asked, by when, and what the letter says.

Nothing is read from treatment. The letter comes on paper, and its four fields are copied from it by hand.
"""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.codelists.fields import CodeField

from .base import AmountField, EnforcementRecord, amount_in_words, refuse_future, refuse_unit
from .suspects import Suspect

MOST_MONTHS = 24
LETTER = ("letter_number", "letter_on", "role", "dependence", "advised", "months")


class TatRequest(EnforcementRecord):
    """One request: for a suspect of ours, or for one of another agency who is only a code here.

    Its term is a rule of law like all others. What follows from the rule is kept here: the last day, `next_due` while
    the clock runs, and in `measured`, once the letter stopped it, how it stood then.
    """

    audit_hides: ClassVar[frozenset[str]] = frozenset({"measured", "next_due"})

    number = models.CharField("nomor permintaan", max_length=80)
    requested_on = models.DateField("tanggal permintaan")
    due_on = models.DateField("batas waktu", null=True, blank=True, editable=False)
    next_due = models.DateTimeField("tenggat yang berjalan", null=True, blank=True, editable=False)
    measured = models.JSONField("tenggat yang diakhiri", default=list, blank=True, editable=False)
    agency = CodeField("yang meminta", list_name="tat_agency")
    agency_name = models.CharField(
        "nama instansi", max_length=120, blank=True, help_text="Misalnya Polres atau Kejari."
    )
    suspect = models.ForeignKey(
        Suspect, on_delete=models.PROTECT, null=True, blank=True, related_name="tat_requests",
        verbose_name="tersangka kasus sendiri",
    )  # fmt: skip
    outside_code = models.CharField(
        "kode tersangka dari peminta", max_length=40, blank=True,
        help_text="Hanya bila orangnya tidak ada dalam kasus kita: kode dengan huruf besar dan angka, bukan nama.",
    )  # fmt: skip
    legal_team = models.CharField("tim hukum", max_length=200, blank=True, help_text="Petugasnya, bukan tersangkanya.")
    medical_team = models.CharField("tim medis", max_length=200, blank=True)
    session_on = models.DateField("rapat tim", null=True, blank=True)
    letter_number = models.CharField("nomor surat rekomendasi", max_length=80, blank=True)
    letter_on = models.DateField("tanggal surat", null=True, blank=True)
    role = CodeField("peran menurut surat", list_name="tat_role", blank=True)
    dependence = CodeField("taraf ketergantungan menurut surat", list_name="tat_dependence", blank=True)
    advised = CodeField("tempat yang disarankan", list_name="tat_place", blank=True)
    months = models.PositiveSmallIntegerField(
        "lama yang disarankan (bulan)", null=True, blank=True, help_text="0 bila rehabilitasi tidak disarankan."
    )
    follow_up = CodeField("tindak lanjut", list_name="tat_follow_up", blank=True)
    followed_on = models.DateField("tanggal tindak lanjut", null=True, blank=True)

    class Meta:
        ordering = ["-requested_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                condition=Q(cancelled_at__isnull=True),
                name="tat_number_once",
                violation_error_message="Permintaan dengan nomor ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(suspect__isnull=True) ^ Q(outside_code=""),
                name="tat_one_suspect",
                violation_error_message="Pilih tersangka kasus sendiri, atau isi kode dari peminta; salah satu saja.",
            ),
        ]

    def __str__(self) -> str:
        return f"TAT {self.number}"

    @property
    def happened_on(self) -> date:
        return self.requested_on

    @property
    def for_whom(self) -> str:
        """A code, never a name."""
        return str(self.suspect) if self.suspect is not None else f"kode {self.outside_code}"

    @property
    def in_time(self) -> bool | None:
        """Whether the letter came within the term, as it was measured then; None while nothing was."""
        return bool(self.measured[0]["kept"]) if self.measured else None

    def clock_in_words(self, today: date) -> str:
        """How the clock stands: "sisa 3 hari", "lewat 2 hari", "tepat waktu", "terlambat 1 hari"."""
        if self.due_on is None:
            return "tanpa tenggat"
        days = (self.due_on - (self.letter_on or today)).days
        if self.letter_on is not None:
            return "tepat waktu" if self.in_time else f"terlambat {-days} hari" if days < 0 else "terlambat"
        return f"lewat {-days} hari" if days < 0 else f"sisa {days} hari" if days else "hari terakhir"

    def clean(self) -> None:
        for name in ("requested_on", "session_on", "letter_on", "followed_on"):
            refuse_future(self, name)
        errors = {**self._wrong_person(), **self._wrong_days(), **self._wrong_letter()}
        if re.search(r"\d{8,}", re.sub(r"[ .-]", "", self.number or "")):
            errors["number"] = "Nomor permintaan tidak boleh memuat nomor identitas."
        if errors:
            raise ValidationError(errors)

    def _wrong_person(self) -> dict[str, str]:
        if self.suspect is not None and self.outside_code:
            return {"outside_code": "Kosongkan: tersangkanya sudah dipilih dari kasus sendiri."}
        if self.suspect is None and not self.outside_code:
            return {"suspect": "Pilih tersangka kasus sendiri, atau isi kode dari peminta."}
        return {"outside_code": wrong} if (wrong := wrong_code(self.outside_code)) else {}

    def _wrong_days(self) -> dict[str, str]:
        order = (
            ("requested_on", "permintaannya"), ("session_on", "rapat tim"), ("letter_on", "suratnya"), ("followed_on", ""),
        )  # fmt: skip
        known = [(name, words, getattr(self, name)) for name, words in order if getattr(self, name)]
        return {
            name: f"Mendahului {words} ({before:%d-%m-%Y})."
            for (_, words, before), (name, _, day) in itertools.pairwise(known)
            if day < before
        }

    def _wrong_letter(self) -> dict[str, str]:
        given = {name for name in LETTER if getattr(self, name) not in ("", None)}
        if given and given != set(LETTER):
            return {name: "Isi sesuai surat rekomendasi." for name in LETTER if name not in given}
        if not given:
            return {"follow_up": "Tindak lanjut menyusul surat rekomendasi."} if self.follow_up else {}
        if (self.months or 0) > MOST_MONTHS:
            return {"months": f"Paling lama {MOST_MONTHS} bulan. Periksa lagi."}
        if (str(self.advised) == "none") != (self.months == 0):
            return {"months": "Lama 0 bulan hanya bila rehabilitasi tidak disarankan."}
        if bool(self.follow_up) != bool(self.followed_on):
            return {"followed_on" if self.follow_up else "follow_up": "Isi tindak lanjut bersama tanggalnya."}
        return {}


class TatAmount(EnforcementRecord):
    """How much of one substance the requester found with the person: held against the limits of SEMA 4/2010."""

    request = models.ForeignKey(TatRequest, on_delete=models.PROTECT, related_name="amounts", verbose_name="permintaan")
    substance = CodeField("zat", list_name="substance")
    unit = CodeField("satuan", list_name="unit")
    amount = AmountField("jumlah")

    class Meta:
        ordering = ["request", "substance"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="tat_amount_positive", violation_error_message="Isi lebih dari nol."
            )
        ]

    def __str__(self) -> str:
        return amount_in_words(self.amount, self.unit)

    def clean(self) -> None:
        refuse_unit(self.substance, self.unit)
        if self.amount is not None and self.amount <= 0:
            raise ValidationError({"amount": "Isi lebih dari nol."})


def wrong_code(code: str) -> str:
    """Why this is no code for a person; empty where it is one. A name or a NIK is none."""
    if not code:
        return ""
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9./ -]*", code) or not re.search(r"\d", code):
        return "Tulis kode dengan huruf besar dan sedikitnya satu angka, misalnya X-07; bukan nama."
    if re.search(r"\d{8,}", re.sub(r"[ ./-]", "", code)):
        return "Kode tidak boleh memuat nomor identitas."
    return ""
