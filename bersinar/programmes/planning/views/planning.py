"""Pages of the strategic plan, of what is proposed to offices and answered, and of what is done about targets at risk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Step
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.pages import Column, Pages, Panel, figure
from bersinar.foundation.ui.steps import WayPages
from bersinar.foundation.wire.refusals import Refusal

from ..actions import PLANS, PROPOSALS, STEPS, STRATEGIES, STRATEGY_LINES, answer, do_step
from ..fields import ThousandthsField
from ..forms.planning import (
    ActionPlanForm,
    ActionStepForm,
    AnswerForm,
    CloseForm,
    ProposalForm,
    StrategyForm,
    StrategyLineForm,
)
from ..models import ActionPlan, ActionStep, Proposal, Strategy, StrategyLine
from .years import BY_YEAR

READ, WRITE = Permission.PLANNING_READ, Permission.PLANNING_WRITE

# --- the strategic plan ----------------------------------------------------------------------------------------------


def _strategy(strategy: Strategy, user: User) -> dict[str, Any]:
    return {"lines": list(strategy.lines.filter(cancelled_at__isnull=True)), "years": list(strategy.years)}


STRATEGY = Pages(
    "planning", "strategy", "renstra", Strategy, "rencana strategis", "Rencana strategis (Renstra)",
    explains="Rencana lima tahun. Satuan kerja yang tidak punya Renstra sendiri mengikuti Renstra satuan kerja di atasnya.",
    empty="Belum ada Renstra di sini. Yang berlaku dari satuan kerja di atas tampil pada halaman Renstra dan hasil.",
    columns=(Column("Renstra", str, "since"), Column("Peraturan", "number")), form=StrategyForm, verbs=STRATEGIES,
    order=("-since",), search=("number",), panels=(Panel("Renstra", ("since", ("Tahun terakhir", lambda one: str(one.until)), "number", "vision")),),
    detail_template="planning/strategy.html", extras=(_strategy,), keeps_files=True,
)  # fmt: skip


def _of_strategy(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"strategy": request.GET.get("renstra")}


STRATEGY_LINE = Pages(
    "planning", "strategy_line", "baris-renstra", StrategyLine, "indikator rencana strategis", "Indikator Renstra", columns=(),
    form=StrategyLineForm, verbs=STRATEGY_LINES, select=("strategy",), has_list=False, initial=_of_strategy,
    panels=(
        Panel("Indikator", ("goal", "indicator", "wording")),
        Panel("Target", (("Tiap tahun", lambda one: "\n".join(
            f"{year}: {said or 'tidak disebut'}" for year, said in zip(one.strategy.years, one.targets_shown, strict=True)
        )),)),
    ),
    parent=lambda one: (str(one.strategy), reverse("planning:strategy", args=[one.strategy_id])),
)  # fmt: skip

# --- proposals and answers -------------------------------------------------------------------------------------------


def _proposal(proposal: Proposal, user: User) -> dict[str, Any]:
    given = proposal.answer
    waits = given is None and not proposal.is_cancelled
    return {"answer": given, "may_answer": waits and proposal.to_office_id in user.scope(WRITE)}


PROPOSAL = Pages(
    "planning", "proposal", "usulan-target", Proposal, "usulan target", "Usulan target",
    explains="Target yang diusulkan satuan kerja di atas. Yang dijanjikan tetap ditulis oleh satuan kerja itu sendiri.",
    empty="Usulan dibuat dari halaman Penjabaran target.",
    columns=(
        Column("Indikator", lambda one: one.title), Column("Tahun", "year", "year"), Column("Kepada", "to_office"),
        Column("Diusulkan", lambda one: ThousandthsField().words(one.value), number=True), Column("Keadaan", lambda one: one.state_shown),
    ),
    form=ProposalForm, verbs=PROPOSALS, order=("-year", "recorded_at"), filters=(BY_YEAR,), select=("to_office",),
    prefetch=("answers",), can_create=False,
    panels=(
        Panel("Usulan", (("Indikator", lambda one: one.title), "year", "to_office", ("Diusulkan", lambda one: one.amount_shown),
                         ("Dari", lambda one: str(one.office)), "note")),
    ),
    detail_template="planning/proposal.html", extras=(_proposal,),
)  # fmt: skip


@needs(WRITE)
def proposal_answer(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Answer a proposal: only for the office that it is made to."""
    user, proposal = user_of(request), PROPOSAL.get(request, pk)
    if proposal.to_office_id not in user.scope(WRITE):
        raise PermissionDenied
    form = AnswerForm(request.POST or None, initial={"value": proposal.value})
    if form.is_bound and form.is_valid():
        try:
            answer(proposal, by=user, **form.cleaned_data)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Jawaban tersimpan, dan targetnya ditulis dalam perjanjian kinerja Anda.")
            return redirect(PROPOSAL.url("", pk))
    context = {
        "form": form, "title": f"Jawab usulan: {proposal.title} {proposal.year}", "back": PROPOSAL.url("", pk), "verb": "Jawab",
        "lead": f"{proposal.office} mengusulkan {proposal.amount_shown}. {proposal.note}".strip(),
    }  # fmt: skip
    return render(request, "planning/act.html", context, status=422 if form.is_bound else 200)


# --- action plans ----------------------------------------------------------------------------------------------------


def _plan(plan: ActionPlan, user: User) -> dict[str, Any]:
    steps = list(plan.steps.filter(cancelled_at__isnull=True).select_related("person", "office"))
    writes = plan.office_id in user.scope(WRITE)
    is_open = not plan.closed_on and not plan.is_cancelled
    return {
        "steps": [(one, is_open and not one.done_on and (writes or one.person_id == user.pk)) for one in steps],
        "may_add": writes and is_open, "may_close": writes and is_open and all(one.done_on for one in steps),
    }  # fmt: skip


def _named_line(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"line": request.GET.get("target"), "made_on": office.local_day()}


class PlanPages(WayPages):
    """Saved, a plan shows itself: its steps come next."""

    def _home_of(self, record: Any) -> str:
        return self.url("", record.pk)

    def may_write(self, user: User, record: Any) -> bool:
        return super().may_write(user, record) and not record.closed_on


PLAN = PlanPages(
    "planning", "plan", "rencana-aksi", ActionPlan, "rencana aksi", "Rencana aksi",
    explains="Apa yang dilakukan bagi target yang berisiko: langkah, siapa, kapan, dan akhirnya apa hasilnya.",
    empty="Rencana aksi dibuat dari halaman Target dan perkiraan, pada target yang berisiko.",
    columns=(
        Column("Target", lambda one: str(one.line)), Column("Tahun", lambda one: one.line.agreement.year),
        Column("Disusun", "made_on", "made_on"), Column("Ditutup", "closed_on", "closed_on"),
    ),
    form=ActionPlanForm, verbs=PLANS, order=("-made_on",), select=("line__agreement",), initial=_named_line,
    panels=(Panel("Rencana aksi", ("line", "made_on", "cause")), Panel("Hasil", ("closed_on", "outcome"))),
    parent=lambda one: (f"Target {one.line}", reverse("planning:line", args=[one.line_id])),
    fragments=(figure("Hasil sampai kini", lambda one: one.line.agreement.year, lambda one: one.line.indicator),),
    says={"planning.close_action_plan": "ditutup dengan hasilnya"},
    detail_template="planning/plan.html", extras=(_plan,), step_forms={"close": CloseForm},
    steps_of=lambda plan, user: (Step("close", "Tutup rencana aksi", ("open",)),),
)  # fmt: skip


def _of_plan(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"plan": request.GET.get("rencana")}


STEP = Pages(
    "planning", "step", "langkah-aksi", ActionStep, "langkah", "Langkah", columns=(), form=ActionStepForm, verbs=STEPS,
    select=("plan__line", "person"), has_list=False, initial=_of_plan,
    says={"planning.do_action_step": "ditandai selesai"},
    panels=(Panel("Langkah", ("what", ("Siapa", lambda one: one.who), "due_on", "done_on")),),
    parent=lambda one: (str(one.plan), reverse("planning:plan", args=[one.plan_id])),
)  # fmt: skip


@require_POST
@needs(READ)
def step_done(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Mark a step as done: by a planner, or by whose step it is."""
    user = user_of(request)
    step: Any = get_object_or_404(
        ActionStep.objects.visible_to(user).standing().select_related("office", "plan"), pk=pk
    )
    if step.person_id != user.pk and step.office_id not in user.scope(WRITE):
        raise PermissionDenied
    try:
        do_step(step, by=user)
        messages.success(request, "Langkah ditandai selesai.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(PLAN.url("", step.plan_id))
