"""Forms of referrals: sending with and without consent, one for each step of the hand-shake, the review."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import QUIET, SealingForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import parcels, referrals
from ..actions.consents import tellable
from ..models import Client, Parcel, Referral, Review
from .clients import AsksWhoElse, somebody_else
from .sealing import ClientCodeField


def _words(label: str, help_text: str, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=2000, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3, **QUIET}),
    )  # fmt: skip


class ReferralForm(SealingForm):
    """To whom, why, and what goes along: never more than the client agreed to send."""

    sealed: ClassVar[tuple[str, ...]] = ("plan", "discharge")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Rujukan": ("client", "to_office", "facility", "sent_on"),
        "Mengapa": ("cause", "urgency"),
        "Isi berkas": ("sends", "plan", "discharge"),
    }

    client = ClientCodeField()
    plan = _words("Ringkasan rencana terapi", "Isi bila ringkasan rencana terapi ikut dikirim. Disimpan terkunci.")
    discharge = _words("Ringkasan pulang", "Isi bila ringkasan pulang ikut dikirim. Disimpan terkunci.")

    class Meta:
        model = Referral
        fields = ("client", "to_office", "facility", "sent_on", "cause", "urgency", "sends")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        goal: Any = self.fields["to_office"]
        goal.queryset = Office.objects.exclude(pk=self.office.pk)
        self.fields["sends"].required = True


class OverrideForm(ReferralForm):
    """The same without the client's consent: in writing, and looked at by a second person."""

    sealed: ClassVar[tuple[str, ...]] = ("plan", "discharge", "ground")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Tanpa persetujuan": ("ground",),
        **ReferralForm.sections,
    }

    ground = _words(
        "Alasan mengirim tanpa persetujuan",
        "Misalnya nyawa klien terancam. Disimpan terkunci; ditinjau orang kedua sesudahnya.", required=True,
    )  # fmt: skip

    class Meta(ReferralForm.Meta):
        pass


class ParcelForm(RecordForm):
    """Nothing: a parcel is answered by steps."""

    class Meta:
        model = Parcel
        fields = ()


class ReviewForm(RecordForm):
    """Nothing: a review is closed by a step."""

    class Meta:
        model = Review
        fields = ()


# --- the receiver ----------------------------------------------------------------------------------------------------


class AcceptForm(AsksWhoElse, StepForm):
    act = staticmethod(parcels.accept)
    days = ("answered_on",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Penerimaan": ("answered_on",),
        "Pernah terdaftar di sini": ("code", "somebody_else"),
        "Klien baru tanpa identitas": ("sex", "birth_year"),
    }

    answered_on = DateField(label="Diterima pada")
    code = forms.CharField(
        label="Kode klien", required=False, max_length=60, widget=forms.TextInput(attrs=QUIET),
        help_text="Isi bila orang ini sudah punya kode di sini. Dengan NIK yang dikirim ia dikenali sendiri.",
    )  # fmt: skip
    somebody_else = somebody_else()
    sex = CodeChoiceField(list_name="sex", label="Jenis kelamin", required=False)
    birth_year = Client._meta.get_field("birth_year").formfield(required=False)
    reason = RecordForm.base_fields["reason"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "identity" in tellable(self.record.referral):  # it comes along with the parcel
            del self.fields["sex"], self.fields["birth_year"]


class RefuseForm(StepForm):
    act = staticmethod(parcels.refuse)
    days = ("answered_on",)

    answered_on = DateField(label="Ditolak pada", help_text="Isi berkasnya dihapus dan tidak dapat dibuka lagi.")
    refusal = CodeChoiceField(list_name="referral_refusal", label="Alasan ditolak")


class TakeBackForm(StepForm):
    act = staticmethod(parcels.take_back)

    reason = forms.CharField(
        label="Alasan", max_length=300,
        help_text="Misalnya kode klien salah ketik. Tanpa nama dan tanpa keadaan klien: alasan ikut dalam riwayat.",
    )  # fmt: skip


# --- the sender ------------------------------------------------------------------------------------------------------


class NoteAcceptedForm(StepForm):
    act = staticmethod(referrals.note_accepted)
    days = ("answered_on",)

    answered_on = DateField(label="Diterima fasilitas pada")
    reason = RecordForm.base_fields["reason"]


class NoteRefusedForm(StepForm):
    act = staticmethod(referrals.note_refused)
    days = ("answered_on",)

    answered_on = DateField(label="Ditolak fasilitas pada")
    refusal = CodeChoiceField(list_name="referral_refusal", label="Alasan ditolak")


class RevokeForm(StepForm):
    act = staticmethod(referrals.revoke)
    days = ("ended_on",)

    ended_on = DateField(label="Ditarik pada", help_text="Isi berkas yang dikirim dihapus dan tidak dapat dibuka lagi.")
    revoked_for = CodeChoiceField(list_name="referral_revocation", label="Alasan menarik")


class FinishForm(StepForm):
    act = staticmethod(referrals.finish)
    days = ("ended_on",)

    ended_on = DateField(label="Klien tiba pada")
    closes = forms.BooleanField(
        label="Tutup episode di sini", required=False,
        help_text="Centang bila klien tidak lagi dilayani di sini; alasan penutupannya pindah layanan.",
    )  # fmt: skip
    reason = RecordForm.base_fields["reason"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.record.is_transfer:
            del self.fields["closes"]
            self.fields["ended_on"].help_text = "Episode klien di sini ditutup pada hari itu: pindah layanan."


class CloseReviewForm(StepForm):
    act = staticmethod(referrals.close_review)
    days = ("closed_on",)

    closed_on = DateField(label="Ditinjau pada")
    finding = CodeChoiceField(list_name="review_finding", label="Hasil peninjauan")
    note = _words("Catatan", "Disimpan terkunci.")


SENT_STEPS: dict[str, type[StepForm]] = {
    "accept": NoteAcceptedForm, "refuse": NoteRefusedForm, "revoke": RevokeForm, "finish": FinishForm,
}  # fmt: skip
RECEIVED_STEPS: dict[str, type[StepForm]] = {"accept": AcceptForm, "refuse": RefuseForm, "take_back": TakeBackForm}
REVIEW_STEPS: dict[str, type[StepForm]] = {"close": CloseReviewForm}
