"""How this room's sessions belong to kegiatan: told to the room of activities, which knows nothing of this one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.programmes.activities.public import Use, UseDay, UseShown

from .models import URINE_TEST, UrineSession


def _is_used(activity_id: UUID) -> bool:
    return UrineSession.objects.standing().filter(activity_id=activity_id).exists()


def _counted() -> Subquery:
    sessions = UrineSession.objects.standing().filter(activity_id=OuterRef("pk")).order_by().values("activity_id")
    return Subquery(sessions.annotate(n=Count("pk")).values("n"))


def _listed(activity_id: UUID, user: User) -> Iterator[UseShown]:
    """The sessions of a kegiatan, those tested by institution; never a result."""
    sessions = (
        UrineSession.objects.visible_to(user).standing().filter(activity_id=activity_id).select_related("institution")
    )
    for session in sessions.order_by("held_on", "pk"):
        tested = "jumlah belum dicatat" if session.tested is None else f"{write_number(session.tested)} orang"
        title = f"{session.held_on:%d-%m-%Y}, {session.institution}: {tested}"
        yield UseShown(title, reverse("screening:session", args=[session.pk]))


def _new_url(activity_id: UUID) -> str:
    return f"{reverse('screening:session_new')}?kegiatan={activity_id}"


def _on_days(office: Office, first: date, last: date, user: User) -> Iterator[UseDay]:
    """The sessions of an office between two days, by institution; never a number or a result."""
    sessions = UrineSession.objects.visible_to(user).standing().filter(office=office, held_on__range=(first, last))
    for session in sessions.select_related("institution").order_by("held_on", "pk"):
        address = reverse("screening:session", args=[session.pk])
        yield UseDay(f"Tes urine: {session.institution}", address, session.held_on)


SESSIONS_OF_ACTIVITY = Use("sesi tes urine", URINE_TEST, _is_used, _counted, _listed, _new_url, _on_days)
