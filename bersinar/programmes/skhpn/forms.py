"""Forms of this room: the number in the queue, one form for each step, rule, tariff, invitation."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.declaring import Instrument
from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.rules import RuleForm
from bersinar.foundation.ui.steps import StepForm
from bersinar.programmes.rehab.public import wording_of

from . import actions as steps
from .models import DeskRule, Tariff, Visit, rule_of, tariff_on

QUIET = {"autocomplete": "off"}
_KEPT = "Kosongkan bila tidak berubah."


class VisitForm(RecordForm):
    class Meta:
        model = Visit
        fields = ("visited_on", "purpose")


class TariffForm(RecordForm):
    class Meta:
        model = Tariff
        fields = ("amount", "in_force_from", "ground")


class DeskRuleForm(RuleForm):
    class Meta:
        model = DeskRule
        fields = ("valid_days", "keep_months", "instrument")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["instrument"]
        choice.choices = [("", "Diisi di atas kertas"), *(one for one in choice.choices if one[0])]


class IdentityForm(StepForm):
    """Whose card it is. Typed in the clear, kept sealed, never shown again without a purpose."""

    act = staticmethod(steps.identify)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kartu identitas": ("document", "name", "nik"),
        "Pemohon": ("birth_place", "birth_date", "sex", "job", "address"),
    }

    document = CodeChoiceField(list_name="skhpn_document", label="Kartu yang diperlihatkan")
    name = forms.CharField(label="Nama menurut kartu", max_length=120, widget=forms.TextInput(attrs=QUIET))
    nik = forms.CharField(
        label="NIK", required=False, max_length=24, widget=forms.TextInput(attrs={"inputmode": "numeric", **QUIET}),
        help_text="16 angka. Foto kartu tidak disimpan.",
    )  # fmt: skip
    birth_place = forms.CharField(
        label="Tempat lahir", required=False, max_length=80, widget=forms.TextInput(attrs=QUIET)
    )
    birth_date = DateField(label="Tanggal lahir", widget=forms.TextInput(attrs={"placeholder": "HH-BB-TTTT", **QUIET}))
    sex = CodeChoiceField(list_name="sex", label="Jenis kelamin", required=False)
    job = forms.CharField(label="Pekerjaan", required=False, max_length=80, widget=forms.TextInput(attrs=QUIET))
    address = forms.CharField(
        label="Alamat", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2, **QUIET})
    )


class CorrectForm(IdentityForm):
    act = staticmethod(steps.correct)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if name not in ("request_id", "version"):
                field.required, field.help_text = False, _KEPT


class PayForm(StepForm):
    act = staticmethod(steps.pay)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {"Biaya": ("receipt", "exemption")}

    receipt = forms.CharField(
        label="Nomor bukti bayar", required=False, max_length=60, widget=forms.TextInput(attrs=QUIET)
    )
    exemption = CodeChoiceField(list_name="skhpn_exemption", label="Atau bebas biaya karena", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tariff = tariff_on(self.record.office, self.record.visited_on)
        said = f"Tarif hari kunjungan: Rp {write_number(tariff.amount)} ({tariff.ground})." if tariff else ""
        self.fields["receipt"].help_text = said or "Belum ada tarif yang berlaku pada hari kunjungan."


class ScreenForm(StepForm):
    """The short screening with the instrument of the office's rule, in the words the office has for it."""

    act = staticmethod(steps.screen)

    screening_result = CodeChoiceField(list_name="skhpn_screening", label="Kesimpulan petugas")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        office = self.record.office
        self.instrument: Instrument | None = INSTRUMENTS.get(rule_of(office).instrument)
        if self.instrument is None:
            return
        wording = wording_of(office, self.instrument.code)
        for item in self.instrument.items:
            label = ": ".join(filter(None, (wording.group(item), wording.label(item))))
            choices = [("", "–"), *((str(code), words) for code, words in wording.choices(item))]
            self.fields[steps.ITEM + item.code] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=int, required=False, empty_value=None
            )

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        items = [bound for bound in self.visible_fields() if bound.name.startswith(steps.ITEM)]
        groups = [("Kesimpulan", [self["screening_result"]])]
        if self.instrument is not None:
            groups.insert(0, (f"{self.instrument.title}; kosongkan semua bila diisi di atas kertas", items))
        return groups

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        answers = {
            name.removeprefix(steps.ITEM): typed.pop(name) for name in list(typed) if name.startswith(steps.ITEM)
        }
        return {**typed, "answers": answers}


class TestForm(StepForm):
    act = staticmethod(steps.take_test)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Tes": ("tested_on", "panel", "kit_lot"),
        "Hasil": ("is_reactive", "reactive"),
    }

    tested_on = DateField(label="Dites pada")
    panel = CodeChoiceField(list_name="urine_panel", label="Panel alat tes")
    kit_lot = forms.CharField(
        label="Nomor lot alat tes", required=False, max_length=40, widget=forms.TextInput(attrs=QUIET)
    )
    is_reactive = forms.TypedChoiceField(
        label="Hasil", choices=[("0", "Nonreaktif"), ("1", "Reaktif")], coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )  # fmt: skip
    reactive = Visit._meta.get_field("reactive").formfield()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["tested_on"].initial = self.record.tested_on or self.record.visited_on
        self.fields["panel"].initial, self.fields["kit_lot"].initial = self.record.panel, self.record.kit_lot


class RetestForm(TestForm):
    act = staticmethod(steps.retest)


class LeaveForm(StepForm):
    act = staticmethod(steps.leave)


STEP_FORMS: dict[str, type[StepForm]] = {
    "identify": IdentityForm, "pay": PayForm, "screen": ScreenForm, "test": TestForm, "correct": CorrectForm,
    "retest": RetestForm, "leave": LeaveForm,
}  # fmt: skip


class InviteForm(forms.Form):
    """Where to come. What else the slip says is the same for everybody."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    place = forms.CharField(
        label="Tempat bertemu", max_length=200, widget=forms.TextInput(attrs=QUIET),
        help_text="Jalan dan nomor gedung. Tanpa nama kantor: lembar ini dapat terbaca orang lain.",
    )  # fmt: skip


class CodeForm(forms.Form):
    """The code beside the QR of a letter."""

    kode = forms.CharField(
        label="Kode surat", max_length=60, widget=forms.TextInput(attrs={"autocapitalize": "none", **QUIET}),
        error_messages={"required": "Ketik kode yang tercetak di samping kode QR."},
    )  # fmt: skip
