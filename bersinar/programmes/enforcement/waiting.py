"""Which terms of law press: what the board, the first page of the day and a calendar file show. Number and deadline only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label

from .clocks import Clock
from .models import Case, TatRequest
from .timing import Law, cases_with_clocks, requests_with_clocks

SOON = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Pressing:
    """One open clock as it may be told anywhere: of a case, or of a TAT request, whose suspect may be in none of ours."""

    about: Case | TatRequest
    clock: Clock
    is_late: bool

    @property
    def number(self) -> str:
        return self.about.number or "Tanpa nomor"

    @property
    def code(self) -> str:
        """Whom the term runs for, by the code alone; nothing where it runs for the case."""
        if isinstance(self.about, TatRequest):
            return self.about.suspect.code if self.about.suspect is not None else self.about.outside_code
        return next((one.code for one in self.about.suspects.all() if one.pk == self.clock.suspect), "")

    @property
    def day(self) -> date:
        """The last day, where the office is."""
        return self.clock.due.astimezone(ZoneInfo(self.about.office.zone)).date()

    @property
    def title(self) -> str:
        """ "LKN/001/III/2026: Pengiriman SPDP"."""
        return f"{self.number}: {label('deadline', self.clock.key)}"

    @property
    def words(self) -> str:
        at = self.clock.due.astimezone(ZoneInfo(self.about.office.zone))
        return f"{self.title}, {'lewat' if self.is_late else 'sampai'} {at:%d-%m-%Y %H.%M}"

    @property
    def url(self) -> str:
        if isinstance(self.about, TatRequest):
            return reverse("enforcement:tat", args=[self.about.pk])
        return f"{reverse('enforcement:case', args=[self.about.pk])}#tenggat"


def open_clocks(user: User, now: datetime, until: datetime | None = None) -> list[Pressing]:
    """The open clocks of the cases and TAT requests that this user may open, those that end first in front."""
    cases = cases_with_clocks(Case.objects.visible_to(user), until)
    requests = requests_with_clocks(TatRequest.objects.visible_to(user), until)
    if not cases and not requests:
        return []
    law = Law.read()
    found: list[tuple[Case | TatRequest, Clock]] = [(case, clock) for case in cases for clock in law.clocks(case)]
    found += [(one, clock) for one in requests if (clock := law.clock_of_request(one)) is not None]
    told = [
        Pressing(about, clock, now > clock.due)
        for about, clock in found
        if clock.is_open and (until is None or clock.due <= until)
    ]
    return sorted(told, key=lambda one: (one.clock.due, one.number, one.clock.key))


def pressing(user: User, now: datetime) -> list[Pressing]:
    """What has run out, and what does within a day. Nothing for who does not work on cases."""
    if not user.may(Permission.ENFORCEMENT_WRITE):
        return []
    return open_clocks(user, now, now + SOON)
