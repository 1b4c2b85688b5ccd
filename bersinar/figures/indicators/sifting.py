"""Whether persons were sifted between offices: said of every figure over several offices that counts them.

Without it a person registered at two offices, with no referral between them, has two tokens and counts twice. The one
place of these sentences; pages, reports and the command line ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from bersinar.catalogue.declaring import Measured
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import long_date
from bersinar.ledger.linking import standing_sifting

from .cells import PERSONS, Window, facts_of


@dataclass(frozen=True)
class Sifted:
    """How far the offices of a sum were sifted: all, as of `since`, or not yet those named."""

    since: date | None
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """ "belum disaring antar-kantor", "disaring antar-kantor per 3 Maret 2026"."""
        return f"disaring antar-kantor per {long_date(self.since)}" if self.since else "belum disaring antar-kantor"

    @property
    def sentence(self) -> str:
        """The words, and what they mean for the figure."""
        if self.since:
            rest = "Orang tanpa NIK, dan yang terdaftar sesudah tanggal itu, masih dapat terhitung lebih dari sekali"
            return f"{self.words}. {rest}."
        named = f" Belum ikut: {', '.join(self.missing)}." if self.missing else ""
        return f"{self.words}. Orang yang terdaftar di dua satuan kerja, tanpa rujukan di antara keduanya, terhitung dua kali.{named}"


def sifted(window: Window) -> Sifted | None:
    """How far a sum over offices was sifted; None where no office has persons in treatment to sift, or there is but one."""
    if len(window.offices) < 2:
        return None
    facts = facts_of(window, Measured.STOCK, PERSONS).filter(office=OuterRef("pk"))
    offices = list(Office.objects.filter(pk__in=window.offices).filter(Exists(facts)))
    if not offices:
        return None
    sifting = standing_sifting()
    if sifting is None:
        return Sifted(None, ())
    missing = tuple(office.short_name for office in offices if office.code not in sifting.offices)
    days = [date.fromisoformat(sifting.offices[office.code]) for office in offices if office.code in sifting.offices]
    return Sifted(None if missing else min(days), missing)
