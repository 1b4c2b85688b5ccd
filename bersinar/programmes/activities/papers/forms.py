"""Forms of materials, minutes and follow-up tasks."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.steps import StepForm

from ..models import FollowUp, Material, Minutes
from ..speaking.forms import officers_of, only_named
from . import actions as steps


class MaterialForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("edition",)

    class Meta:
        model = Material
        fields = ("title", "edition", "topic", "audience", "note")


class MinutesForm(RecordForm):
    class Meta:
        model = Minutes
        fields = ("meeting", "points", "decisions")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        only_named(self, "meeting")
        for name in ("points", "decisions"):
            self.fields[name].widget.attrs["rows"] = 6


class FollowUpForm(RecordForm):
    class Meta:
        model = FollowUp
        fields = ("meeting", "what", "officer", "who", "due_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        only_named(self, "meeting")
        officer: Any = self.fields["officer"]
        officer.queryset = officers_of(self.office)
        officer.empty_label = "Bukan petugas kantor ini"


class FinishForm(StepForm):
    act = staticmethod(steps.finish)
    days: ClassVar[tuple[str, ...]] = ("on",)

    on = DateField(label="Selesai pada")
    outcome = forms.CharField(
        label="Hasilnya", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ResumeForm(StepForm):
    act = staticmethod(steps.resume)


STEP_FORMS: dict[str, type[StepForm]] = {"finish": FinishForm, "resume": ResumeForm}
