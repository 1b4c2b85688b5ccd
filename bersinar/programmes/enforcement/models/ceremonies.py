"""One paper over evidence of several cases: a destruction or a handing over that an office holds for many at once.

Each case keeps a movement of its own with its own lines, facts and events; what they share is here: number, hour and
place. So a case's file is whole by itself, and no case is told by another's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeField

from .base import EnforcementRecord
from .knowing import NeedToKnow, known_to
from .papers import EvidencePaper

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User


class CeremonyRows(NeedToKnow):
    """Whoever may not know one of the cases sees the whole paper not at all, and of it the movements of the others."""

    def visible_to(self, user: User) -> Self:
        held = apps.get_model("enforcement", "Movement")._default_manager.filter(ceremony__isnull=False)
        known = known_to(user, "case") | Q(office_id__in=user.scope(Permission.STORE_KEEP))
        return super().visible_to(user).exclude(pk__in=held.exclude(known).values("ceremony_id"))


class Ceremony(EvidencePaper, EnforcementRecord):
    """What the movements of several cases share. Proposed until a second person confirms all of them at once."""

    way_to_case: ClassVar[str | None] = None

    objects: ClassVar[Any] = CeremonyRows.as_manager()

    kind = CodeField("peristiwa", list_name="movement_kind")
    number = models.CharField("nomor berita acara", max_length=80)
    moved_at = models.DateTimeField("waktu")
    held_at = models.CharField("tempat pelaksanaan", max_length=160, blank=True)
    destination = models.CharField("diserahkan kepada", max_length=160, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="disahkan oleh",
    )  # fmt: skip
    confirmed_at = models.DateTimeField("disahkan pada", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-moved_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="ceremony_number_once",
                condition=Q(cancelled_at__isnull=True),
                violation_error_message="Nomor berita acara ini sudah dipakai di satuan kerja ini.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recorded_by")),
                name="ceremony_two_people",
                violation_error_message="Yang mengusulkan tidak dapat mengesahkan sendiri.",
            ),
        ]

    @property
    def state_in_words(self) -> str:
        if self.is_cancelled:
            return "ditarik"
        return "sah" if self.confirmed_at else "menunggu pengesahan"
