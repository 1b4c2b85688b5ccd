"""What waits in the protection of clients' data, as numbers and addresses: for its own page and for the first page of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, Q, Value
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.ui.numbers import write_number

from .models import Demand, Erasure, Glass, Incident, RightsRequest


@dataclass(frozen=True)
class Waiting:
    """So many of one kind, what is to be done, where, and the nearest day by which it must be."""

    kind: str
    words: str
    url: str
    due: date | None = None
    is_late: bool = False


def waiting(user: User) -> Iterator[Waiting]:
    """What this user could do now, asked in one question. Nothing for who is not of the treatment side."""
    if not user.may(Permission.REHAB_READ):
        return
    moments: dict[str, list[datetime | None]] = {}
    first, *others = (
        rows.annotate(what=Value(kind, CharField()), since=F(moment)).order_by().values_list("what", "since")
        for kind, rows, moment in _questions(user)
    )
    for kind, at in first.union(*others, all=True):
        moments.setdefault(kind, []).append(at)
    for kind, (noun, narrowed, is_due) in _WORDS.items():
        if found := moments.get(kind):
            due = min((at for at in found if at is not None), default=None) if is_due else None
            yield Waiting(
                kind, f"{write_number(len(found))} {noun}", f"{reverse(f'rehab:{kind}_list')}?{narrowed}",
                timezone.localdate(due) if due else None, due is not None and due < timezone.now(),
            )  # fmt: skip


# What each is called, how its list is narrowed to it, and whether it is due at its moment.
_WORDS: dict[str, tuple[str, str, bool]] = {
    "incident": ("insiden data yang belum diberitahukan", "stage=open", True),
    "request": ("permintaan klien yang belum dijawab", "terbuka=ya", True),
    "glass": ("akses darurat yang belum ditelaah", "telaah=belum", False),
    "demand": ("permintaan hukum yang belum dijawab", "terbuka=ya", False),
    "erasure": ("usulan pemusnahan", "stage=proposed", False),
}


def _questions(user: User) -> Iterator[tuple[str, Any, str]]:
    """(kind, what waits of it for this user, the moment it counts from)."""
    untold = Q(authority_told_at__isnull=True) | Q(persons_told_at__isnull=True)
    yield "incident", Incident.objects.visible_to(user).standing().filter(untold, stage="open"), "due_at"
    yield "request", RightsRequest.objects.visible_to(user).standing().filter(answered_at__isnull=True), "due_at"
    own_files = Q(client__office_id__in=user.scope(Permission.REHAB_WRITE))
    unreviewed = Glass.objects.standing().filter(own_files, review__isnull=True).exclude(recorded_by=user)
    yield "glass", unreviewed, "recorded_at"
    yield "demand", Demand.objects.visible_to(user).standing().exclude(stage="answered"), "recorded_at"
    if user.may(Permission.REHAB_DECIDE):
        proposed = Erasure.objects.visible_to(user).standing().filter(stage="proposed").exclude(recorded_by=user)
        yield "erasure", proposed, "recorded_at"
