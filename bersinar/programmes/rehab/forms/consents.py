"""Forms of consents and reporting cards."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import QUIET, SealingForm

from ..models import Consent, ReportingCard
from .sealing import ClientCodeField


class ConsentForm(SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("guardian",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Persetujuan": ("client", "covers", "may_send", "given_on", "withdrawn_on"),
        "Siapa yang menyetujui": ("given_by", "guardian", "relation"),
        "Cara menghubungi": ("contact_channel", "safe_hours"),
    }

    client = ClientCodeField()
    guardian = forms.CharField(
        label="Nama orang tua atau wali", required=False, max_length=120, widget=forms.TextInput(attrs=QUIET),
        help_text="Wajib untuk klien di bawah 18 tahun. Disimpan terkunci.",
    )  # fmt: skip

    class Meta:
        model = Consent
        fields = (
            "client", "given_by", "relation", "covers", "may_send", "given_on", "withdrawn_on", "contact_channel", "safe_hours",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["covers"].required = True
        if self.instance.recorded_at:
            del self.fields["client"]
        else:
            del self.fields["withdrawn_on"]


class CardForm(RecordForm):
    client = ClientCodeField()

    class Meta:
        model = ReportingCard
        fields = ("client", "issued_on", "period")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields["client"]
