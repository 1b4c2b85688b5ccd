"""Who has reported: behind every sum over offices stands how many of them have recorded anything."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from bersinar.catalogue.declaring import Measured
from bersinar.catalogue.kinds import KINDS, PLANNED
from bersinar.foundation.offices.models import Office, OfficeType

from .cells import facts_of
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
    facts = facts_of(coverage.window(year), Measured.FLOW, KINDS.keys() - PLANNED).filter(office=OuterRef("pk"))
    recorded = set(working.filter(Exists(facts)).values_list("pk", flat=True))
    missing = tuple(office.short_name for office in working if office.pk not in recorded)
    return Reporting(len(recorded), len(recorded) + len(missing), missing)


def reporting_sentence(coverage: Coverage, year: int) -> str:
    """One sentence for a report: how many offices its sums come from."""
    sentence = reporting_offices(coverage, year).sentence
    return f"Angka {coverage.name} dijumlahkan {sentence}." if sentence else ""
