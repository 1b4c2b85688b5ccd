"""Pages of plans and of what they aim at: no lists of their own; the way back leads to the episode or the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import open_together
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Panel
from bersinar.foundation.ui.steps import WayPages

from ..actions.plans import ITEMS, PLANS
from ..forms.plans import ITEM_STEPS, PLAN_STEPS, ItemForm, PlanForm
from ..models import Plan, PlanItem
from ..session_ways import AIM_WAY, PLAN_WAY
from ..waiting import counted
from .clients import OfClient, named_by_id, named_client
from .episodes import EPISODE
from .sealed import SealedPages, purposes, title_of

_ITEM_PARTS = ("problem", "goal", "intervention")


@dataclass
class PlanPages(OfClient, WayPages, SealedPages):
    """Pages of plans. One door opens all that lies sealed in a plan: its problems and its reviews."""

    def opened(self, record: Plan, user: User, purpose: str) -> list[tuple[str, str]]:
        items, reviews = _items(record), _reviews(record)
        rows = []
        opened = open_together(items, _ITEM_PARTS, by=user, purpose=purpose)
        for place, (item, texts) in enumerate(zip(items, opened, strict=True), start=1):
            rows += [(f"{place}. {title_of(item, name)}", text) for name, text in texts.items()]
        for review, texts in zip(reviews, open_together(reviews, ("note",), by=user, purpose=purpose), strict=True):
            rows.append((f"Tinjauan {review.reviewed_on:%d-%m-%Y}", texts["note"]))
        return rows


@dataclass
class ItemPages(WayPages, SealedPages):
    """Pages of a plan's problems."""

    def _way_back(self, request: HttpRequest) -> str:
        return PLAN.url("", _named_plan(request).pk)


def _items(plan: Plan) -> list[PlanItem]:
    return list(plan.items.filter(cancelled_at__isnull=True).select_related("office", "plan__episode__client"))


def _reviews(plan: Plan) -> list[Any]:
    return list(plan.reviews.filter(cancelled_at__isnull=True).select_related("office", "recorded_by"))


def _shows(plan: Plan, user: User) -> dict[str, Any]:
    items, reviews = _items(plan), _reviews(plan)
    return {
        **PLAN.of_way(plan, user), "items": items, "reviews": reviews, "has_texts": bool(items or reviews),
        "is_overdue": plan.episode.is_open and plan.review_on < plan.office.local_day(),
    }  # fmt: skip


def _sessions(plan: Plan) -> str:
    return counted(plan.episode, plan)


def _plan_steps(plan: Plan, user: User) -> tuple[Step, ...]:
    return PLAN_WAY.open_steps(plan.stage)


def _plan_way(plan: Plan) -> list[Mark]:
    return PLAN_WAY.drawn(plan.stage)


def _of_today(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {**named_client(request, office), "made_on": office.local_day()}


PLAN = PlanPages(
    "rehab", "plan", "rencana", Plan, "rencana terapi", "Rencana terapi", columns=(), form=PlanForm, verbs=PLANS,
    select=("episode__client", "counsellor"), sensitive=True, has_list=False, keeps_files=True,
    panels=(
        Panel("Rencana", ("made_on", "signed_on", "counsellor")),
        Panel("Pelaksanaan", (("Sesi", _sessions), "review_on")),
    ),
    parent=lambda record: (str(record.episode), EPISODE.url("", record.episode_id)), initial=_of_today,
    detail_template="rehab/plan.html", extras=(_shows, purposes), step_forms=PLAN_STEPS, steps_of=_plan_steps,
    drawn=_plan_way,
)  # fmt: skip


def _named_plan(request: HttpRequest) -> Plan:
    return cast(Plan, named_by_id(request, "rencana", Plan))


def _of_plan(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"plan": _named_plan(request)}


def _item_shows(item: PlanItem, user: User) -> dict[str, Any]:
    return ITEM.of_way(item, user)


ITEM = ItemPages(
    "rehab", "plan_item", "rencana/masalah", PlanItem, "masalah dalam rencana", "Masalah dalam rencana", columns=(),
    form=ItemForm, verbs=ITEMS, select=("plan__episode__client",), sensitive=True, has_list=False,
    panels=(Panel("Masalah", ("responsible", "target_on", "stage", "ended_on")),),
    parent=lambda record: (str(record.plan), PLAN.url("", record.plan_id)), initial=_of_plan,
    detail_template="rehab/plan_item.html", extras=(_item_shows, purposes), opens=_ITEM_PARTS, step_forms=ITEM_STEPS,
    steps_of=lambda item, user: AIM_WAY.open_steps(item.stage), drawn=lambda item: AIM_WAY.drawn(item.stage),
)  # fmt: skip
