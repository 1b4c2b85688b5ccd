"""The publication sheet of an index of satisfaction: figures, with what the surveys' room knows of the respondents."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.figures.reports.document import Document
from bersinar.figures.reports.satisfaction import Answered, read_index, satisfaction_sheet
from bersinar.figures.reports.writers import pdf
from bersinar.figures.reports.writers.html import fragment
from bersinar.foundation.access.doors import needs
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices
from bersinar.programmes.surveys.public import respondents

from .choosing import Choice, choose


@dataclass(frozen=True)
class Asked:
    """One sheet that is asked for: whose, of which year, about which service."""

    choice: Choice
    service: str
    services: list[tuple[str, str]]

    @property
    def query(self) -> str:
        one = self.choice
        return urlencode({"kantor": one.office.code, "tahun": one.year, "cakupan": one.cover, "layanan": self.service})


def _asked(request: HttpRequest) -> Asked:
    services = choices("survey_service")
    service = request.GET.get("layanan", "") or services[0][0]
    if service not in dict(services):
        raise Http404
    return Asked(choose(request), service, services)


def _sheet(asked: Asked) -> Document | None:
    """The sheet, or nothing where there are too few answers to publish."""
    choice = asked.choice
    try:
        index = read_index(choice.coverage, choice.year, asked.service)
    except KeyError as unknown:
        raise Http404 from unknown
    told = respondents(choice.coverage.offices, asked.service, choice.year)
    if not index.may_be_published or told.period_from is None or told.period_to is None:
        return None
    answered = Answered(told.educations, told.period_from, told.period_to)
    return satisfaction_sheet(choice.coverage, choice.year, index, answered, on=choice.office.local_day())


@needs(Permission.FIGURES_READ)
def satisfaction(request: HttpRequest) -> HttpResponseBase:
    """The sheet on the screen."""
    asked = _asked(request)
    sheet = _sheet(asked)
    shown = fragment(sheet, level=2, links=False) if sheet else ""
    context = {
        "choice": asked.choice, "service": asked.service, "services": asked.services, "sheet": shown, "query": asked.query,
    }  # fmt: skip
    return render(request, "desk/satisfaction.html", context)


@needs(Permission.FIGURES_READ)
def satisfaction_file(request: HttpRequest) -> HttpResponseBase:
    """The sheet to print and hang up."""
    asked = _asked(request)
    sheet = _sheet(asked)
    if sheet is None:
        raise Http404
    response = HttpResponse(pdf.write(sheet, pdf.SHEET), content_type="application/pdf")
    name = f"ikm-{asked.choice.office.code}-{asked.choice.year}-{asked.service}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
