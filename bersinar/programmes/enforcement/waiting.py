"""Which terms of law press: what the board, the first page of the day and a calendar file show. Number and deadline only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label

from .clocks import Clock
from .models import Case
from .timing import Law, cases_with_clocks

SOON = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Pressing:
    """One open clock as it may be told anywhere."""

    case: Case
    clock: Clock
    is_late: bool

    @property
    def day(self) -> date:
        """The last day, where the office is."""
        return self.clock.due.astimezone(ZoneInfo(self.case.office.zone)).date()

    @property
    def title(self) -> str:
        """ "LKN/001/III/2026: Pengiriman SPDP"."""
        return f"{self.case.number or 'Tanpa nomor'}: {label('deadline', self.clock.key)}"

    @property
    def words(self) -> str:
        at = self.clock.due.astimezone(ZoneInfo(self.case.office.zone))
        return f"{self.title}, {'lewat' if self.is_late else 'sampai'} {at:%d-%m-%Y %H.%M}"

    @property
    def url(self) -> str:
        return f"{reverse('enforcement:case', args=[self.case.pk])}#tenggat"


def open_clocks(user: User, now: datetime, until: datetime | None = None) -> list[Pressing]:
    """The open clocks of the cases that this user may open, those that end first in front."""
    rows: QuerySet[Case] = Case.objects.visible_to(user)
    cases = cases_with_clocks(rows, until)
    if not cases:
        return []
    law = Law.read()
    found = [Pressing(case, clock, now > clock.due) for case in cases for clock in law.clocks(case) if clock.is_open]
    told = [one for one in found if until is None or one.clock.due <= until]
    return sorted(told, key=lambda one: (one.clock.due, one.case.number, one.clock.key))


def pressing(user: User, now: datetime) -> list[Pressing]:
    """What has run out, and what does within a day. Nothing for who does not work on cases."""
    if not user.may(Permission.ENFORCEMENT_WRITE):
        return []
    return open_clocks(user, now, now + SOON)
