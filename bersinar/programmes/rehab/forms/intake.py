"""The form of a contact, and one form for each step that follows it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import QUIET, SealingForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import intake as steps
from ..actions.sheets import ASSESSES, SCREENS
from ..models import Client, Episode, Facility, Intake, PathwayDecision, Sheet
from ..models.sheets import FINAL
from .clients import AsksWhoElse, ClientForm, somebody_else
from .relapse import relapse_question


class IntakeForm(SealingForm):
    """Who called or came: a name to call and a number, nothing more until the person is registered."""

    sealed: ClassVar[tuple[str, ...]] = ("name", "phone")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kontak": ("contacted_on", "entry_path"),
        "Cara memanggil": ("name", "phone"),
    }

    name = forms.CharField(
        label="Nama panggilan", required=False, max_length=60, widget=forms.TextInput(attrs=QUIET),
        help_text="Boleh nama samaran. Disimpan terkunci.",
    )  # fmt: skip
    phone = forms.CharField(
        label="Nomor telepon", required=False, max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel", **QUIET}),
        help_text="Hanya bila orangnya mengizinkan dihubungi kembali.",
    )  # fmt: skip

    class Meta:
        model = Intake
        fields = ("contacted_on", "entry_path")


class EnrolForm(AsksWhoElse, StepForm):
    act = staticmethod(steps.enrol)
    days = ("registered_on",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Pendaftaran": ("registered_on", "invitation"),
        "Pernah terdaftar di sini": ("code",),
        "Klien baru": ("sex", "birth_year"),
        "Identitas klien baru": ("name", "somebody_else", "nik", "birth_date", "phone", "address"),
    }

    registered_on = DateField(label="Terdaftar pada")
    invitation = forms.CharField(
        label="Kode undangan", required=False, max_length=40, widget=forms.TextInput(attrs=QUIET),
        help_text="Bila orangnya membawa lembar undangan. Jalan masuk lalu terisi menurut lembarnya; kode hanya sekali pakai.",
    )  # fmt: skip
    code = forms.CharField(
        label="Kode klien", required=False, max_length=60, widget=forms.TextInput(attrs=QUIET),
        help_text="Isi bila klien sudah punya kode di kantor ini; isian klien baru dikosongkan.",
    )  # fmt: skip
    sex = CodeChoiceField(list_name="sex", label="Jenis kelamin", required=False)
    birth_year = Client._meta.get_field("birth_year").formfield(required=False)
    name = ClientForm.base_fields["name"]
    somebody_else = somebody_else()
    nik = ClientForm.base_fields["nik"]
    birth_date = ClientForm.base_fields["birth_date"]
    phone = ClientForm.base_fields["phone"]
    address = ClientForm.base_fields["address"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("code") and any(typed.get(name) for name in ("sex", "birth_year", "name", "nik", "birth_date")):
            self.add_error("code", "Isi kode klien lama, atau isian klien baru; tidak keduanya.")
        return typed


class SheetStepForm(StepForm):
    """A step that takes its day and result from a finished sheet, or by hand where the sheet is on paper."""

    instrument: ClassVar[str]

    sheet = forms.ModelChoiceField(Sheet.objects.none(), label="Lembar yang sudah selesai", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sheet: Any = self.fields["sheet"]
        rows: Any = Sheet.objects.visible_to(self.user).standing().select_related("client")
        sheet.queryset = rows.filter(client=self.record.client_id, instrument=self.instrument, state=FINAL)
        sheet.empty_label = "Di atas kertas, isi di bawah"


class ScreenForm(SheetStepForm):
    act = staticmethod(steps.screen)
    instrument = SCREENS
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Lembar ASSIST di sini": ("sheet",),
        "Skrining di atas kertas": ("screened_on", "screening_tool", "screening_result"),
    }

    screened_on = DateField(label="Diskrining pada", required=False)
    screening_tool = CodeChoiceField(list_name="screening_tool", label="Alat skrining", required=False)
    screening_result = CodeChoiceField(list_name="risk_level", label="Hasil skrining", required=False)


class AssessForm(SheetStepForm):
    act = staticmethod(steps.assess)
    instrument = ASSESSES
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Lembar asesmen di sini": ("sheet",),
        "Asesmen di atas kertas": ("assessed_on",),
    }

    assessed_on = DateField(label="Diasesmen pada", required=False)


class AdmitForm(StepForm):
    act = staticmethod(steps.admit)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Penerimaan": ("admitted_on", "pathway", "is_relapse"),
        "Layanan": ("facility", "substance", "note"),
    }

    admitted_on = DateField(label="Diterima pada")
    pathway = PathwayDecision._meta.get_field("pathway").formfield()
    facility = forms.ModelChoiceField(Facility.objects.none(), label="Fasilitas", empty_label="Pilih …")
    substance = Episode._meta.get_field("substance").formfield()
    is_relapse = forms.BooleanField(
        label="Kambuh sesudah selesai program", required=False,
        help_text="Centang bila klien pernah selesai program lalu memakai lagi.",
    )  # fmt: skip
    note = forms.CharField(
        label="Catatan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, **QUIET}),
        help_text="Disimpan terkunci.",
    )  # fmt: skip
    reason = RecordForm.base_fields["reason"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        facility: Any = self.fields["facility"]
        facility.queryset = Facility.objects.visible_to(self.user).standing().filter(office=self.record.office)

    @property
    def question(self) -> str:
        """Asked of a client who once completed the programme, while the box is not ticked."""
        return relapse_question(self.record.client, ticked=self["is_relapse"].value())


class EndForm(StepForm):
    ended_on = DateField(label="Diputuskan pada")


class NotNeededForm(EndForm):
    act = staticmethod(steps.find_not_needed)


class DeclineForm(EndForm):
    act = staticmethod(steps.decline)


class LoseForm(EndForm):
    act = staticmethod(steps.lose)


STEP_FORMS: dict[str, type[StepForm]] = {
    "register": EnrolForm, "screen": ScreenForm, "assess": AssessForm, "admit": AdmitForm,
    "find_not_needed": NotNeededForm, "decline": DeclineForm, "lose": LoseForm,
}  # fmt: skip
