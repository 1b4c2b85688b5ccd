"""The order of a queue and what it counts: what is open first, the most urgent before the rest, the oldest before the new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import codes
from bersinar.foundation.stages.ways import Way

from .models import Ticket

ORDER = ("has_ended", "calm", "received_at", "pk")


def in_order(rows: Any, way: Way) -> Any:
    """Rows of a queue in the order in which they are worked on."""
    urgencies = [When(urgency=code.code, then=Value(-code.order)) for code in codes("contact_urgency").values()]
    return rows.annotate(
        has_ended=Case(When(stage__in=way.ends, then=Value(1)), default=Value(0), output_field=IntegerField()),
        calm=Case(*urgencies, default=Value(0), output_field=IntegerField()),
    ).order_by(*ORDER)


def mark_of_urgency(urgency: str) -> str:
    """How loud an urgency is shown: the list's last code is the loudest, its first needs no mark."""
    known = codes("contact_urgency")
    if urgency not in known or known[urgency].order == min(code.order for code in known.values()):
        return ""
    return "bad" if known[urgency].order == max(code.order for code in known.values()) else "warn"


def overdue(model: type[Ticket], now: datetime) -> Q:
    """The contacts whose first answer is owed: the same rule as `Ticket.is_overdue`, for the database."""
    return Q(first_answered_at__isnull=True, due_at__lt=model.kept_at(now)) & ~Q(stage__in=model.way.ends)


@dataclass(frozen=True)
class Standing:
    """How many contacts of a queue are open, nobody's, one's own, and overdue."""

    open: int
    free: int
    mine: int
    late: int


def standing_of(model: type[Ticket], user: User, now: datetime) -> Standing:
    """The queue as it stands for one who works on it."""
    is_open = ~Q(stage__in=model.way.ends)
    counted = model.objects.visible_to(user).standing().aggregate(
        open=Count("pk", filter=is_open), free=Count("pk", filter=is_open & Q(assigned_to=None)),
        mine=Count("pk", filter=is_open & Q(assigned_to=user)), late=Count("pk", filter=overdue(model, now)),
    )  # fmt: skip
    return Standing(**counted)
