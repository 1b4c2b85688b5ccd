"""Open a survey, collect its sheets one by one or many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.oneform.box import months_waiting, waiting
from bersinar.foundation.oneform.openings import openings_of
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..models import ANSWER, Sheet, Survey


def _not_while_filled(survey: Survey) -> None:
    if any(opening.closed_at is None for opening in openings_of(ANSWER, survey.pk)):
        raise Refusal("form_open", "Formulir publik survei ini masih terbuka. Tutup formulirnya dahulu.", status=409)
    if survey.sheets.filter(cancelled_at__isnull=True).exists() or waiting(ANSWER, survey.pk):
        raise Refusal(
            "survey_in_use",
            "Survei ini sudah berisi lembar. Ubah survei ini, atau batalkan lembarnya dahulu.",
            status=409,
        )


class SurveyVerbs(Verbs[Survey]):
    """Sheets carry their survey's service and lie within its period: both are held when the survey changes."""

    def changes(self, doing: Deed, record: Survey, values: dict[str, Any], *, based_on: int | None) -> Survey:
        before = Survey.objects.get(pk=record.pk)
        assert isinstance(before, Survey)
        kept = super().changes(doing, record, values, based_on=based_on)
        sheets: Any = Sheet.objects.standing().filter(survey=kept)
        outside = sheets.exclude(filled_on__range=(kept.period_from, kept.period_to)).count()
        if outside:
            sentence = f"{outside} lembar jatuh di luar masa ini."
            raise Refusal("sheets_outside", sentence, fields={"period_from": sentence})
        _hold_form(kept)
        if kept.service != before.service:
            for sheet in sheets.select_related("survey"):
                doing.ask_reason(sheet.filled_on)
                doing.restate(sheet)
        return kept


def _hold_form(survey: Survey) -> None:
    """Refuse a period that leaves its public form, or answers that still wait, outside."""
    for opening in openings_of(ANSWER, survey.pk):
        if (
            opening.closed_at is None
            and not survey.period_from <= opening.begins_on <= opening.ends_on <= survey.period_to
        ):
            sentence = f"Formulir publiknya terbuka {opening.begins_on:%d-%m-%Y} sampai {opening.ends_on:%d-%m-%Y}."
            raise Refusal("form_outside", sentence, fields={"period_from": sentence})
    first, last = (f"{day:%Y-%m}" for day in (survey.period_from, survey.period_to))
    if any(not first <= month <= last for month in months_waiting(ANSWER, survey.pk)):
        sentence = "Ada jawaban formulir publik di luar masa ini."
        raise Refusal("answers_outside", sentence, fields={"period_from": sentence})


def _held(survey: Survey) -> Survey:
    """The survey as it stands now, held until the deed is done: a sheet's facts name its service."""
    held: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    return held


class SheetVerbs(Verbs[Sheet]):
    """One sheet at a time, each with the survey as it stands."""

    def adds(self, doing: Deed, record: Sheet, values: dict[str, Any]) -> Sheet:
        return super().adds(doing, record, {**values, "survey": _held(values["survey"])})

    def changes(self, doing: Deed, record: Sheet, values: dict[str, Any], *, based_on: int | None) -> Sheet:
        if record.by_form:
            raise Refusal("public_answer", "Jawaban dari formulir publik tidak dapat diubah.", status=409)
        survey = _held(values.get("survey", record.survey))
        return super().changes(doing, record, {**values, "survey": survey}, based_on=based_on)


SURVEYS = SurveyVerbs(Survey, "surveys", "open_survey", "change_survey", "cancel_survey", _not_while_filled)
SHEETS = SheetVerbs(Sheet, "surveys", "collect_sheet", "change_sheet", "cancel_sheet")


@dataclass(frozen=True)
class Collecting(Verbs[Sheet]):
    """Enter many sheets at once: one deed, one posting."""

    def create(
        self, *, office: Office, by: User, reason: str = "", request_id: UUID | None = None,
        record_id: UUID | None = None, **values: Any,
    ) -> Sheet:  # fmt: skip
        """`sheets` holds the fields of each sheet that differ; the rest they share. Gives back the first of them."""
        sheets: list[Mapping[str, Any]] = values.pop("sheets")
        if not sheets:
            raise Refusal("no_sheet", "Tempelkan paling sedikit satu lembar.", fields={"sheets": "Belum ada lembar."})
        action = f"surveys.{self.made}"

        def make() -> Sheet:
            with deed(action, office=office, by=by, needs=self.model.write_permission, reason=reason) as doing:
                shared = {**values, "survey": _held(values["survey"])}
                first, *_ = [doing.add(Sheet(), {**shared, **sheet}) for sheet in sheets]
                return first

        body = {"office": office, "sheets": [repr(sorted(sheet.items())) for sheet in sheets], **values}
        return once(request_id=request_id, action=action, by=by, body=body, model=Sheet, make=make)


COLLECTING = Collecting(Sheet, "surveys", "collect_sheets", "", "")  # its form only adds
