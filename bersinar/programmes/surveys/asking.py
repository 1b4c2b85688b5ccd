"""The public form of a survey: nine questions in plain words, and what becomes of the answers.

An answer waits in the box with its month until it is drawn among others; then it becomes a sheet like one typed in
by hand, recorded by nobody. Who answered, on which day and in which order is known here at no moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.foundation.access.machines import machine
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.oneform import box
from bersinar.foundation.oneform.forms import AnswerForm
from bersinar.foundation.oneform.kinds import Asked, FormKind
from bersinar.foundation.oneform.models import Opening
from bersinar.foundation.oneform.openings import open_form, openings_of
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import machine_deed

from .models import ANSWER, Sheet, Survey

_WHY = "Jawaban formulir publik, dibuka bersama-sama"
_ABOUT = ("sex", "age_band", "education", "occupation")
_PROMISES = (
    "Sembilan pertanyaan, kira-kira dua menit.",
    "Tanpa nama. Hari dan jam Anda mengisi tidak disimpan.",
    "Jawaban dibuka paling sedikit lima sekaligus, jadi tidak ada yang tahu jawaban siapa.",
)


class SurveyAnswerForm(AnswerForm):
    """What a visitor fills in. Any question may be passed over, but not all of them."""

    sections: ClassVar[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
        ("Layanan yang Anda terima", "Pilih satu jawaban. Yang tidak Anda ketahui boleh dilewati.", ELEMENTS),
        ("Tentang Anda", "Boleh dikosongkan.", _ABOUT),
        ("Saran", "", ("comment",)),
    )

    sex = forms.ChoiceField(label="Jenis kelamin", required=False)
    age_band = forms.ChoiceField(label="Umur", required=False)
    education = forms.ChoiceField(label="Pendidikan terakhir", required=False)
    occupation = forms.ChoiceField(label="Pekerjaan", required=False)
    comment = forms.CharField(
        label="Saran atau komentar", required=False, max_length=600,
        error_messages={"max_length": "Paling banyak 600 huruf. Pendekkan sedikit, lalu kirim lagi."},
        help_text="Jangan menulis nama atau hal yang menunjuk seseorang.", widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for element in ELEMENTS:
            offered = [(str(worth), label("survey_answer", f"{element}_{worth}")) for worth in range(1, 5)]
            self.fields[element] = forms.TypedChoiceField(
                label=label("survey_question", element), coerce=int, empty_value=None, required=False,
                choices=[*offered, ("", "Lewati")], widget=forms.RadioSelect,
            )  # fmt: skip
        lists = {"education": "respondent_education", "occupation": "respondent_occupation"}
        for name in _ABOUT:
            field: Any = self.fields[name]
            field.choices = [("", "Tidak disebut"), *choices(lists.get(name, name))]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and all(given.get(element) is None for element in ELEMENTS):
            raise ValidationError("Belum ada jawaban. Pilih paling sedikit satu jawaban, lalu kirim lagi.")
        return given


def open_survey_form(*, survey: Survey, by: User, **values: Any) -> Opening:
    """Put a survey's form before the public, within the survey's period."""
    if survey.office_id not in by.scope(Survey.write_permission):
        raise Forbidden()
    if survey.is_cancelled:
        raise Refusal("cancelled", "Survei ini sudah dibatalkan.", status=409)
    for name in ("begins_on", "ends_on"):
        if not survey.period_from <= values[name] <= survey.period_to:
            sentence = f"Masa survei ini {survey.period_from:%d-%m-%Y} sampai {survey.period_to:%d-%m-%Y}."
            raise Refusal("outside_period", sentence, fields={name: sentence})
    return open_form(kind=ANSWER, ref=survey.pk, office=survey.office, by=by, **values)


def asked(opening: Opening) -> Asked | None:
    """What stands above the questions; nothing where the survey was cancelled."""
    survey = Survey.objects.filter(pk=opening.ref, cancelled_at__isnull=True).first()
    if survey is None:
        return None
    service = label("survey_service", survey.service)
    return Asked("Bagaimana layanan kami?", f"Survei kepuasan: {service}", opening.office.official_name, _PROMISES)


def receive(opening: Opening, values: Mapping[str, Any], month: date) -> None:
    """Put an answer into the survey's box; what is drawn in turn becomes sheets."""
    survey = Survey.objects.select_for_update().get(pk=opening.ref)
    if survey.is_cancelled:
        raise Refusal("cancelled", "Survei ini sudah berakhir. Terima kasih atas perhatian Anda.", status=409)
    given = {name: value for name, value in values.items() if value not in (None, "")}
    _record(survey, opening.office, box.drop(ANSWER, survey.pk, {"month": f"{month:%Y-%m}", "values": given}))


def closed(opening: Opening) -> None:
    """What still waits comes out with the last opening, where there are enough."""
    if any(other.closed_at is None for other in openings_of(ANSWER, opening.ref)):
        return
    survey = Survey.objects.select_for_update().get(pk=opening.ref)
    if not survey.is_cancelled:
        _record(survey, opening.office, box.empty(ANSWER, survey.pk))


def _record(survey: Survey, office: Office, drawn: Sequence[Mapping[str, Any]]) -> None:
    if not drawn:
        return
    by = machine(f"formulir-publik.{office.code}", f"Formulir publik {office.short_name}")
    with machine_deed("surveys.take_answers", office=office, by=by, reason=_WHY) as doing:
        doing.add_all(Sheet, [_sheet(survey, answer) for answer in drawn])


def _sheet(survey: Survey, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one sheet. Its day is the first of its month, or of the survey where that began later."""
    first = date.fromisoformat(f"{answer['month']}-01")
    return {**answer["values"], "survey": survey, "filled_on": max(first, survey.period_from), "by_form": True}


KIND = FormKind(ANSWER, Sheet.write_permission, asked, SurveyAnswerForm, receive, closed)
