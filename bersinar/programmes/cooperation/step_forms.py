"""One small form for each step of what others ask: a letter for data, a request for public information."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.steps import StepForm

from . import answering


def _text(name: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=name, max_length=600, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}))


def _why(hint: str = "Hanya perlu bila bulannya sudah ditutup.", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label="Alasan", required=required, max_length=500, help_text=hint)


class AllowForm(StepForm):
    act = staticmethod(answering.allow)
    days: ClassVar[tuple[str, ...]] = ("allowed_on",)
    needs: ClassVar[Permission | None] = Permission.COOPERATION_APPROVE

    allowed_on = DateField(label="Diizinkan pada")


class ShareForm(StepForm):
    act = staticmethod(answering.share)
    days: ClassVar[tuple[str, ...]] = ("ended_on",)

    ended_on = DateField(label="Diserahkan pada")
    shared = _text("Yang dibagikan", "Isi, masa, dan banyaknya. Tanpa nama orang.")
    carrier = CodeChoiceField(list_name="data_carrier", label="Diserahkan lewat")
    reason = _why()


class RefuseDataForm(StepForm):
    act = staticmethod(answering.refuse_data)
    days: ClassVar[tuple[str, ...]] = ("ended_on",)

    ended_on = DateField(label="Dijawab pada")
    refusal = _text("Alasan tidak dibagikan")
    reason = _why()


class ReopenDataForm(StepForm):
    act = staticmethod(answering.reopen_data)

    reason = _why("", required=True)


class AnswerForm(StepForm):
    act = staticmethod(answering.answer)
    days: ClassVar[tuple[str, ...]] = ("answered_on",)

    answered_on = DateField(label="Dijawab pada")
    decision = CodeChoiceField(list_name="information_decision", label="Keputusan")
    info_class = CodeChoiceField(list_name="information_class", label="Golongan informasi")
    ground = CodeChoiceField(
        list_name="information_ground", label="Alasan penolakan", required=False,
        help_text="Hanya bila ditolak, seluruhnya atau sebagian.",
    )  # fmt: skip
    answer = _text("Jawaban", "Apa yang diberikan atau dijelaskan. Tanpa nama pemohon.")
    reason = _why()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["info_class"].initial = self.record.info_class


class ExtendForm(StepForm):
    act = staticmethod(answering.extend)
    days: ClassVar[tuple[str, ...]] = ("extended_on",)

    extended_on = DateField(label="Diberitahukan pada")
    extension = forms.CharField(label="Alasan perpanjangan", max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["extended_on"].help_text = label("information_term", "answer") + "; satu kali, sebelum batasnya."


class WithdrawForm(StepForm):
    act = staticmethod(answering.withdraw)

    reason = _why("Seperti dikatakan pemohon, tanpa namanya.", required=True)


class ObjectForm(StepForm):
    act = staticmethod(answering.object_to)
    days: ClassVar[tuple[str, ...]] = ("objected_on",)

    objected_on = DateField(label="Diterima pada")
    objection = _text("Isi keberatan", "Tanpa nama pemohon.")
    reason = _why()


class SettleForm(StepForm):
    act = staticmethod(answering.settle)
    days: ClassVar[tuple[str, ...]] = ("settled_on",)
    needs: ClassVar[Permission | None] = Permission.COOPERATION_APPROVE

    settled_on = DateField(label="Ditanggapi pada")
    settlement = _text("Tanggapan")


class ReopenForm(StepForm):
    act = staticmethod(answering.reopen)

    reason = _why("", required=True)


DATA_STEPS: dict[str, type[StepForm]] = {
    "allow": AllowForm, "share": ShareForm, "refuse": RefuseDataForm, "reopen": ReopenDataForm,
}  # fmt: skip
INFORMATION_STEPS: dict[str, type[StepForm]] = {
    "answer": AnswerForm, "extend": ExtendForm, "withdraw": WithdrawForm, "object": ObjectForm, "settle": SettleForm,
    "reopen": ReopenForm,
}  # fmt: skip
