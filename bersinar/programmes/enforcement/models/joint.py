"""A case of several offices: the lead's invitations, a partner's participation, and what it took over of the seizures."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region

from .base import EnforcementRecord, refuse_future, standing
from .cases import Case
from .exhibits import Seizure
from .knowing import NeedToKnow, known_to
from .networks import Network

MOST_SUSPECTS = 500  # of one joint case: each is a fact, and a slip of the keyboard must not post a million


class InvitationQuerySet(NeedToKnow):
    def visible_to(self, user: User) -> Self:
        """An invitation is seen by whoever of the leading office knows its case, and by the office that is invited."""
        offices = user.scope(Permission.ENFORCEMENT_READ)
        led = Q(office_id__in=offices) & known_to(user, "case")
        return self.filter(led | Q(partner_office_id__in=offices))


class Invitation(EnforcementRecord):
    """The lead's record of a partner in its case, and of what it shows that partner: numbers, never the story.

    A partner that does not use the system is only named.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invitations", verbose_name="kasus")
    partner_office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="satuan kerja mitra"
    )
    partner_body = models.CharField(
        "mitra di luar sistem",
        max_length=160,
        blank=True,
        help_text="Misalnya Polres atau Bea Cukai. Pilih salah satu.",
    )
    shares_suspects = models.BooleanField("tunjukkan jumlah tersangka", default=True)
    shares_exhibits = models.BooleanField("tunjukkan jumlah barang bukti", default=True)
    note = models.TextField("pesan untuk mitra", max_length=600, blank=True)

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "partner_office"],
                condition=Q(cancelled_at__isnull=True),
                name="invitation_once",
                violation_error_message="Satuan kerja ini sudah menjadi mitra dalam kasus ini.",
            ),
            models.CheckConstraint(
                condition=(Q(partner_office__isnull=False) & Q(partner_body=""))
                | (Q(partner_office__isnull=True) & ~Q(partner_body="")),
                name="invitation_one_partner",
                violation_error_message="Pilih satuan kerja mitra, atau tulis mitra di luar sistem.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} dalam {self.case}"

    @property
    def is_accepted(self) -> bool:
        return bool(standing(self.participations.all()))

    @property
    def partner(self) -> str:
        return str(self.partner_office) if self.partner_office else self.partner_body

    def clean(self) -> None:
        if (self.partner_office is None) == (not self.partner_body.strip()):
            raise ValidationError(
                {"partner_office": "Pilih satuan kerja mitra, atau tulis mitra di luar sistem; salah satu saja."}
            )
        if self.partner_office is not None and self.partner_office.pk == self.office_id:
            raise ValidationError({"partner_office": "Satuan kerja ini sendiri yang memimpin."})


class Participation(EnforcementRecord):
    """This office's part in a case that another body leads. Its numbers are its own copy, taken at one moment.

    With an invitation they come from the lead and are only refreshed from there; without one the lead is unknown to
    the system and they are typed.
    """

    way_to_case: ClassVar[str | None] = None  # the lead's case is another office's

    invitation = models.ForeignKey(
        Invitation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        editable=False,
        verbose_name="undangan",
    )
    lead_office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="pemimpin",
    )
    lead_body = models.CharField(
        "pemimpin", max_length=160, blank=True, help_text="Nama lembaga yang memimpin kasus ini."
    )
    lead_case_number = models.CharField("nomor LKN pemimpin", max_length=80, blank=True)
    operation_name = models.CharField("nama operasi", max_length=120, blank=True)
    lkn_on = models.DateField("tanggal LKN")
    place = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="wilayah kejadian")
    suspects = models.PositiveIntegerField(
        "jumlah tersangka", null=True, blank=True, help_text="Kosongkan bila tidak diketahui."
    )
    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, null=True, blank=True, related_name="participations", verbose_name="jaringan"
    )
    note = models.TextField(
        "catatan", max_length=600, blank=True, help_text="Dapat tercetak di laporan, jadi tanpa nama orang."
    )

    class Meta:
        ordering = ["-lkn_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"],
                condition=Q(cancelled_at__isnull=True),
                name="participation_once",
                violation_error_message="Undangan ini sudah diterima.",
            ),
            models.CheckConstraint(
                condition=(Q(lead_office__isnull=False) & Q(lead_body=""))
                | (Q(lead_office__isnull=True) & ~Q(lead_body="")),
                name="participation_one_lead",
                violation_error_message="Tulis lembaga yang memimpin kasus ini.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kasus bersama {self.lead}" + (f", {self.lead_case_number}" if self.lead_case_number else "")

    @property
    def happened_on(self) -> date:
        return self.lkn_on

    @property
    def lead(self) -> str:
        return str(self.lead_office) if self.lead_office else self.lead_body

    @property
    def follows_lead(self) -> bool:
        """Whether the numbers come from a lead in this system, and from nowhere else."""
        return self.invitation_id is not None

    def clean(self) -> None:
        refuse_future(self, "lkn_on")
        if self.lead_office is None and not self.lead_body.strip():
            raise ValidationError({"lead_body": "Tulis lembaga yang memimpin kasus ini."})
        if (self.suspects or 0) > MOST_SUSPECTS:
            raise ValidationError({"suspects": f"Paling banyak {MOST_SUSPECTS} tersangka dalam satu kasus."})
        if self.network is not None and self.network.office_id != self.office_id:
            raise ValidationError({"network": "Pilih jaringan satuan kerja ini."})


class SharedSeizure(Seizure):
    """What the lead seized in a joint case, as the partner's participation keeps it."""

    way_to_case: ClassVar[str | None] = None

    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="seizures", verbose_name="kasus bersama"
    )

    class Meta:
        ordering = ["participation", "seized_on", "id"]
