"""Emergency access: the file of another office's client, opened for hours, and the review by whose file it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bersinar.foundation.access.scope import ScopedQuerySet
from bersinar.foundation.codelists.fields import CodeField
from bersinar.foundation.secrecy.sealed import SealedField, SealedRecord

from .clients import Client
from .records import TreatmentRecord

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User


class GlassQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Seen on both ends: where it was broken, and where the client's file belongs."""
        scope = user.scope(self.model.read_permission)
        return self.filter(Q(office_id__in=scope) | Q(client__office_id__in=scope))


class Glass(SealedRecord, TreatmentRecord):
    """One breaking of the glass, of the office that broke it. It is never changed and never cancelled: it is reviewed."""

    side = "treatment"
    audit_hides: ClassVar[frozenset[str]] = frozenset({"client"})
    kept_from_client: ClassVar[frozenset[str]] = frozenset({"why"})

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="glasses", verbose_name="klien")
    emergency = CodeField("keadaan darurat", list_name="glass_reason")
    why = SealedField("mengapa berkas ini harus dibuka", null=True)
    ends_at = models.DateTimeField("berakhir", editable=False)

    objects: ClassVar[Any] = GlassQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return f"Akses darurat {self.client.code}, {timezone.localtime(self.recorded_at):%d-%m-%Y %H.%M}"

    @property
    def is_reviewed(self) -> bool:
        return hasattr(self, "review")

    def is_open(self, at: datetime | None = None) -> bool:
        """Whether it still opens the file: within its hours, and not reviewed yet."""
        return not self.is_reviewed and (at or timezone.now()) < self.ends_at


class GlassReview(SealedRecord, TreatmentRecord):
    """What the office whose client it is says of an emergency access. Never by whoever broke the glass."""

    side = "treatment"
    kept_from_client: ClassVar[frozenset[str]] = frozenset({"remark"})

    glass = models.OneToOneField(Glass, on_delete=models.PROTECT, related_name="review", verbose_name="akses darurat")
    broken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="dibuka oleh"
    )
    verdict = CodeField("hasil telaah", list_name="glass_verdict")
    remark = SealedField("catatan telaah", null=True, blank=True)

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(broken_by=F("recorded_by")),
                name="glass_reviewed_by_another",
                violation_error_message="Akses darurat ditelaah orang lain, bukan oleh yang membukanya.",
            )
        ]

    def __str__(self) -> str:
        return f"Telaah {self.glass}"
