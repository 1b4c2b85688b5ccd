"""Forms of permohonan: the letter itself, and one form for each step."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Max

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.letters.models import OpenLetter
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.steps import StepForm

from ..forms import ClockField, offer_by_name
from ..models import ORGANISED, Activity, Request
from . import actions as steps

MOST_LINES = 100  # of the plan, to choose from


class RequestForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Surat": ("received_on", "letter_number", "letter_on", "institution"),
        "Yang diminta": ("asks", "topic", "wished_on", "wished_until", "expected", "contact"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("letter_number", "letter_on", "institution", "contact", "note")

    contact = forms.CharField(
        label="Narahubung", required=False, max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Nama dan telepon. Disimpan terkunci; setiap pembukaan dicatat.",
    )  # fmt: skip

    class Meta:
        model = Request
        fields = (
            "received_on", "letter_number", "letter_on", "institution", "asks", "topic", "wished_on", "wished_until",
            "expected", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_by_name(self.fields["institution"])
        if self.instance.recorded_at is None:
            self.fields["received_on"].initial = self.office.local_day()
        elif self.instance.contact:
            self.fields["contact"].help_text = "Sudah tersimpan terkunci. Kosongkan bila tidak berubah."

    def values(self) -> dict[str, Any]:
        values = super().values()
        if not values["contact"]:
            del values["contact"]
        return values


class ScheduleRequestForm(StepForm):
    act = staticmethod(steps.schedule_request)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kegiatan": ("activity",),
        "Hanya untuk kegiatan baru": ("title", "type", "planned_on", "starts_at", "venue"),
    }

    activity = forms.ModelChoiceField(
        Activity.objects.none(), label="Kegiatan dalam rencana", required=False, empty_label="Buat kegiatan baru",
        help_text="Pilih bila kegiatannya sudah ada dalam rencana; isian di bawah lalu tidak dipakai.",
    )  # fmt: skip
    title = forms.CharField(label="Nama kegiatan", required=False, max_length=200)
    type = CodeChoiceField(list_name="activity_type", label="Jenis kegiatan", required=False)
    planned_on = DateField(label="Hari", required=False)
    starts_at = ClockField(label="Mulai pukul", required=False)
    venue = forms.CharField(label="Tempat", required=False, max_length=160)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        request: Request = self.record
        rows = Activity.objects.standing().filter(office=request.office, host=ORGANISED, called_off_on__isnull=True)
        is_test = request.asks == steps.URINE_TEST
        rows = rows.filter(type=steps.URINE_TEST) if is_test else rows.exclude(type=steps.URINE_TEST)
        rows = rows.filter(year__gte=request.received_on.year).order_by("-year", "planned_on", "title")
        keys = list(rows.values_list("pk", flat=True)[:MOST_LINES])
        choice: Any = self.fields["activity"]
        choice.queryset = rows.filter(pk__in=keys)
        choice.label_from_instance = _in_plan
        self.fields["title"].initial = f"{request.topic}, {request.institution.counted}"[:200]
        self.fields["planned_on"].initial = request.wished_on
        self.fields["venue"].initial = str(request.institution.counted)[:160]
        if is_test:
            del self.fields["type"]
        else:
            self.fields["type"].initial = steps.SOCIALISATION


def _in_plan(activity: Activity) -> str:
    day = f"{activity.planned_on:%d-%m-%Y}" if activity.planned_on else str(activity.year)
    return f"{activity.title} ({day})"


class DeclineForm(StepForm):
    act = staticmethod(steps.decline)
    days: ClassVar[tuple[str, ...]] = ("on",)

    on = DateField(label="Diputuskan pada")
    why = forms.CharField(
        label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dipakai dalam surat penolakan; tulis seperti kepada pemohon.",
    )  # fmt: skip


class ServeForm(StepForm):
    act = staticmethod(steps.serve)

    on = DateField(label="Dilayani pada")
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        activity: Activity | None = self.record.activity
        held = (
            activity.meetings.filter(cancelled_at__isnull=True).aggregate(last=Max("held_on"))["last"]
            if activity
            else None
        )
        self.fields["on"].initial = held or self.record.office.local_day()


class UnserveForm(StepForm):
    act = staticmethod(steps.unserve)

    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup."
    )


class AnswerForm(StepForm):
    act = staticmethod(steps.answer)
    days: ClassVar[tuple[str, ...]] = ("on",)

    on = DateField(label="Tanggal surat balasan")
    number = forms.CharField(label="Nomor surat balasan", max_length=120)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.record.asks == steps.URINE_TEST:
            self.fields["number"].help_text = "Nomor surat hasil tes dari halaman sesi tesnya."
        about = {"about_kind": "activities.request", "about_id": self.record.pk}
        letters = OpenLetter.objects.filter(**about, cancelled_at__isnull=True, number__isnull=False)
        last = letters.select_related("number").order_by("-recorded_at").first()
        self.fields["number"].initial = last.number.text if last and last.number else ""


class ReopenForm(StepForm):
    act = staticmethod(steps.reopen)


STEP_FORMS: dict[str, type[StepForm]] = {
    "schedule": ScheduleRequestForm, "decline": DeclineForm, "serve": ServeForm, "unserve": UnserveForm, "answer": AnswerForm,
    "reopen": ReopenForm,
}  # fmt: skip
