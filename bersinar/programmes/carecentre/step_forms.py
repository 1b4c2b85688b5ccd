"""One small form for each step of a contact's way. What it asks is what the step's action takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.fields import CodeChoiceField, CodeField
from bersinar.foundation.ui.fields import MomentField
from bersinar.foundation.ui.forms import ask_again, bring_back
from bersinar.foundation.wire.refusals import Refusal

from . import handling
from .fields import HOUR_ONLY, text_field
from .forms import holders_of
from .models import ClosedTicket, Ticket

_NOW = "Kosongkan bila sekarang."


class StepForm(forms.Form):
    """A step. `act` is the action behind it."""

    act: Callable[..., Ticket]

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    note = text_field("Catatan", 2000, rows=3)
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, ticket: Ticket, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ticket = ticket
        self.fields["request_id"].initial = uuid4()
        if "at" not in self.fields:
            del self.fields["reason"]  # only a day that is said can lie in a closed month
        elif isinstance(ticket, ClosedTicket):
            self.fields["at"].help_text = f"{_NOW} {HOUR_ONLY}"
        self.order_fields([name for name in self.fields if name not in ("note", "reason")] + ["note", "reason"])

    def take(self, by: User) -> bool:
        """Take the step. False where it was refused: the sentence stands on the form."""
        values = {name: value for name, value in self.cleaned_data.items() if value is not None}
        sent: UUID | None = values.pop("request_id", None)
        try:
            type(self).act(self.ticket, by=by, request_id=sent, **values)
        except Refusal as refusal:
            bring_back(self, refusal)
            ask_again(self)
            return False
        return True


class TakeForm(StepForm):
    act = staticmethod(handling.take)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["note"]


class AssignForm(StepForm):
    act = staticmethod(handling.assign)

    to = forms.ModelChoiceField(User.objects.none(), label="Kepada", empty_label="Pilih …")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        to: Any = self.fields["to"]
        to.queryset = holders_of(self.ticket)


class AttemptForm(StepForm):
    act = staticmethod(handling.attempt)

    channel = CodeChoiceField(list_name="callback_channel", label="Lewat")
    reached = forms.TypedChoiceField(
        label="Tersambung?", choices=[("", "Pilih …"), ("ya", "Ya, sudah bicara"), ("tidak", "Tidak")],
        coerce=lambda said: said == "ya",
        help_text="Yang pertama tersambung dicatat sebagai jawaban pertama.",
    )  # fmt: skip
    at = MomentField(label="Pada", required=False, help_text=_NOW)


class AnswerForm(StepForm):
    act = staticmethod(handling.answer)

    channel = CodeChoiceField(list_name="callback_channel", label="Lewat", required=False)
    at = MomentField(label="Pada", required=False, help_text=_NOW)


class AppointForm(StepForm):
    act = staticmethod(handling.appoint)

    starts_at = MomentField(label="Hari dan jam")
    place = text_field("Tempat", 120)


class CloseForm(StepForm):
    act = staticmethod(handling.close)

    outcome = forms.ChoiceField(label="Hasil")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ticket: Any = self.ticket  # each queue has a list of its own
        column: CodeField = ticket._meta.get_field("outcome")
        self.fields["outcome"] = CodeChoiceField(list_name=column.list_name, label="Hasil")
        self.order_fields(["outcome"])


class HandOnServiceForm(StepForm):
    act = staticmethod(handling.hand_on_service)

    section = CodeChoiceField(list_name="section", label="Bidang")


class HandOnTipForm(StepForm):
    act = staticmethod(handling.hand_on_tip)

    passed_to = text_field(
        "Kepada", required=True, help_text="Nama satuan, misalnya Polres. Tanpa apa pun tentang pelapor."
    )


class WeighForm(StepForm):
    act = staticmethod(handling.weigh)

    usefulness = CodeChoiceField(list_name="tip_usefulness", label="Kegunaan")


class ReopenForm(StepForm):
    act = staticmethod(handling.reopen)

    why = text_field("Alasan membuka lagi", 500, rows=3, required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["note"]


_COMMON: dict[str, type[StepForm]] = {
    "take": TakeForm, "assign": AssignForm, "attempt": AttemptForm, "answer": AnswerForm, "close": CloseForm, "reopen": ReopenForm,
}  # fmt: skip
STEP_FORMS: dict[str, dict[str, type[StepForm]]] = {
    "service": {**_COMMON, "appoint": AppointForm, "hand_on": HandOnServiceForm},
    "rehab": {**_COMMON, "appoint": AppointForm},
    "tip": {**_COMMON, "weigh": WeighForm, "hand_on": HandOnTipForm},
}
