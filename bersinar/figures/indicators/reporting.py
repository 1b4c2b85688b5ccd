"""Who has reported: behind every sum over offices stands how many of them have recorded anything."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from bersinar.catalogue.declaring import Measured
from bersinar.catalogue.kinds import KINDS, PLANNED
from bersinar.foundation.offices.models import Office, OfficeType

from .cells import facts_of
from .declared import beside
from .evaluate import Coverage

# Provinces and headquarters sum up what lies beneath them; they are asked for only where nothing lies beneath.
_WORKING = (OfficeType.REGENCY, OfficeType.CITY)


@dataclass(frozen=True)
class Reporting:
    """The working offices of a coverage: those with facts in the year, and the names of those without.

    `by_letter` are those without whose figures stand beside the sum, as their letters say.
    """

    reported: int
    asked: int
    missing: tuple[str, ...]
    by_letter: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """ "3 dari 5 kantor sudah melapor; belum: ...", or "" where nothing is summed over offices."""
        if self.asked < 2:
            return ""
        told = f"; menurut surat saja: {', '.join(self.by_letter)}" if self.by_letter else ""
        missing = f"; belum: {', '.join(self.missing)}" if self.missing else ""
        return f"{self.reported} dari {self.asked} kantor sudah melapor{told}{missing}"


def reporting_offices(coverage: Coverage, year: int) -> Reporting:
    """Which offices of a coverage have recorded anything in the year."""
    if not coverage.has_below:
        return Reporting(0, 0, ())
    working = Office.objects.filter(pk__in=coverage.offices, type__in=_WORKING)
    facts = facts_of(coverage.window(year), Measured.FLOW, KINDS.keys() - PLANNED).filter(office=OuterRef("pk"))
    recorded = set(working.filter(Exists(facts)).values_list("pk", flat=True))
    without = [office for office in working if office.pk not in recorded]
    told = {name for one in beside(coverage, year).values() for name in one.told} if without else set()
    by_letter = tuple(office.short_name for office in without if office.short_name in told)
    missing = tuple(office.short_name for office in without if office.short_name not in told)
    return Reporting(len(recorded), len(recorded) + len(without), missing, by_letter)


def reporting_sentence(coverage: Coverage, year: int) -> str:
    """One sentence for a report: how many offices its sums come from."""
    sentence = reporting_offices(coverage, year).sentence
    return f"Angka {coverage.name} adalah jumlah satuan kerjanya: {sentence}." if sentence else ""
