"""Plans: made, signed, looked at again; what they aim at, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.stages.ways import Way
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..models import Episode, Plan, PlanItem, PlanReview
from ..session_ways import AIM_WAY, PLAN_WAY
from .about_client import held, without, wrong
from .sessions import ask_counsellor, episode_on
from .stepping import as_it_stands, sealed_texts

_SEALED = ("problem", "goal", "intervention")

P = TypeVar("P", Plan, PlanItem)


class PlanVerbs(Verbs[Plan]):
    """Make a plan for the episode that its day lies in; change and cancel it."""

    def adds(self, doing: Deed, record: Plan, values: dict[str, Any]) -> Plan:
        client = held(values["client"], doing.office)
        made_on = values.get("made_on") or doing.office.local_day(doing.at)
        record.episode = episode_on(client, made_on, "made_on")
        ask_counsellor(values.get("counsellor"), doing.office)
        return doing.add(record, {**without(values, "client"), "made_on": made_on})

    def changes(self, doing: Deed, record: Plan, values: dict[str, Any], *, based_on: int | None) -> Plan:
        held(record.episode.client, doing.office)
        if values.get("counsellor") not in (None, record.counsellor):
            ask_counsellor(values["counsellor"], doing.office)
        return doing.change(record, values, based_on=based_on)


def _without_items(plan: Plan) -> None:
    if plan.items.filter(cancelled_at__isnull=True).exists():
        raise Refusal("plan_in_use", "Rencana ini masih punya masalah dan tujuan. Batalkan itu dahulu.", status=409)


class ItemVerbs(Verbs[PlanItem]):
    """Problems of a plan with what is aimed at."""

    def adds(self, doing: Deed, record: PlanItem, values: dict[str, Any]) -> PlanItem:
        plan = values["plan"]
        if plan.is_cancelled or plan.office_id != doing.office.pk:
            raise wrong("plan", "Rencana ini sudah dibatalkan atau milik satuan kerja lain.")
        record.plan = plan
        return doing.add(record, sealed_texts(without(values, "plan"), _SEALED))

    def changes(self, doing: Deed, record: PlanItem, values: dict[str, Any], *, based_on: int | None) -> PlanItem:
        return doing.change(record, sealed_texts(without(values, "plan"), _SEALED), based_on=based_on)


def agree_with_plan(episode: Episode) -> None:
    """Refuse changed days of an episode that its plan does not lie in."""
    for plan in Plan.objects.filter(episode=episode, cancelled_at__isnull=True):
        if plan.made_on < episode.admitted_on:
            sentence = f"Rencana terapi klien ini disusun pada {plan.made_on:%d-%m-%Y}, sebelum tanggal diterima."
            raise wrong("admitted_on", sentence)
        if episode.closed_on and plan.made_on > episode.closed_on:
            sentence = f"Rencana terapi klien ini disusun pada {plan.made_on:%d-%m-%Y}, sesudah tanggal ditutup."
            raise wrong("closed_on", sentence)


PLANS = PlanVerbs(Plan, "rehab", "make_plan", "change_plan", "cancel_plan", _without_items)
ITEMS = ItemVerbs(PlanItem, "rehab", "add_plan_item", "change_plan_item", "cancel_plan_item", holds="plan")


def sign(plan: Plan, *, by: User, based_on: int | None, signed_on: date, request_id: UUID | None = None) -> Plan:
    """Note that the client signed the plan."""
    said = {"signed_on": signed_on}
    return _step(
        plan, "sign", PLAN_WAY, by=by, based_on=based_on, request_id=request_id, said=said, act=lambda doing, kept: said
    )  # fmt: skip


def review(
    plan: Plan, *, by: User, based_on: int | None, reviewed_on: date, next_on: date, note: str, reason: str = "",
    request_id: UUID | None = None,
) -> Plan:  # fmt: skip
    """Write down a review; the plan is then due again on the day named."""

    def act(doing: Deed, kept: Plan) -> dict[str, Any]:
        doing.add(PlanReview(plan=kept), {"reviewed_on": reviewed_on, "next_on": next_on, "note": note})
        return {"review_on": next_on}

    said = {"reviewed_on": reviewed_on, "next_on": next_on, "note": note}
    return _step(
        plan, "review", PLAN_WAY, by=by, based_on=based_on, request_id=request_id, said=said, act=act, reason=reason
    )  # fmt: skip


def achieve(
    item: PlanItem, *, by: User, based_on: int | None, ended_on: date, request_id: UUID | None = None
) -> PlanItem:
    """Note that what was aimed at has been reached."""
    return _end(item, "achieve", by, based_on, ended_on, request_id)


def drop(item: PlanItem, *, by: User, based_on: int | None, ended_on: date, request_id: UUID | None = None) -> PlanItem:
    """Note that something is aimed at no longer."""
    return _end(item, "drop", by, based_on, ended_on, request_id)


def resume(item: PlanItem, *, by: User, based_on: int | None, request_id: UUID | None = None) -> PlanItem:
    """Aim at it again."""
    return _end(item, "resume", by, based_on, None, request_id)


def _end(
    item: PlanItem, code: str, by: User, based_on: int | None, ended_on: date | None, request_id: UUID | None
) -> PlanItem:
    def act(doing: Deed, kept: PlanItem) -> dict[str, Any]:
        return {"ended_on": ended_on, "stage": AIM_WAY.take(code, at=kept.stage).code}

    said = {"ended_on": ended_on}
    return _step(item, code, AIM_WAY, by=by, based_on=based_on, request_id=request_id, said=said, act=act)


def _step(
    record: P, code: str, way: Way, *, by: User, based_on: int | None, request_id: UUID | None,
    said: Mapping[str, Any], act: Callable[[Deed, Any], Mapping[str, Any]], reason: str = "",
) -> P:  # fmt: skip
    """Take one step of a plan or of one of its problems, locked until it is done."""
    model = type(record)
    action = f"rehab.{code}_{model._meta.model_name}"

    def make() -> P:
        with deed(action, office=record.office, by=by, needs=Permission.REHAB_WRITE, reason=reason) as doing:
            kept = as_it_stands(record, way, based_on=based_on)
            way.take(code, at=kept.stage)
            return doing.change(kept, act(doing, kept), based_on=None)

    body = {"record": record.pk, **said}
    return once(request_id=request_id, action=action, by=by, body=body, model=model, make=make, record_id=record.pk)
