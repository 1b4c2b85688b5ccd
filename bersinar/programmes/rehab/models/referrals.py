"""Referrals: the sender's record, the parcel that travels to another office, and the review of an override.

A sender's client is never shown to whoever receives: what crosses is a parcel, in the box of the office it is
addressed to, with a sealed copy of just what the client agreed to send.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.codelists.fields import CodeField, CodesField
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from ..ways import REFERRAL_WAY
from .clients import Client
from .episodes import Episode
from .facilities import Facility
from .intake import Intake
from .records import TreatmentRecord, refuse_future

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User

IN_WORDS = ("plan", "discharge")  # parts of the file that the sender writes for the receiver


class Referral(SealedRecord, TreatmentRecord):
    """The sender's record of handing a client on: to another office here (a transfer) or to a facility outside.

    What another office answers stands on its parcel; what a facility answers the sender notes here.
    """

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"cause"})  # it may speak of an illness

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="referrals", verbose_name="klien")
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals", editable=False,
        verbose_name="episode",
    )  # fmt: skip
    to_office = models.ForeignKey(
        Office,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="satuan kerja BNN tujuan",
    )
    facility = models.ForeignKey(
        Facility, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals",
        verbose_name="fasilitas tujuan", help_text="Rumah sakit, balai, atau LRKM. Pilih satuan kerja atau fasilitas.",
    )  # fmt: skip
    cause = CodeField("alasan merujuk", list_name="referral_reason")
    urgency = CodeField("kegawatan rujukan", list_name="referral_urgency")
    sends = CodesField("yang dikirim", list_name="referral_content")
    sent_on = models.DateField("dikirim pada")
    plan = SealedField("ringkasan rencana terapi", null=True, blank=True)
    discharge = SealedField("ringkasan pulang", null=True, blank=True)
    ground = SealedField("alasan mengirim tanpa persetujuan", null=True, blank=True)
    stage = models.CharField(
        "tahap", max_length=8, choices=REFERRAL_WAY.choices(), default=REFERRAL_WAY.first, editable=False
    )
    answered_on = models.DateField("dijawab pada", null=True, blank=True, editable=False)
    refusal = CodeField("alasan ditolak", list_name="referral_refusal", blank=True, editable=False)
    ended_on = models.DateField("selesai atau ditarik pada", null=True, blank=True, editable=False)
    revoked_for = CodeField("alasan ditarik", list_name="referral_revocation", blank=True, editable=False)

    class Meta:
        ordering = ["-sent_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_office__isnull=True, facility__isnull=False)
                | Q(to_office__isnull=False, facility__isnull=True),
                name="referral_one_goal",
                violation_error_message="Pilih satuan kerja BNN atau fasilitas tujuan; salah satu saja.",
            ),
            models.CheckConstraint(
                condition=Q(to_office__isnull=True) | ~Q(to_office=F("office")),
                name="referral_elsewhere",
                violation_error_message="Satuan kerja ini sendiri tidak dapat menjadi tujuan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client.code}, rujukan {self.sent_on:%d-%m-%Y}"

    @property
    def is_transfer(self) -> bool:
        """Whether it goes to another office of this system, which answers itself."""
        return self.to_office_id is not None

    @property
    def is_without_consent(self) -> bool:
        """Whether it was sent knowingly without the client's consent."""
        return self.ground is not None

    @property
    def goal(self) -> str:
        return str(self.to_office or self.facility)

    @property
    def stands(self) -> str:
        """The stage as both see it: while the sender has not gone on, the answer on the parcel."""
        if self.stage == REFERRAL_WAY.first and self.is_transfer:
            return self.parcel.stage
        return self.stage

    @property
    def stands_in_words(self) -> str:
        return REFERRAL_WAY.stage(self.stands).label

    def clean(self) -> None:
        errors: dict[str, str] = {}
        for name in ("sent_on", "answered_on", "ended_on"):
            refuse_future(self, name)
        if (self.to_office_id is None) == (self.facility_id is None):
            errors["to_office"] = "Pilih satuan kerja BNN atau fasilitas tujuan; salah satu saja."
        elif self.to_office_id == self.office_id:
            errors["to_office"] = "Satuan kerja ini sendiri tidak dapat menjadi tujuan."
        if not self.sends:
            errors["sends"] = "Pilih sedikitnya satu bagian berkas yang dikirim."
        for name in IN_WORDS:
            if name in (self.sends or []) and getattr(self, name) is None:
                errors[name] = "Tulis ringkasannya, atau jangan pilih bagian ini."
            if name not in (self.sends or []) and getattr(self, name) is not None:
                errors[name] = "Pilih bagian ini di Yang dikirim, atau kosongkan ringkasannya."
        if self.sent_on and self.sent_on < self.client.registered_on:
            errors["sent_on"] = "Tanggalnya mendahului pendaftaran klien."
        for name in ("answered_on", "ended_on"):
            refuse_before(self, name, self.sent_on)
        if self.answered_on:
            refuse_before(self, "ended_on", self.answered_on)
        if errors:
            raise ValidationError(errors)


class Parcel(SealedRecord, TreatmentRecord):
    """What travels with a transfer. It lies in the box of the office it is addressed to, which is its `office`.

    The sender's deed lays it there and may take it back; opening and answering are the receiver's. Refused or taken
    back, its key is destroyed and nobody reads it any more.
    """

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"data_key", "former_subject"})

    sender = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="dari")
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="parcel", editable=False)
    cause = CodeField("alasan merujuk", list_name="referral_reason")
    urgency = CodeField("kegawatan rujukan", list_name="referral_urgency")
    parts = CodesField("isi berkas", list_name="referral_content")
    sent_on = models.DateField("dikirim pada")
    content = SealedField("isi", null=True, blank=True)
    stage = models.CharField("tahap", max_length=8, choices=REFERRAL_WAY.choices(), default=REFERRAL_WAY.first)
    answered_on = models.DateField("dijawab pada", null=True, blank=True)
    refusal = CodeField("alasan ditolak", list_name="referral_refusal", blank=True)
    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.PROTECT, related_name="parcels", verbose_name="klien"
    )
    intake = models.OneToOneField(
        Intake, null=True, blank=True, on_delete=models.PROTECT, related_name="parcel", verbose_name="penerimaan"
    )
    # As whom a client known here was counted before the acceptance: what taking it back gives again.
    former_subject = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-sent_on"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=["refused", "revoked"]) | Q(content__isnull=True, data_key__isnull=True),
                name="parcel_erased_when_sent_back",
                violation_error_message="Isi rujukan yang ditolak atau ditarik harus dihapus.",
            ),
        ]

    def __str__(self) -> str:
        return f"Rujukan dari {self.sender}, {self.sent_on:%d-%m-%Y}"

    def clean(self) -> None:
        refuse_future(self, "answered_on")
        if self.answered_on and self.answered_on < min(self.sent_on, self.office.local_day()):
            raise ValidationError({"answered_on": f"Tanggalnya mendahului pengiriman ({self.sent_on:%d-%m-%Y})."})


class Review(SealedRecord, TreatmentRecord):
    """A referral sent without consent, to be looked at by a second person: never by the one who sent it."""

    side = "treatment"

    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, related_name="review", editable=False, verbose_name="rujukan"
    )
    opened_on = models.DateField("dibuka pada")
    finding = CodeField("hasil peninjauan", list_name="review_finding", blank=True)
    closed_on = models.DateField("ditutup pada", null=True, blank=True)
    closed_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="ditinjau oleh"
    )
    note = SealedField("catatan peninjauan", null=True, blank=True)

    class Meta:
        ordering = ["opened_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("recorded_by")),
                name="review_by_another",
                violation_error_message="Peninjauan ditutup orang lain, bukan yang mengirim.",
            ),
        ]

    def __str__(self) -> str:
        return f"Peninjauan {self.referral.client.code}, {self.opened_on:%d-%m-%Y}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def may_be_closed_by(self, user: User) -> bool:
        """Whether this is a second person."""
        return self.is_open and user.pk != self.recorded_by_id

    def clean(self) -> None:
        refuse_future(self, "closed_on")
        refuse_before(self, "closed_on", self.opened_on)


def refuse_before(record: models.Model, name: str, day: date | None) -> None:
    """What answers something cannot come before it."""
    said: date | None = getattr(record, name)
    if said and day and said < day:
        raise ValidationError({name: f"Tanggalnya mendahului {day:%d-%m-%Y}."})
