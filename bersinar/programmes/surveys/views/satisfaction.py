"""Pages of satisfaction surveys and their sheets."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.foundation.access.doors import needs
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.oneform.models import Box
from bersinar.foundation.periods.calendar import month_name
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, figure
from bersinar.foundation.wire.refusals import Refusal

from ..actions import COLLECTING, SHEETS, SURVEYS
from ..comments import batches
from ..forms.satisfaction import GridForm, SheetForm, SurveyForm
from ..models import ANSWER, Sheet, Survey
from ..progress import progress


class SurveyPages(Pages):
    """Counts the answers of every survey with the list's own query: sheets, and what waits in its box."""

    def rows(self, request: HttpRequest) -> Any:
        sheets = Count("sheets", filter=Q(sheets__cancelled_at__isnull=True))
        boxes = Box.objects.filter(kind=ANSWER, ref=OuterRef("pk")).values("waiting")[:1]
        return super().rows(request).annotate(collected=sheets + Coalesce(Subquery(boxes), 0))


class GridPages(Pages):
    """The grid makes many sheets and leads back to their list."""

    def url(self, part: str, *args: Any) -> str:
        return reverse("surveys:sheets_new" if part == "new" else "surveys:sheet_list")

    def _way_back(self, request: HttpRequest) -> str:
        return reverse("surveys:survey_list")


def _progress(survey: Survey, user: User) -> dict[str, Any]:
    """How many sheets there are and have to be, and the comments that may be shown."""
    sheets: Any = survey.sheets.filter(cancelled_at__isnull=True)
    said = sheets.exclude(comment="").order_by("recorded_at", "pk").values_list("filled_on", "comment")
    shown, waiting = batches(list(said))
    return {
        "progress": progress(survey),
        "comments": shown,
        "waiting": waiting,
        "publication": _publication_of(survey),
        "may_enter": survey.office_id in user.scope(Sheet.write_permission) and not survey.is_cancelled,
    }


def _publication_of(survey: Survey) -> str:
    """The desk's sheet on which the index of this service and year is published."""
    asked = {"kantor": survey.office.code, "tahun": survey.period_to.year, "cakupan": "own", "layanan": survey.service}
    return f"{reverse('desk:satisfaction')}?{urlencode(asked)}"


def _index_of(survey: Survey) -> str:
    """The index that this survey's answers go into."""
    codes = (
        code
        for code, one in INDICATORS.items()
        if "surveys.element_answered" in one.counts and survey.service in one.where["aspect"]
    )
    return next(codes, "surveys.ikm_other")


def _of_survey(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"survey": request.GET.get("survei")}


def _surveys_of(user: User) -> list[tuple[str, str]]:
    rows: Any = Survey.objects.visible_to(user).standing().filter(office_id__in=user.scope(Sheet.read_permission))
    return [(str(survey.pk), str(survey)) for survey in rows]


def _by_survey(rows: Any, chosen: str) -> Any:
    try:
        return rows.filter(survey=UUID(chosen))
    except ValueError:
        return rows.none()


def _answer_of(element: str) -> tuple[str, Any]:
    return f"{element.upper()} {label('survey_element', element)}", lambda sheet: getattr(sheet, element)


_RESPONDENT = ("sex", "age_band", "education", "occupation")


class SheetPages(Pages):
    """The answers under their elements' names, which live in a code list and are read when asked for."""

    def _panel(self, record: Any, panel: Panel) -> Any:
        if panel.title == "Jawaban":
            panel = Panel(panel.title, [_answer_of(element) for element in ELEMENTS])
        elif record.by_form:
            panel = Panel(panel.title, [row for row in panel.rows if row not in _RESPONDENT])
        return super()._panel(record, panel)

    def change_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The form would show what the respondent said of himself."""
        if self.get(request, pk).by_form:
            sentence = "Jawaban dari formulir publik tidak dapat diubah. Bila jelas tidak sah, batalkan dengan alasan."
            raise Refusal("public_answer", sentence, status=409)
        return super().change_view(request, pk)


SURVEY = SurveyPages(
    "surveys", "survey", "survei", Survey, "survei", "Survei kepuasan",
    explains="Survei kepuasan masyarakat (IKM) menurut PermenPAN-RB 14/2017, sedikitnya sekali setahun tiap layanan.",
    columns=(
        Column("Layanan", "service", "service"), Column("Dari", "period_from", "period_from"),
        Column("Sampai", "period_to", "period_to"), Column("Penerima layanan", "population", "population", number=True),
        Column("Perlu", lambda survey: survey.required, number=True),
        Column("Terkumpul", lambda survey: survey.collected, number=True),
    ),
    form=SurveyForm, verbs=SURVEYS, filters=(Filter("service", "Layanan", lambda user: choices("survey_service")),),
    order=("-period_from", "service"), keeps_files=True,
    panels=(Panel("Survei", ("service", "period_from", "period_to", "population", "note")),),
    detail_template="surveys/survey.html", extras=(_progress,),
    fragments=(figure("Indeks kepuasan setahun", lambda survey: survey.period_to.year, _index_of),),
)  # fmt: skip

SHEET = SheetPages(
    "surveys", "sheet", "lembar", Sheet, "lembar", "Lembar survei",
    explains="Lembar yang sudah dimasukkan, tanpa nama. Sarannya tampil di halaman survei setelah terkumpul lima.",
    columns=(
        Column("Lembar", str, "filled_on"), Column("Survei", "survey"),
        Column("Terjawab", lambda sheet: f"{len(sheet.answers)} dari {len(ELEMENTS)}"),
    ),
    form=SheetForm, verbs=SHEETS, select=("survey",), initial=_of_survey,
    filters=(Filter("survei", "Survei", _surveys_of, narrow=_by_survey),),
    panels=(
        Panel("Lembar", (
            "survey", ("Bulan", lambda sheet: month_name(sheet.filled_on.year, sheet.filled_on.month)),
            ("Diisi", lambda sheet: "di formulir publik" if sheet.by_form else "di kertas"), *_RESPONDENT,
            ("Saran atau komentar", lambda sheet: "ada" if sheet.comment else "tidak ada"),
        )),
        Panel("Jawaban", ()),
    ),
    list_template="surveys/sheets.html",
    parent=lambda sheet: (str(sheet.survey), reverse("surveys:survey", args=[sheet.survey_id])),
)  # fmt: skip

_GRID = GridPages(
    "surveys", "sheets", "lembar", Sheet, "kumpulan lembar", "Lembar survei", columns=(), panels=(), form=GridForm,
    verbs=COLLECTING, has_list=False, initial=_of_survey,
)  # fmt: skip


def grid_urls() -> list[URLPattern]:
    """The page on which many sheets are entered at once."""
    return [path("lembar/banyak/", needs(Sheet.write_permission)(_GRID.create_view), name="sheets_new")]
