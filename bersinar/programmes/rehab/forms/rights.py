"""The form of a client's request about own data, and one for each way it may end."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from bersinar.foundation.ui.sealed import SealingForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import rights as steps
from ..models import Consent, RightsRequest
from ..models.rights import WITHDRAWAL
from .sealing import ClientCodeField, Uncounted, long_text


class RightsForm(Uncounted, SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("wish",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Permintaan": ("client", "kind", "wish"),
        "Peminta": ("asked_by", "identity_checked"),
        "Diterima": ("received_on", "received_time"),
    }

    client = ClientCodeField()
    received_time = forms.TimeField(
        label="Pukul", input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Jam tidak dikenal. Contoh: 09.00."},
        help_text="Batas waktu menjawab dihitung sejak jam ini.",
    )  # fmt: skip
    wish = long_text("Isi permintaan", "Dengan kata klien. Disimpan terkunci.")

    class Meta:
        model = RightsRequest
        fields = ("client", "kind", "asked_by", "identity_checked", "received_on", "received_time")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields["client"]
        else:
            self.fields["received_time"].initial = timezone.localtime().time().replace(second=0, microsecond=0)


class FulfilForm(StepForm):
    act = staticmethod(steps.fulfil)

    withdraws = forms.ModelMultipleChoiceField(
        Consent.objects.none(), label="Persetujuan yang dicabut", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Dicabut mulai hari ini. Layanan yang butuh persetujuan itu tidak dapat dilanjutkan.",
    )  # fmt: skip
    answer = long_text("Jawaban", "Apa yang diberikan atau diperbaiki, dan lewat apa. Disimpan terkunci.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.record.kind != WITHDRAWAL:
            del self.fields["withdraws"]
            return
        standing: Any = Consent.objects.visible_to(self.user).standing()
        chosen: Any = self.fields["withdraws"]
        chosen.queryset = standing.filter(client=self.record.client_id, withdrawn_on__isnull=True).select_related(
            "client"
        )


class RefuseForm(StepForm):
    act = staticmethod(steps.refuse)

    answer = long_text("Alasan", "Klien berhak mengetahuinya. Disimpan terkunci.", required=True)


class DropForm(StepForm):
    act = staticmethod(steps.drop)

    answer = long_text("Keterangan", "Disimpan terkunci.")


STEP_FORMS: dict[str, type[StepForm]] = {"answer": FulfilForm, "refuse": RefuseForm, "drop": DropForm}
