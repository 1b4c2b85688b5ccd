"""When a rule or a holiday changes, the nearest deadline of running cases and TAT requests is reckoned anew.

What an event has measured already stays: it was measured by the rule of its day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side

from .models import Case, TatRequest
from .timing import Law, standing_of

_LOOK_BACK = timedelta(days=732)  # in an older case no term begins to run anew


def reckon_again(**_: Any) -> None:
    """Set `next_due` of the cases in which a clock runs or something happened in the last two years."""
    with side(Side.ENFORCEMENT):
        law, since = Law.read(), timezone.now() - _LOOK_BACK
        rows = Case.objects.filter(Q(next_due__isnull=False) | Q(events__at__gte=since), cancelled_at__isnull=True)
        rows = (
            rows.distinct()
            .select_related("office")
            .prefetch_related("events__suspects", "suspects__tat_requests")
            .order_by("pk")
        )
        for case in rows.iterator(chunk_size=200):
            next_due = min((clock.due for clock in law.clocks(case) if clock.is_open), default=None)
            if next_due != case.next_due:
                Case.objects.filter(pk=case.pk).update(next_due=next_due)
        asked = TatRequest.objects.filter(letter_on__isnull=True, cancelled_at__isnull=True).select_related("office")
        related = ("suspect__case__events__suspects", "suspect__case__suspects")
        for request in asked.prefetch_related(*related).order_by("pk").iterator(chunk_size=200):
            said = standing_of(law.clock_of_request(request), request)
            if said["next_due"] != request.next_due:
                TatRequest.objects.filter(pk=request.pk).update(**said)
