"""Who has reported: behind every sum over offices stands how many of them have recorded anything."""

from __future__ import annotations

from dataclasses import dataclass

from bersinar.catalogue.kinds import TARGET
from bersinar.foundation.offices.models import Office, OfficeType
from bersinar.foundation.periods.calendar import year_bounds
from bersinar.ledger.models import Fact

from .evaluate import Coverage

# Provinces and headquarters sum up what lies beneath them; they are asked for only where nothing lies beneath.
_WORKING = (OfficeType.REGENCY, OfficeType.CITY)


@dataclass(frozen=True)
class Reporting:
    """The working offices of a coverage: those with facts in the year, and the names of those without."""

    reported: int
    asked: int
    missing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """ "dari 3 dari 5 kantor; belum mencatat: ...", or "" where nothing is summed over offices."""
        if self.asked < 2:
            return ""
        missing = f"; belum mencatat: {', '.join(self.missing)}" if self.missing else ""
        return f"dari {self.reported} dari {self.asked} kantor{missing}"


def reporting_offices(coverage: Coverage, year: int) -> Reporting:
    """Which offices of a coverage have recorded anything in the year."""
    if not coverage.has_below:
        return Reporting(0, 0, ())
    working = Office.objects.filter(pk__in=coverage.offices, type__in=_WORKING)
    first, last = year_bounds(year)
    # A target is a promise, not yet a record of work.
    facts = Fact.objects.filter(office__in=working, day__range=(first, last)).exclude(kind=TARGET)
    recorded = set(facts.order_by().values_list("office_id", flat=True).distinct())
    missing = tuple(office.short_name for office in working if office.pk not in recorded)
    return Reporting(len(recorded), len(recorded) + len(missing), missing)


def reporting_sentence(coverage: Coverage, year: int) -> str:
    """One sentence for a report: how many offices its sums come from."""
    sentence = reporting_offices(coverage, year).sentence
    return f"Angka {coverage.name} dijumlahkan {sentence}." if sentence else ""
