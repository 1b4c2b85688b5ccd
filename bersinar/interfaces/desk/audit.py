"""The audit page: who changed what, and for a side's own auditors who read what. It only reads; lines are never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import OPERATOR
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.offices.models import Office

from .rooms import address_of, noun_of
from .wording import action_words, known_actions

PER_PAGE = 50
# Which permission opens the lines of which side. The general auditor sees the open ones alone.
OPENS = {
    Permission.AUDIT_READ: Side.OPEN, Permission.AUDIT_TREATMENT: Side.TREATMENT, Permission.AUDIT_ENFORCEMENT: Side.ENFORCEMENT,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line in words."""

    at: datetime
    who: str
    what: str
    url: str
    office: str
    reason: str
    fields: str


@needs(*OPENS)
def audit(request: HttpRequest) -> HttpResponseBase:
    """Changes, or readings of closed records, in the reader's offices and sides."""
    user = user_of(request)
    may_see_readings = any(user.may(permission) for permission, side in OPENS.items() if side.is_closed)
    shows_readings = may_see_readings and request.GET.get("tab") == "pembacaan"
    model: type[AuditLine] | type[Reading] = Reading if shows_readings else AuditLine
    lines = _narrowed(request, model.objects.filter(_visible(user, shows_readings)), shows_readings)
    page: Page[Any] = Paginator(lines, PER_PAGE).get_page(request.GET.get("hal"))
    offices = dict(
        Office.objects.filter(pk__in={line.office_id for line in page.object_list}).values_list("pk", "short_name")
    )
    people = dict(User.objects.filter(pk__in={line.actor for line in page.object_list}).values_list("pk", "full_name"))
    context = {
        "page": page, "rows": [_row(line, people, offices, user) for line in page.object_list], "readings": shows_readings,
        "may_see_readings": may_see_readings, "shows_office": len(user.scope(Permission.AUDIT_READ)) > 1, "query": _query(request),
        "sides": " dan ".join(side.label.lower() for permission, side in OPENS.items() if user.may(permission)),
        "actions": [] if shows_readings else _actions(), "people": _people(user),
        "narrowed": any(request.GET.get(name) for name in ("dari", "sampai", "orang", "tindakan")),
    }  # fmt: skip
    return render(request, "desk/audit.html", context)


def _visible(user: User, readings: bool) -> Q:
    """The lines this user may see: of each side, those of the offices in which they audit it."""
    seen = Q(pk__in=[])
    for permission, side in OPENS.items():
        if user.may(permission) and (side.is_closed or not readings):
            seen |= Q(side=side.value, office_id__in=user.scope(permission))
    return seen


def _narrowed(request: HttpRequest, lines: QuerySet[Any], readings: bool) -> QuerySet[Any]:
    if first := _day(request.GET.get("dari")):
        lines = lines.filter(at__gte=_midnight(first))
    if last := _day(request.GET.get("sampai")):
        lines = lines.filter(at__lt=_midnight(last + timedelta(days=1)))
    if person := _uuid(request.GET.get("orang")):
        lines = lines.filter(actor=person)
    if not readings and (action := request.GET.get("tindakan", "")):
        lines = lines.filter(action__in=_said_alike(action[:80]))
    return lines.order_by("-at", "-id")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _people(user: User) -> list[tuple[str, str]]:
    """Whoever holds or held a role in the offices audited."""
    offices = {pk for permission in OPENS for pk in user.scope(permission)}
    found = User.objects.filter(memberships__office_id__in=offices).distinct().order_by("full_name")
    return [(str(pk), name) for pk, name in found.values_list("pk", "full_name")]


def _actions() -> list[tuple[str, str]]:
    """What may be asked for: an action of each wording. Rooms that say the same of their records are asked for together."""
    first = {said: action for action, said in sorted(known_actions().items(), reverse=True)}
    return sorted(((action, said) for said, action in first.items()), key=lambda pair: pair[1])


def _said_alike(action: str) -> list[str]:
    known = known_actions()
    return [one for one, said in known.items() if said == known.get(action)] or [action]


def _row(line: AuditLine | Reading, people: Mapping[UUID, str], offices: Mapping[int, str], user: User) -> Row:
    who = "sistem" if line.actor == OPERATOR.id else people.get(line.actor, "pengguna tidak dikenal")
    url = address_of(line.record_kind, line.record_id, line.office_id, user)
    if isinstance(line, Reading):
        return Row(line.at, who, f"{line.purpose}: {noun_of(line.record_kind)}", url, offices[line.office_id], "", "")
    words = action_words(line.action, line.record_kind, line.changes)
    return Row(line.at, who, words, url, offices[line.office_id], line.reason, _fields(line.changes))


def _fields(changes: Mapping[str, Any]) -> str:
    """What else the line says, where it says it in plain words already: role, month, file."""
    told: Sequence[str] = [
        f"{name}: {value}" for name, value in changes.items() if name in _PLAIN and not isinstance(value, (list, dict))
    ]
    return ", ".join(told)


_PLAIN = frozenset(
    {
        "peran",
        "bulan",
        "berkas",
        "baris",
        "kode",
        "daftar",
        "bentuk",
        "tahun",
        "fakta",
        "pemeriksaan",
        "set",
        "nama",
        "jenis",
    }
)


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("hal", None)
    return query.urlencode()
