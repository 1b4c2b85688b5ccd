"""Erasing who came, when the office's rule says so. What stays: day, number, purpose, fee, stage, and that a letter was
issued. Done once a day; nobody erases by hand, and nothing brings it back.
"""

from __future__ import annotations

from django.utils import timezone

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.actions import OPERATOR, Line, note
from bersinar.foundation.letters.forgetting import forget_letters
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.drafts import forget_drafts
from bersinar.foundation.wire.writing import writing

from .models import IDENTITY, PublicCheck, Visit, rule_of

_ERASED = (*IDENTITY, "answers", "data_key")


def erase_due() -> int:
    """Erase the identity of every visit past its office's rule; how many."""
    erased = 0
    with side(Side.TREATMENT):
        waiting = Visit.objects.filter(identity_erased_at__isnull=True)
        for office in Office.objects.filter(pk__in=waiting.values("office")):
            rule, today = rule_of(office), office.local_day()
            for visit in waiting.filter(office=office).order_by("visited_on", "pk"):
                if rule.keeps(visit.visited_on, today):
                    break  # in the order of days: all that follow are kept too
                _erase(visit)
                erased += 1
    return erased


def _erase(visit: Visit) -> None:
    with writing():
        kept = Visit.objects.select_for_update(of=("self",)).select_related("office").get(pk=visit.pk)
        letters = forget_letters(Side.TREATMENT, ("skhpn.visit", kept.pk), by=OPERATOR)
        named = {str(kept.pk), *(str(letter.pk) for letter in letters), kept.compared("name"), kept.compared("nik")}
        forget_drafts(kept.side, named)
        hashes = [PublicCheck.hashed(letter.check_code) for letter in letters]
        PublicCheck.objects.filter(hash__in=hashes).update(initials="")
        for name in _ERASED:
            setattr(kept, name, None)
        kept.sex = kept.initials = kept.document = kept.screening_result = kept.instrument = kept.instrument_version = (
            ""
        )
        kept.is_minor = kept.is_reactive = False
        kept.values, kept.bands, kept.reactive = {}, {}, []
        kept.identity_erased_at, kept.version = timezone.now(), kept.version + 1
        kept.save()
        line = Line("skhpn.erase_identity", kept._meta.label_lower, kept.pk, kept.side, {"identitas": "dihapus"})
        note(office=kept.office, by=OPERATOR, line=line)
