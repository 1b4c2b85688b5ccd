"""What is done about a target at risk: a plan, steps with somebody and a day, and closing it with what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..models import ActionPlan, ActionStep


class PlanVerbs(Verbs[ActionPlan]):
    """A plan that is closed stays as it is."""

    def changes(self, doing: Deed, record: ActionPlan, values: dict[str, Any], *, based_on: int | None) -> ActionPlan:
        _refuse_closed(ActionPlan.objects.get(pk=record.pk))
        return doing.change(record, values, based_on=based_on)


def _refuse_closed(plan: ActionPlan) -> None:
    if plan.closed_on:
        raise Refusal("closed", "Rencana aksi ini sudah ditutup.", status=409)


PLANS = PlanVerbs(
    ActionPlan, "planning", "make_action_plan", "change_action_plan", "cancel_action_plan", _refuse_closed
)
STEPS = Verbs(ActionStep, "planning", "add_action_step", "change_action_step", "cancel_action_step", holds="plan")


def close(
    plan: ActionPlan, *, by: User, based_on: int | None, closed_on: date, outcome: str, request_id: UUID | None = None
) -> ActionPlan:
    """Close a plan with what came of it. Refused while a step is neither done nor cancelled."""

    def make() -> ActionPlan:
        with deed("planning.close_action_plan", office=plan.office, by=by, needs=Permission.PLANNING_WRITE) as doing:
            kept: ActionPlan = (
                ActionPlan.objects.select_for_update(of=("self",)).select_related("office", "line").get(pk=plan.pk)
            )
            if based_on is not None and based_on != kept.version:
                raise LostUpdate({})
            _refuse_closed(kept)
            if kept.steps.filter(cancelled_at__isnull=True, done_on__isnull=True).exists():
                sentence = (
                    "Masih ada langkah yang belum selesai. Tandai selesai, atau batalkan langkahnya dengan alasan."
                )
                raise Refusal("steps_open", sentence, status=409)
            if not outcome.strip():
                raise Refusal("outcome_missing", "Tulis hasilnya.", fields={"outcome": "Tulis hasilnya."})
            return doing.change(kept, {"closed_on": closed_on, "outcome": outcome.strip()}, based_on=None)

    body = {"plan": plan.pk, "closed_on": closed_on, "outcome": outcome}
    return once(
        request_id=request_id, action="planning.close_action_plan", by=by, body=body, model=ActionPlan, make=make,
        record_id=plan.pk,
    )  # fmt: skip


def do_step(step: ActionStep, *, by: User) -> ActionStep:
    """Mark a step as done today: by a planner, or by the very person whose step it is."""
    if by.pk == step.person_id and step.office_id in by.scope(Permission.PLANNING_READ):
        needs = Permission.PLANNING_READ
    else:
        needs = Permission.PLANNING_WRITE
    with deed("planning.do_action_step", office=step.office, by=by, needs=needs) as doing:
        kept: ActionStep = (
            ActionStep.objects.select_for_update(of=("self",)).select_related("office", "plan").get(pk=step.pk)
        )
        if kept.done_on:
            return kept
        return doing.change(kept, {"done_on": kept.office.local_day()}, based_on=None)
