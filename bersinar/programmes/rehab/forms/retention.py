"""Forms of retention rules and of erasing."""

from __future__ import annotations

from django import forms

from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import retention as steps
from ..models import Erasure, RetentionRule
from .sealing import Uncounted


class RetentionRuleForm(Uncounted, RecordForm):
    class Meta:
        model = RetentionRule
        fields = ("kind", "years", "basis")


class ErasureForm(Uncounted, RecordForm):
    class Meta:
        model = Erasure
        fields = ("note",)


class EraseForm(StepForm):
    """Asks for the code once more: what is erased never comes back."""

    act = staticmethod(steps.erase)

    named = forms.CharField(
        label="Ketik ulang nama rekamnya", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["named"].help_text = f"Ketik {self.record.named}. Isinya dimusnahkan untuk selamanya."

    def clean_named(self) -> str:
        typed = str(self.cleaned_data["named"]).strip()
        if typed != self.record.named:
            raise forms.ValidationError("Tidak sama dengan rekam yang diusulkan.")
        return typed

    def take(self) -> bool:
        self.cleaned_data.pop("named", None)
        return super().take()


class DeclineErasureForm(StepForm):
    act = staticmethod(steps.decline)

    reason = forms.CharField(label="Alasan", max_length=300, help_text="Tanpa nama: alasan ikut dalam riwayat.")


STEP_FORMS: dict[str, type[StepForm]] = {"erase": EraseForm, "decline": DeclineErasureForm}
