"""Forms of plans, of what they aim at, and of their steps."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import QUIET, SealingForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import plans as steps
from ..counsellors import counsellors_of
from ..models import Plan, PlanItem
from .sealing import ClientCodeField, offer_only_named

_AREA = {"rows": 3, **QUIET}


class OfCounsellor(RecordForm):
    """A form that names a counsellor: those of the office, and whoever is named already."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["counsellor"]
        offered = counsellors_of(self.office, self.instance.counsellor_id if self.instance.recorded_at else None)
        if self.instance.recorded_at:
            del self.fields["client"]
        elif offered.filter(pk=self.user.pk).exists():
            field.initial = self.user.pk
        field.queryset, field.empty_label = offered, "Pilih …"


class PlanForm(OfCounsellor):
    client = ClientCodeField()

    class Meta:
        model = Plan
        fields = ("client", "made_on", "session_target", "review_on", "counsellor", "signed_on")


class ItemForm(SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("problem", "goal", "intervention")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Masalah dan tujuan": ("plan", "problem", "goal", "intervention"),
        "Siapa dan kapan": ("responsible", "target_on"),
    }

    problem = forms.CharField(label="Masalah", max_length=1000, widget=forms.Textarea(attrs=_AREA), required=False)
    goal = forms.CharField(label="Tujuan", max_length=1000, widget=forms.Textarea(attrs=_AREA), required=False)
    intervention = forms.CharField(
        label="Tindakan", max_length=1000, widget=forms.Textarea(attrs=_AREA), required=False,
        help_text="Apa yang dilakukan, misalnya wawancara motivasi atau konseling keluarga. Disimpan terkunci.",
    )  # fmt: skip

    class Meta:
        model = PlanItem
        fields = ("plan", "responsible", "target_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_only_named(self, "plan", "episode__client")


class SignForm(StepForm):
    act = staticmethod(steps.sign)

    signed_on = DateField(label="Ditandatangani klien pada")


class ReviewForm(StepForm):
    act = staticmethod(steps.review)

    reviewed_on = DateField(label="Ditinjau pada")
    note = forms.CharField(
        label="Hasil tinjauan", max_length=4000, widget=forms.Textarea(attrs={"rows": 5, **QUIET}),
        help_text="Disimpan terkunci dan tidak dapat diubah lagi.",
    )  # fmt: skip
    next_on = DateField(label="Ditinjau lagi pada")
    reason = RecordForm.base_fields["reason"]


class _EndForm(StepForm):
    ended_on = DateField(label="Pada tanggal")


class AchieveForm(_EndForm):
    act = staticmethod(steps.achieve)


class DropForm(_EndForm):
    act = staticmethod(steps.drop)


class ResumeForm(StepForm):
    act = staticmethod(steps.resume)


PLAN_STEPS: dict[str, type[StepForm]] = {"sign": SignForm, "review": ReviewForm}
ITEM_STEPS: dict[str, type[StepForm]] = {"achieve": AchieveForm, "drop": DropForm, "resume": ResumeForm}
