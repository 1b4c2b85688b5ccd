"""Task forces, rules, and the work with institutions that leads to them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.institutions.models import UNNAMED

from .records import CommunityRecord, Lasting, institution_link, refuse_future, refuse_institution, region_link


class TaskForce(Lasting):
    """An anti-drug task force (satgas) of a village, school, agency or company."""

    begins: ClassVar[str] = "formed_on"

    name = models.CharField("nama", max_length=160, blank=True, help_text="Kosongkan bila belum diketahui.")
    environment = CodeField("lingkungan", list_name="environment")
    region = region_link()
    institution = institution_link()
    members = models.PositiveIntegerField("jumlah anggota", null=True, blank=True)
    formed_on = models.DateField("dibentuk pada")
    note = models.TextField("catatan", blank=True)

    class Meta:
        verbose_name = "satgas"
        ordering = ["name", "formed_on", "id"]

    def __str__(self) -> str:
        return self.name or f"Satgas {UNNAMED}"

    def clean(self) -> None:
        super().clean()
        refuse_institution(self)


class Regulation(CommunityRecord):
    """A rule on P4GN that a government, a village, a school or a company gave itself. A draft has no date yet."""

    kind = CodeField("jenis", list_name="regulation_kind")
    number = models.CharField("nomor", max_length=80, blank=True)
    subject = models.CharField("tentang", max_length=200)
    issuer = models.CharField("penerbit", max_length=160)
    issued_on = models.DateField(
        "terbit pada", null=True, blank=True, help_text="Kosongkan selama masih rancangan; rancangan tidak dihitung."
    )
    environment = CodeField("lingkungan", list_name="environment")
    region = region_link()
    institution = institution_link()

    class Meta:
        ordering = ["-issued_on", "-id"]

    def __str__(self) -> str:
        return self.subject

    @property
    def happened_on(self) -> date | None:
        return self.issued_on

    @property
    def status(self) -> str:
        return "Terbit" if self.issued_on else "Rancangan"

    def clean(self) -> None:
        refuse_future(self, "issued_on")
        refuse_institution(self)


class PolicyWork(Lasting):
    """Work with an institution or a government towards a policy: a rule, a budget, a plan (KOTAN).

    The rule that came of it is a record of its own; here it is only named.
    """

    begins: ClassVar[str] = "begun_on"

    kind = CodeField("bentuk", list_name="policy_work_kind")
    subject = models.CharField("tentang", max_length=200)
    institution = institution_link()
    region = region_link()
    environment = CodeField("lingkungan", list_name="environment")
    begun_on = models.DateField("dimulai pada")
    next_step = models.CharField("langkah berikut", max_length=200, blank=True)
    next_due = models.DateField("paling lambat", null=True, blank=True)
    regulation = models.ForeignKey(
        Regulation, null=True, blank=True, on_delete=models.PROTECT, related_name="works",
        verbose_name="regulasi yang dihasilkan",
    )  # fmt: skip
    note = models.TextField("perkembangan", blank=True)

    class Meta:
        verbose_name = "pendampingan kebijakan"
        ordering = ["-begun_on", "id"]

    def __str__(self) -> str:
        return self.subject

    def clean(self) -> None:
        super().clean()
        refuse_institution(self)
        if self.institution is None and self.region is None:
            raise ValidationError({"institution": "Pilih instansinya, atau wilayahnya."})
        if self.next_due and not self.next_step:
            raise ValidationError({"next_step": "Tuliskan apa yang harus selesai pada tanggal itu."})
        if self.regulation is not None and self.regulation.office_id != self.office_id:
            raise ValidationError({"regulation": "Regulasi ini milik satuan kerja lain."})
