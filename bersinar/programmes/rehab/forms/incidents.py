"""The form of an incident, and one for each step that follows it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.access.sides import Side
from bersinar.foundation.ui.sealed import SealingForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import incidents as steps
from ..models import Incident
from .sealing import Uncounted, long_text

_TREATMENT = [role.code for role in ROLES.values() if role.side is Side.TREATMENT]


class MomentField(forms.DateTimeField):
    """A day with its hour, as the browser's picker gives it, or typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d-%m-%Y %H.%M"]
        wrong = {"invalid": "Waktu tidak dikenal. Contoh: 30-12-2022 09.00."}
        super().__init__(widget=widget, input_formats=formats, error_messages=wrong, **options)


class IncidentForm(Uncounted, SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("story", "measures")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kejadian": ("kind", "found_at", "data_kinds", "story"),
        "Siapa yang terdampak dihitung dari jejak audit": ("began_at", "ended_at", "actor"),
        "Penanganan": ("measures",),
    }

    found_at = MomentField(label="Diketahui pada", help_text="Batas waktunya dihitung sejak saat ini.")
    began_at = MomentField(label="Terjadi sejak")
    ended_at = MomentField(label="Sampai")
    story = long_text("Kronologi", "Apa, kapan, bagaimana. Disimpan terkunci.", required=True)
    measures = long_text("Penanganan", "Apa yang sudah dilakukan. Disimpan terkunci.")

    class Meta:
        model = Incident
        fields = ("kind", "found_at", "began_at", "ended_at", "actor", "data_kinds")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor: Any = self.fields["actor"]
        actor.queryset = User.objects.filter(
            memberships__office=self.office, memberships__role__in=_TREATMENT
        ).distinct()
        actor.empty_label = "Semua akun"
        self.fields["data_kinds"].required = True
        if self.instance.recorded_at:
            self.fields["story"].required = False


class NowForm(StepForm):
    """A step whose moment is now unless told otherwise."""

    moment: ClassVar[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[self.moment].initial = timezone.localtime().replace(second=0, microsecond=0)


class TellAuthorityForm(NowForm):
    act = staticmethod(steps.tell_authority)
    moment = "authority_told_at"

    authority_told_at = MomentField(label="Diberi tahu pada")
    authority_letter = forms.CharField(label="Nomor surat", max_length=80)


class TellPersonsForm(NowForm):
    act = staticmethod(steps.tell_persons)
    moment = "persons_told_at"

    persons_told_at = MomentField(label="Diberi tahu pada")
    persons_told = forms.CharField(
        label="Cara memberi tahu", max_length=200, help_text="Tanpa nama: misalnya surat kepada 12 klien."
    )


class CloseIncidentForm(StepForm):
    act = staticmethod(steps.close)

    measures = long_text(
        "Penanganan", "Apa yang dilakukan dan apa yang diubah supaya tidak terulang. Disimpan terkunci.", required=True
    )


STEP_FORMS: dict[str, type[StepForm]] = {
    "tell_authority": TellAuthorityForm, "tell_persons": TellPersonsForm, "close": CloseIncidentForm,
}  # fmt: skip
