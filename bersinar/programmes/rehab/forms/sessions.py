"""The form of a session, and one form for each step of its way."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.secrecy.sealed import open_together
from bersinar.foundation.ui.fields import DateField, MomentField, NumberField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import QUIET, SealingForm
from bersinar.foundation.ui.steps import StepForm

from ..actions import sessions as steps
from ..models import Session, SessionNote
from ..models.sessions import NOTE_PARTS
from .plans import OfCounsellor
from .sealing import ClientCodeField

_ATTENDED = ("minutes", "urine_result")


class SessionForm(OfCounsellor, SealingForm):
    """When, with whom and how. What comes of the session its steps ask."""

    sealed: ClassVar[tuple[str, ...]] = ("topic",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Sesi": ("client", "planned_at", "kind", "mode", "counsellor", "topic"),
        "Yang terjadi": _ATTENDED,
    }

    client = ClientCodeField()
    planned_at = MomentField(label="Hari dan jam")
    topic = forms.CharField(
        label="Topik",
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs=QUIET),
        help_text="Disimpan terkunci.",
    )

    class Meta:
        model = Session
        fields = ("client", "planned_at", "kind", "mode", "counsellor", *_ATTENDED)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not (self.instance.recorded_at and self.instance.stage in ("came", "late")):
            for name in _ATTENDED:
                del self.fields[name]


def note_part(name: str) -> forms.CharField:
    """One of the four parts of a note."""
    words = str(SessionNote._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return forms.CharField(
        label=words[:1].upper() + words[1:], required=False, max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3, **QUIET}),
    )  # fmt: skip


class NoteForm(StepForm):
    """A step that may write the session's note."""

    subjective = note_part("subjective")
    objective = note_part("objective")
    assessment = note_part("assessment")
    plan = note_part("plan")


def _next() -> MomentField:
    return MomentField(label="Sesi berikutnya", required=False, help_text="Bila diisi, sesi itu langsung direncanakan.")


class ArriveForm(StepForm):
    act = staticmethod(steps.arrive)


class ComeForm(NoteForm):
    """Attendance, and what is usually known with it."""

    act = staticmethod(steps.come)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kehadiran": ("minutes", "urine_result", "next_at"),
        "Catatan, disimpan terkunci dan tidak dapat diubah": NOTE_PARTS,
    }

    minutes = NumberField(label="Lama (menit)", required=False)
    urine_result = CodeChoiceField(list_name="session_urine", label="Hasil tes urine", required=False)
    next_at = _next()
    reason = RecordForm.base_fields["reason"]


class ComeLateForm(ComeForm):
    act = staticmethod(steps.come_late)


class MissForm(StepForm):
    act = staticmethod(steps.miss)

    next_at = _next()
    reason = RecordForm.base_fields["reason"]


class FollowUpForm(StepForm):
    act = staticmethod(steps.follow_up)
    days = ("called_on",)

    called_on = DateField(label="Dihubungi pada")
    call_result = CodeChoiceField(list_name="no_show_result", label="Hasil")
    next_at = _next()
    reason = RecordForm.base_fields["reason"]


class CallOffForm(StepForm):
    act = staticmethod(steps.call_off)

    off_reason = CodeChoiceField(list_name="session_off_reason", label="Sebab")


class UndoForm(StepForm):
    act = staticmethod(steps.undo)

    reason = RecordForm.base_fields["reason"]


class WriteNoteForm(NoteForm):
    act = staticmethod(steps.write_note)

    reason = RecordForm.base_fields["reason"]


class AmendNoteForm(WriteNoteForm):
    """The note that stands, to be written anew: opened for whoever amends it, and that is written down."""

    act = staticmethod(steps.amend_note)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        note = None if self.is_bound else steps.standing_note(self.record)
        if note is not None and self.record.data_key:
            texts = open_together([note], NOTE_PARTS, by=self.user, purpose="memperbaiki catatan")[0]
            self.initial = {**self.initial, **texts}


STEP_FORMS: dict[str, type[StepForm]] = {
    "arrive": ArriveForm, "come": ComeForm, "come_late": ComeLateForm, "miss": MissForm, "follow_up": FollowUpForm,
    "call_off": CallOffForm, "undo": UndoForm, "write_note": WriteNoteForm, "amend_note": AmendNoteForm,
}  # fmt: skip
