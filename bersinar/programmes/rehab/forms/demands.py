"""The form of a legal demand, and one for each step that follows it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.sealed import QUIET, SealingForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import demands as steps
from ..models import Demand
from .sealing import ClientCodesField, Uncounted, long_text


class DemandForm(Uncounted, SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("scope", "persons")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Surat permintaan": ("demander", "agency", "letter_number", "letter_day", "received_on", "legal_basis"),
        "Yang diminta": ("scope", "persons", "clients"),
    }

    scope = long_text("Data yang diminta", "Disimpan terkunci.", required=True)
    persons = long_text("Orang yang disebut surat", "Seperti tertulis di surat. Disimpan terkunci.")
    clients = ClientCodesField(
        label="Kode klien", required=False,
        help_text="Dipisah koma, bila orangnya klien di sini. Kosongkan bila bukan klien: itu pun tidak diberitahukan tanpa keputusan.",
    )  # fmt: skip

    class Meta:
        model = Demand
        fields = ("demander", "agency", "letter_number", "letter_day", "received_on", "legal_basis", "clients")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            self.fields["scope"].required = False


class DecideForm(StepForm):
    act = staticmethod(steps.decide)
    days = ("decided_on",)

    decided_on = DateField(label="Diputuskan pada")
    decision = CodeChoiceField(list_name="demand_decision", label="Keputusan")
    given = long_text("Yang diberikan", "Sesedikit mungkin, hanya yang diminta dan berdasar hukum. Disimpan terkunci.")
    withheld = long_text("Yang tidak diberikan, dengan alasannya", "Disimpan terkunci.")


class AgreeForm(StepForm):
    act = staticmethod(steps.agree)
    days = ("agreed_on",)

    agreed_on = DateField(label="Disetujui pada")


class ObjectForm(StepForm):
    act = staticmethod(steps.object_to)

    reason = forms.CharField(
        label="Alasan", max_length=300, help_text="Tanpa nama dan tanpa keadaan klien: alasan ikut dalam riwayat."
    )


class AnswerForm(StepForm):
    act = staticmethod(steps.answer)
    days = ("answered_on",)

    answered_on = DateField(label="Diserahkan pada")
    answer_number = forms.CharField(label="Nomor surat jawaban", max_length=80)
    handed_to = forms.CharField(
        label="Diserahkan kepada", max_length=120, required=False, widget=forms.TextInput(attrs=QUIET),
        help_text="Nama dan jabatan penerima. Disimpan terkunci.",
    )  # fmt: skip


STEP_FORMS: dict[str, type[StepForm]] = {
    "decide": DecideForm, "agree": AgreeForm, "object": ObjectForm, "answer": AnswerForm,
}  # fmt: skip
