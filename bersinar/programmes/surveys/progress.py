"""How far a survey has come: sheets recorded, answers that wait, and how many it needs. A count of paper, no figure."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from bersinar.foundation.oneform.box import LEAST, waiting

from .models import ANSWER, Survey


@dataclass(frozen=True)
class Progress:
    """`by_form` are the sheets that came in by the public form; `waiting` are not sheets yet."""

    sheets: int
    by_form: int
    waiting: int
    required: int

    @property
    def collected(self) -> int:
        return self.sheets + self.waiting

    @property
    def missing(self) -> int:
        return max(self.required - self.collected, 0)

    @property
    def by_hand(self) -> int:
        return self.sheets - self.by_form

    @property
    def percent(self) -> int:
        return min(100 * self.collected // self.required, 100) if self.required else 100

    @property
    def too_few_wait(self) -> bool:
        """Whether those that wait would not come out even if the form closed now."""
        return 0 < self.waiting < LEAST


def progress(survey: Survey) -> Progress:
    """How far this survey has come."""
    standing = survey.sheets.filter(cancelled_at__isnull=True)
    counted = standing.aggregate(sheets=Count("pk"), by_form=Count("pk", filter=Q(by_form=True)))
    return Progress(counted["sheets"], counted["by_form"], waiting(ANSWER, survey.pk), survey.required)
