"""Partners, the agreements with them, and what was done together."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.regions.models import Region
from bersinar.programmes.activities.public import ActivityIdField, get_activity

from .records import CooperationRecord, refuse_future, refuse_unusable


class Partner(CooperationRecord):
    """A body the office works with."""

    name = models.CharField("nama", max_length=160)
    kind = CodeField("jenis", list_name="partner_kind")
    regions = models.ManyToManyField(Region, blank=True, related_name="+", verbose_name="wilayah")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Agreement(CooperationRecord):
    """A memorandum, agreement, letter of support or standing coordination with a partner."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements", verbose_name="mitra")
    kind = CodeField("bentuk", list_name="agreement_kind")
    title = models.CharField("tentang", max_length=200)
    number = models.CharField("nomor", max_length=80, blank=True)
    signed_on = models.DateField("tanggal ditandatangani atau dimulai")
    valid_until = models.DateField(
        "berlaku sampai", null=True, blank=True, help_text="Kosongkan bila tanpa batas waktu."
    )
    section = CodeField("bidang", list_name="section")
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals",
        verbose_name="memperpanjang", help_text="Kerja sama lama yang digantikan oleh yang ini.",
    )  # fmt: skip
    regions = models.ManyToManyField(Region, blank=True, related_name="+", verbose_name="wilayah yang dicakup")
    note = models.TextField("catatan", blank=True)

    class Meta:
        ordering = ["-signed_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("signed_on")),
                name="agreement_until_after_signed",
                violation_error_message="Masa berlaku berakhir sebelum tanggal ditandatangani.",
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=models.Q(cancelled_at__isnull=True),
                name="agreement_renewed_once",
                violation_error_message="Kerja sama lama itu sudah diperpanjang.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def happened_on(self) -> date:
        return self.signed_on

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.signed_on <= day and (self.valid_until is None or day <= self.valid_until)

    def clean(self) -> None:
        refuse_future(self, "signed_on")
        refuse_unusable(self.partner, self, "partner", "Mitra")
        if self.follows is not None:
            self._refuse_odd_renewal(self.follows)

    def _refuse_odd_renewal(self, former: Agreement) -> None:
        refuse_unusable(former, self, "follows", "Kerja sama lama")
        if former.pk == self.pk or former.partner_id != self.partner_id:
            raise ValidationError({"follows": "Pilih kerja sama lain dengan mitra yang sama."})
        if former.signed_on > self.signed_on:
            raise ValidationError({"follows": "Kerja sama itu lebih baru daripada yang ini."})


class JointWork(CooperationRecord):
    """What was done together under an agreement: it is alive only as far as something comes of it."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="joint_works", verbose_name="kerja sama"
    )
    done_on = models.DateField("tanggal")
    kind = CodeField("bentuk", list_name="joint_work_kind")
    activity_id = ActivityIdField(
        "kegiatan", null=True, blank=True, db_index=True, help_text="Bila sudah tercatat sebagai kegiatan."
    )
    text = models.TextField("yang dikerjakan dan hasilnya", max_length=600)

    class Meta:
        verbose_name = "pelaksanaan kerja sama"
        ordering = ["-done_on", "id"]

    def __str__(self) -> str:
        return f"{self._meta.get_field('kind').words(self.kind)}, {self.done_on:%d-%m-%Y}"  # type: ignore[union-attr]

    @property
    def happened_on(self) -> date:
        return self.done_on

    def clean(self) -> None:
        refuse_future(self, "done_on")
        refuse_unusable(self.agreement, self, "agreement", "Kerja sama")
        if self.done_on and not self.agreement.holds_on(self.done_on):
            raise ValidationError({"done_on": "Kerja sama ini tidak berlaku pada tanggal itu."})
        if self.activity_id is not None:
            activity = get_activity(self.activity_id)
            if activity is None or activity.office_id != self.office_id or not activity.is_standing:
                raise ValidationError({"activity_id": "Pilih kegiatan satuan kerja ini."})
