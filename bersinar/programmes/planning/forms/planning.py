"""Forms of the strategic plan, of proposals, and of what is done about a target at risk."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import remedies
from ..fields import ThousandthsInput
from ..models import ActionPlan, ActionStep, Proposal, Strategy, StrategyLine
from ..models.strategy import TARGETS, YEARS


class StrategyForm(RecordForm):
    class Meta:
        model = Strategy
        fields = ("since", "number", "vision")


class StrategyLineForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Indikator": ("strategy", "goal", "indicator", "wording"),
        "Target tiap tahun": TARGETS,
    }

    class Meta:
        model = StrategyLine
        fields = ("strategy", "goal", "indicator", "wording", *TARGETS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = self["strategy"].value()
        strategy = Strategy.objects.visible_to(self.user).filter(pk=named).first() if named else None
        if strategy is not None:
            for number in range(YEARS):
                self.fields[TARGETS[number]].label = f"Target {strategy.since + number}"


class ProposalForm(RecordForm):
    class Meta:
        model = Proposal
        fields = ("value", "note")


class AnswerForm(forms.Form):
    """What an office takes on: the number proposed, or its own with words."""

    value = ThousandthsInput(label="Target yang disanggupi", help_text="Bila sama dengan usulan, usulan itu diterima.")
    words = forms.CharField(
        label="Penjelasan", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila angkanya lain dari usulan.",
    )  # fmt: skip


class ActionPlanForm(RecordForm):
    class Meta:
        model = ActionPlan
        fields = ("line", "made_on", "cause")


class ActionStepForm(RecordForm):
    class Meta:
        model = ActionStep
        fields = ("plan", "what", "person", "part", "due_on", "done_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        here = Membership.objects.filter(office=self.office, ended_at__isnull=True).values("user_id")
        person: Any = self.fields["person"]
        person.queryset = User.objects.filter(pk__in=here, is_active=True).order_by("full_name")


class CloseForm(StepForm):
    act = staticmethod(remedies.close)
    days = ("closed_on",)

    closed_on = DateField(label="Ditutup pada")
    outcome = forms.CharField(
        label="Hasilnya", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Apa yang tercapai oleh rencana ini, dan apa yang belum.",
    )  # fmt: skip
