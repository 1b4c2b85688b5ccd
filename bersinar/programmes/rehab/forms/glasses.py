"""The form that breaks the glass, and the one that reviews it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.sealed import QUIET, SealingForm

from ..models import Glass, GlassReview
from .sealing import Uncounted, long_text


class GlassForm(Uncounted, SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("why",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Berkas siapa": ("owner", "code", "nik"),
        "Mengapa sekarang": ("emergency", "why"),
    }

    owner = forms.ModelChoiceField(Office.objects.none(), label="Satuan kerja pemilik berkas")
    code = forms.CharField(label="Kode klien", required=False, max_length=60, widget=forms.TextInput(attrs=QUIET))
    nik = forms.CharField(
        label="NIK", required=False, max_length=24, widget=forms.TextInput(attrs={"inputmode": "numeric", **QUIET}),
        help_text="Bila kodenya tidak diketahui. Isi salah satu.",
    )  # fmt: skip
    why = long_text("Mengapa berkas ini harus dibuka", "Dibaca penelaah. Disimpan terkunci.", required=True)

    class Meta:
        model = Glass
        fields = ("emergency",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: Any = self.fields["owner"]
        owner.queryset = Office.objects.exclude(pk=self.office.pk).order_by("short_name")


class GlassReviewForm(Uncounted, SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("remark",)

    glass = forms.ModelChoiceField(Glass.objects.none(), widget=forms.HiddenInput)
    remark = long_text("Catatan telaah", "Disimpan terkunci.")

    class Meta:
        model = GlassReview
        fields = ("glass", "verdict")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        glass: Any = self.fields["glass"]
        glass.queryset = Glass.objects.visible_to(self.user).filter(client__office=self.office).select_related("client")
