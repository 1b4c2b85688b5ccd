"""What the profile of an admission says to the books: whether it is complete, and each answer by itself.

Said by the client, once a year, of the year's first admission: as TDI counts, one person starting treatment. Answers
carry no token, so that nothing joins them but the record itself. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bersinar.ledger.drafts import Draft

from .models import Profile
from .models.profiles import ITEMS

COMPLETE, PARTIAL = "complete", "partial"


def of_profile(profile: Profile, month: date, place: str, subject: str) -> Iterator[Draft]:
    """One profile, dated and placed as the admission is."""
    state = COMPLETE if profile.is_complete else PARTIAL
    yield Draft("rehab.profile_taken", month, place=place, detail=state, subject=subject)
    for item in ITEMS:
        if answer := profile.answer_to(item):
            yield Draft("rehab.profile_answered", month, place=place, aspect=item, detail=answer)
    for substance in profile.further:
        yield Draft("rehab.further_used", month, place=place, substance=substance, subject=subject)
