"""Forms of the plan's steps."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.steps import StepForm

from ..forms import ClockField
from . import actions as steps


class ScheduleForm(StepForm):
    act = staticmethod(steps.schedule)

    planned_on = DateField(label="Hari")
    planned_until = DateField(label="Sampai dengan", required=False, help_text="Hanya bila lebih dari satu hari.")
    starts_at = ClockField(label="Mulai pukul", required=False)
    venue = forms.CharField(label="Tempat", required=False, max_length=160)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("starts_at", "venue"):
            self.fields[name].initial = getattr(self.record, name)


class CallOffForm(StepForm):
    act = staticmethod(steps.call_off)
    days: ClassVar[tuple[str, ...]] = ("on",)

    on = DateField(label="Diputuskan pada")
    why = forms.CharField(
        label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=500,
        help_text="Misalnya anggaran dialihkan, atau pemohon mengundurkan diri. Rekam yang salah dibatalkan dengan tombol Batalkan.",
    )  # fmt: skip


class TakeUpForm(StepForm):
    act = staticmethod(steps.take_up)


STEP_FORMS: dict[str, type[StepForm]] = {"schedule": ScheduleForm, "call_off": CallOffForm, "take_up": TakeUpForm}
