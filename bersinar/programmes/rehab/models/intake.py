"""Intake: a person's way from the first contact to the decision about treatment."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from ..ways import INTAKE_WAY
from .clients import Client
from .episodes import Episode
from .records import STANDING, TreatmentRecord, refuse_future
from .sheets import Sheet

_DAYS = ("contacted_on", "registered_on", "screened_on", "assessed_on", "ended_on")


class Intake(SealedRecord, TreatmentRecord):
    """One coming. Until it is registered only a name to call is kept, sealed; who does not come is never a client.

    It posts no facts: what counts is the episode that it may end with.
    """

    side = "treatment"

    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.PROTECT, related_name="intakes", verbose_name="klien", editable=False
    )  # fmt: skip
    stage = models.CharField(
        "tahap", max_length=12, choices=INTAKE_WAY.choices(), default=INTAKE_WAY.first, editable=False
    )
    entry_path = CodeField("jalan masuk", list_name="entry_path")
    contacted_on = models.DateField("kontak pertama")
    name = SealedField("nama panggilan", null=True, blank=True)
    phone = SealedField("nomor telepon", null=True, blank=True)
    ticket = models.UUIDField(null=True, blank=True, unique=True, editable=False)  # the care centre's reference
    invited = models.BooleanField("datang dengan kode undangan", default=False, editable=False)
    registered_on = models.DateField("terdaftar pada", null=True, blank=True, editable=False)
    screened_on = models.DateField("diskrining pada", null=True, blank=True, editable=False)
    screening_tool = CodeField("alat skrining", list_name="screening_tool", blank=True)
    screening_result = CodeField("hasil skrining", list_name="risk_level", blank=True)
    screening_sheet = models.ForeignKey(
        Sheet, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name="lembar skrining",
    )  # fmt: skip
    assessed_on = models.DateField("diasesmen pada", null=True, blank=True, editable=False)
    assessment_sheet = models.ForeignKey(
        Sheet, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name="lembar asesmen",
    )  # fmt: skip
    ended_on = models.DateField("diputuskan pada", null=True, blank=True, editable=False)
    episode = models.OneToOneField(
        Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="intake", editable=False,
        verbose_name="episode",
    )  # fmt: skip

    class Meta:
        ordering = ["-contacted_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=STANDING & Q(ended_on__isnull=True),
                name="intake_open_once",
                violation_error_message="Klien ini masih punya penerimaan yang belum diputuskan.",
            ),
            models.CheckConstraint(
                condition=Q(stage="contact") | Q(client__isnull=False) | Q(stage__in=["declined", "lost"]),
                name="intake_registered_has_client",
                violation_error_message="Penerimaan ini belum mempunyai klien.",
            ),
        ]

    def __str__(self) -> str:
        return f"Penerimaan {self.client.code if self.client else ''} {self.contacted_on:%d-%m-%Y}".replace("  ", " ")

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    def clean(self) -> None:
        before = None
        for name in _DAYS:
            day = getattr(self, name)
            if day is None:
                continue
            refuse_future(self, name)
            if before is not None and day < before[1]:
                words = str(self._meta.get_field(before[0]).verbose_name)  # type: ignore[union-attr]
                raise ValidationError({name: f"Tanggalnya mendahului tanggal {words} ({before[1]:%d-%m-%Y})."})
            before = (name, day)
