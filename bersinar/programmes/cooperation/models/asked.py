"""What others ask of the office in writing: agencies for data, citizens for public information.

Neither ever hands out what lies on a closed side. A request for information is known by its number; who asked lies
sealed, for the answer has to reach a person and no list has to name one.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from ..ways import DATA_WAY, INFORMATION_WAY
from .partners import Agreement, Partner
from .records import CooperationRecord, refuse_future, refuse_unusable

OF_US = "of_us"
PERSONAL = "personal"
REFUSED = "refused"


class DataRequest(CooperationRecord):
    """One letter by which an agency asks for data, ours of others or others of us, and what was shared in the end."""

    direction = CodeField("arah", list_name="data_direction")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="data_requests", verbose_name="mitra")
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="data_requests",
        verbose_name="berdasarkan kerja sama",
    )  # fmt: skip
    letter = models.CharField("nomor surat", max_length=80, blank=True)
    asked_on = models.DateField("tanggal surat")
    sort = CodeField("jenis data", list_name="data_sort")
    asked = models.TextField("data yang diminta", max_length=600, help_text="Tanpa nama orang.")
    purpose = models.CharField("untuk keperluan", max_length=200)
    ground = models.CharField(
        "dasar hukum", max_length=200, blank=True, help_text="Wajib untuk data pribadi (UU 27/2022)."
    )
    due_on = models.DateField("diminta paling lambat", null=True, blank=True)
    stage = models.CharField("tahap", max_length=12, choices=DATA_WAY.choices(), default=DATA_WAY.first, editable=False)
    allowed_on = models.DateField("diizinkan kepala pada", null=True, blank=True, editable=False)
    ended_on = models.DateField("dijawab pada", null=True, blank=True, editable=False)
    shared = models.TextField("yang dibagikan", max_length=600, blank=True, editable=False)
    carrier = CodeField("diserahkan lewat", list_name="data_carrier", blank=True, editable=False)
    refusal = models.TextField("alasan tidak dibagikan", max_length=600, blank=True, editable=False)

    class Meta:
        verbose_name = "permintaan data"
        ordering = ["-asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("asked_on")), name="data_request_due_after_letter",
                violation_error_message="Batas waktunya mendahului tanggal surat.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("asked_on")),
                name="data_request_answered_after_letter",
                violation_error_message="Jawaban mendahului tanggal surat.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.partner}: {self.asked if len(self.asked) <= 60 else f'{self.asked[:57]}…'}"

    @property
    def happened_on(self) -> date:
        return self.asked_on

    @property
    def is_open(self) -> bool:
        return self.stage not in DATA_WAY.ends

    @property
    def next_due(self) -> date | None:
        """Until when an answer is owed; None where none is, or no day was named."""
        return self.due_on if self.is_open else None

    @property
    def asks_head(self) -> bool:
        """Whether personal data would leave the house: its head alone allows that."""
        return self.direction == OF_US and self.sort == PERSONAL

    def clean(self) -> None:
        refuse_future(self, "asked_on")
        refuse_unusable(self.partner, self, "partner", "Mitra")
        if self.agreement is not None:
            refuse_unusable(self.agreement, self, "agreement", "Kerja sama")
            if self.agreement.partner_id != self.partner_id:
                raise ValidationError({"agreement": "Kerja sama ini dengan mitra lain."})
        if self.sort == PERSONAL and not self.ground.strip():
            raise ValidationError({"ground": "Data pribadi hanya dibagikan dengan dasar hukum. Tuliskan pasalnya."})


class InformationRequest(SealedRecord, CooperationRecord):
    """One request for public information (UU 14/2008), with its clock, its answer and, where there is one, the objection."""

    side = "open"

    number = models.CharField("nomor registrasi", max_length=120, editable=False)
    received_on = models.DateField("diterima pada")
    channel = CodeField("lewat", list_name="contact_channel")
    applicant_kind = CodeField("pemohon", list_name="applicant_kind")
    applicant = SealedField("nama pemohon", null=True, blank=True)
    contact = SealedField("alamat jawaban", null=True, blank=True)
    topic = models.TextField("informasi yang diminta", max_length=600, help_text="Tanpa nama pemohon atau orang lain.")
    purpose = models.CharField("tujuan penggunaan", max_length=200, blank=True)
    info_class = CodeField("golongan informasi", list_name="information_class", blank=True)
    due_on = models.DateField("dijawab paling lambat", editable=False)
    stage = models.CharField(
        "tahap", max_length=12, choices=INFORMATION_WAY.choices(), default=INFORMATION_WAY.first, editable=False
    )
    extended_on = models.DateField("diperpanjang pada", null=True, blank=True, editable=False)
    extension = models.CharField("alasan perpanjangan", max_length=200, blank=True, editable=False)
    answered_on = models.DateField("dijawab pada", null=True, blank=True, editable=False)
    decision = CodeField("keputusan", list_name="information_decision", blank=True, editable=False)
    ground = CodeField("alasan penolakan", list_name="information_ground", blank=True, editable=False)
    answer = models.TextField("jawaban", max_length=600, blank=True, editable=False)
    working_days = models.PositiveSmallIntegerField("lama menjawab (hari kerja)", null=True, blank=True, editable=False)
    objected_on = models.DateField("keberatan diterima pada", null=True, blank=True, editable=False)
    objection = models.TextField("isi keberatan", max_length=600, blank=True, editable=False)
    objection_due_on = models.DateField("ditanggapi paling lambat", null=True, blank=True, editable=False)
    settled_on = models.DateField("ditanggapi pada", null=True, blank=True, editable=False)
    settlement = models.TextField("tanggapan", max_length=600, blank=True, editable=False)

    class Meta:
        verbose_name = "permohonan informasi"
        ordering = ["-received_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"], name="information_request_number_once",
                violation_error_message="Nomor registrasi ini baru saja dipakai. Kirim lagi.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")),
                name="information_answered_after_received",
                violation_error_message="Jawaban mendahului tanggal diterima.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["office", "stage", "due_on"], name="information_request_clock")]

    def __str__(self) -> str:
        return f"Permohonan {self.number}"

    @property
    def happened_on(self) -> date:
        return self.received_on

    @property
    def is_open(self) -> bool:
        return self.stage not in INFORMATION_WAY.ends

    @property
    def next_due(self) -> date | None:
        """Until when the office owes something; None where it owes nothing."""
        if self.stage in ("received", "extended"):
            return self.due_on
        return self.objection_due_on if self.stage == "objected" else None

    @property
    def in_time(self) -> bool | None:
        """Whether the answer kept its term; None without an answer."""
        return None if self.answered_on is None else self.answered_on <= self.due_on

    def clean(self) -> None:
        refuse_future(self, "received_on")
        refuse_future(self, "answered_on")
