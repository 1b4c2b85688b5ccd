"""What is thrown away when its time is over: scans of guardians' sheets, and what codes of pots showed. Done once a day,
by nobody's hand.

What stays: that there were sheets, how many, and on which day their scans went; and the sums of a session's result.
"""

from __future__ import annotations

from django.db import transaction

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.actions import OPERATOR, Line, note
from bersinar.foundation.files.actions import destroy_file, files_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.writing import writing

from .models import ConsentSheets, Pot, PotSheet, rule_of
from .pots import erase


def destroy_due_scans() -> int:
    """Destroy the scans whose last day has passed, of cancelled sheets too; of how many sheets."""
    gone = 0
    with side(Side.TREATMENT):
        waiting = ConsentSheets.objects.filter(destroyed_on__isnull=True)
        for office in Office.objects.filter(pk__in=waiting.values("office")):
            for sheets in waiting.filter(office=office, keep_until__lt=office.local_day()):
                _destroy(sheets)
                gone += 1
    return gone


def _destroy(sheets: ConsentSheets) -> None:
    with writing(), transaction.atomic():
        kept = ConsentSheets.objects.select_for_update(of=("self",)).select_related("office").get(pk=sheets.pk)
        for stored in files_of(kept):
            destroy_file(stored)
        kept.destroyed_on, kept.version = kept.office.local_day(), kept.version + 1
        kept.save()
        line = Line(
            "screening.destroy_scans", kept._meta.label_lower, kept.pk, "treatment", {"pindaian": "dimusnahkan"}
        )
        note(office=kept.office, by=OPERATOR, line=line)


def erase_due_pots() -> int:
    """Erase codes and what they showed where the office's rule keeps them no longer; of how many sheets."""
    gone = 0
    with side(Side.TREATMENT):
        waiting = PotSheet.objects.filter(pk__in=Pot.objects.filter(erased_at__isnull=True).values("sheet"))
        for office in Office.objects.filter(pk__in=waiting.values("office")):
            rule, today = rule_of(office), office.local_day()
            for sheet in waiting.filter(office=office).select_related("session", "office"):
                if not rule.keeps(sheet.session.held_on if sheet.session else sheet.planned_on, today):
                    _erase(sheet)
                    gone += 1
    return gone


def _erase(sheet: PotSheet) -> None:
    with writing(), transaction.atomic():
        kept = list(
            Pot.objects.select_for_update().filter(sheet=sheet, erased_at__isnull=True).values_list("pk", flat=True)
        )
        erase(kept)
        line = Line("screening.erase_pots", sheet._meta.label_lower, sheet.pk, "treatment", {"kode": "dihapus"})
        note(office=sheet.office, by=OPERATOR, line=line)
