"""What a page of figures is about: an office in the reader's scope, a year, with or without the offices beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from bersinar.catalogue.declaring import Measured
from bersinar.catalogue.kinds import KINDS, PLANNED
from bersinar.figures.indicators.cells import facts_of
from bersinar.figures.indicators.evaluate import Coverage
from bersinar.figures.indicators.reporting import reporting_offices
from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import year_bounds
from bersinar.ledger.models import Fact

EARLIEST, LATEST = 2000, 2100
_BACK = 7  # years that the picker offers before this one


@dataclass(frozen=True)
class Choice:
    """One office, one year, own or tree; and what else the reader may choose."""

    coverage: Coverage
    year: int
    offices: Sequence[Office]

    @property
    def office(self) -> Office:
        return self.coverage.office

    @property
    def cover(self) -> str:
        return "tree" if self.coverage.tree else "own"

    @property
    def last_day(self) -> date:
        """The last day that can be spoken of: today, or the end of a year that is over."""
        today, (first, end) = self.office.local_day(), year_bounds(self.year)
        return min(today, end) if self.year <= today.year else first

    @property
    def has_below(self) -> bool:
        """Whether "with those beneath" and "alone" differ."""
        return any(one.path.startswith(self.office.path) and one.pk != self.office.pk for one in self.offices)

    @property
    def reporting(self) -> str:
        """How many offices the sums of this choice come from, and who is missing; "" where nothing is summed."""
        return reporting_offices(self.coverage, self.year).sentence

    @property
    def names(self) -> dict[int, str]:
        """Short names of the offices counted."""
        return {one.pk: one.short_name for one in self.offices}

    @property
    def years(self) -> list[int]:
        """The years offered, the latest first; the chosen one is always among them."""
        now = timezone.localdate().year
        return sorted({*range(now - _BACK, now + 1), self.year}, reverse=True)

    @property
    def covers(self) -> list[tuple[str, str]]:
        """The two ways to count a superior office, in words."""
        return [("tree", f"{self.office.short_name} beserta jajaran"), ("own", f"{self.office.short_name} saja")]

    @property
    def indented(self) -> list[tuple[Office, str]]:
        """The offices offered, each with its name set in by its place in the tree."""
        least = min(office.path.count("/") for office in self.offices)
        return [
            (office, "\N{NO-BREAK SPACE}" * 3 * (office.path.count("/") - least) + office.short_name)
            for office in self.offices
        ]


def choose(request: HttpRequest, permission: Permission = Permission.FIGURES_READ) -> Choice:
    """Read office, year and coverage from the address. An office outside the reader's scope is not found."""
    user = user_of(request)
    offices = user.offices_in(permission)
    office = _office(offices, user, permission, request.GET.get("kantor", ""))
    coverage = Coverage.among(office, offices, tree=request.GET.get("cakupan") != "own")
    return Choice(coverage, _year(request.GET.get("tahun", ""), coverage), offices)


def _office(offices: Sequence[Office], user: User, permission: Permission, code: str) -> Office:
    if not code:
        return user.offices_with(permission)[0]
    for office in offices:
        if office.code == code:
            return office
    raise Http404


def _year(text: str, coverage: Coverage) -> int:
    if not text:
        return latest_year(coverage)
    if not text.isascii() or not text.isdigit() or not EARLIEST <= int(text) <= LATEST:
        raise Http404
    return int(text)


def latest_year(coverage: Coverage) -> int:
    """This year where anything was recorded in it; else the latest year with a record; else this year."""
    today = coverage.office.local_day()
    if not Fact.objects.filter(office__in=coverage.offices).exists():
        return today.year
    for year in range(today.year, EARLIEST - 1, -1):  # year by year, as the index has them
        # What ends in a later year posts its going out there: that alone makes no year of work.
        facts = facts_of(coverage.window(year), Measured.FLOW, KINDS.keys() - PLANNED)
        if facts.filter(sign=1, quantity__gt=0, day__lte=today).exists():
            return year
    return today.year
