"""What waits in this room, as the desk's tasks tell it: next steps that are due, actions that volunteers told.

One query for all of it: the first page of the day asks. No name of a volunteer, ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, IntegerField, Value
from django.urls import reverse

from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.waiting import Task

from .models import BersinarSite, OwnAction, PolicyWork

AHEAD = timedelta(days=90)
_MOST = 5
_SITE, _WORK, _TOLD = range(3)
_PAGES = {_SITE: ("community:site", "home-heart"), _WORK: ("community:policy", "scale")}


def waiting(offices: Collection[int], today: date) -> Iterator[Task]:
    """Next steps of sites and policy work within the time ahead, and how many told actions nobody has checked."""
    rows = list(_rows(offices, today + AHEAD))
    for kind, key, words, due in [row for row in rows if row[0] != _TOLD][: 2 * _MOST]:
        page, icon = _PAGES[kind]
        yield Task(words, reverse(page, args=[key]), icon, due, due < today)
    if told := sum(row[0] == _TOLD for row in rows):
        words = f"Periksa {write_number(told)} aksi yang dilaporkan penggiat"
        yield Task(words, f"{reverse('community:own_action_list')}?periksa=menunggu", "users")


def _rows(offices: Collection[int], until: date) -> Iterator[tuple[int, UUID, str, date]]:
    """(what it is, its id, its words, its day), by day."""

    def kind(number: int) -> Value:
        return Value(number, output_field=IntegerField())

    steps = [
        model.objects.standing()
        .filter(office_id__in=offices, ended_on__isnull=True, next_due__lte=until)
        .order_by()
        .annotate(what=kind(number), said=F("next_step"), day=F("next_due"))
        .values_list("what", "pk", "said", "day")
        for model, number in ((BersinarSite, _SITE), (PolicyWork, _WORK))
    ]
    told = OwnAction.objects.standing().filter(office_id__in=offices, checked=False).order_by()
    told = told.annotate(what=kind(_TOLD), said=F("kind"), day=F("done_on"))
    yield from steps[0].union(steps[1], told.values_list("what", "pk", "said", "day"), all=True).order_by("day")
