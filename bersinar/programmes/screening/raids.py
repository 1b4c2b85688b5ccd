"""Whether the office counts tests in a raid as deteksi dini: one rule an office, and everything that follows from it."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.offices.models import Office
from bersinar.ledger.deeds import Deed, deed

from .models import RaidRule, SessionResult, UrineSession


def hold_rule(doing: Deed) -> None:
    """The office with its rule as it is now, held until the deed is done: no raid and no new rule miss each other."""
    doing.office = Office.objects.select_for_update(no_key=True).get(pk=doing.office.pk)


def rule_raids(
    *, office: Office, counts: bool, by: User, based_on: int | None = None, reason: str = ""
) -> RaidRule | None:
    """Say whether tests in a raid count as deteksi dini. What the office's raids said is said anew.

    Asks for a reason where a raid lies in a closed month. Saying the same again changes nothing.
    """
    needs = Permission.SCREENING_RULES_WRITE
    with deed("screening.rule_raids", office=office, by=by, needs=needs, reason=reason) as doing:
        hold_rule(doing)
        rule = RaidRule.objects.filter(office=doing.office).first()
        before = rule is None or rule.counts
        if counts == before:
            return rule
        values = {"counts": counts}
        rule = doing.add(RaidRule(), values) if rule is None else doing.change(rule, values, based_on=based_on)
        _restate_raids(doing)
        return rule


def _restate_raids(doing: Deed) -> None:
    raids = list(_raids(doing.office).select_for_update(of=("self",)).select_related("office__raid_rule"))
    for month in sorted({session.held_on.replace(day=1) for session in raids}):
        doing.ask_reason(month)
    for session in raids:
        doing.restate(session)
    # The wall opens to say results anew. Nothing of them leaves this deed but facts by month and kabupaten/kota.
    with side(Side.TREATMENT, doing.by.pk):
        found = SessionResult.objects.standing().filter(session__in=raids)
        for result in found.select_related("session__office__raid_rule"):
            doing.restate(result)


def _raids(office: Office) -> Any:
    return UrineSession.objects.standing().filter(office=office, is_raid=True).order_by("held_on", "pk")


def raids_of(office: Office) -> tuple[int, int]:
    """How many raids an office has recorded, and how many people were tested in them as far as that is known."""
    tested = list(_raids(office).values_list("tested", flat=True))
    return len(tested), sum(people or 0 for people in tested)
